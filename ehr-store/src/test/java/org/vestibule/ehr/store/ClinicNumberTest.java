package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;

/** The clinic's own number goes out with a record and means nobody else anywhere. */
class ClinicNumberTest {
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\{\"system\":\"(urn:vestibule:patient-number:[0-9a-f-]{36})\",\"value\":\"([^\"]+)\"}");

  @TempDir private Path temp;
  private Created here;
  private Created there;
  private Access care;
  private Access elsewhere;

  @BeforeEach
  void twoClinics() {
    here = Clinic.create(temp.resolve("here"));
    there = Clinic.create(temp.resolve("there"));
    care = here.session().act(Purpose.TREATMENT);
    elsewhere = there.session().act(Purpose.TREATMENT);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private static Patient registered(Access access, String family) {
    Patient patient =
        access.people().register(Clinic.person(family, "Anna", Clinic.day("1958-03-14")));
    access.charts().put(patient.id(), List.of(Clinic.penicillin(patient.id())));
    return patient;
  }

  private static byte[] exported(Access access, Patient patient) {
    return access.charts().export(patient.id(), "asked for it").bundle();
  }

  private static ImportOutcome take(Access access, byte[] json) {
    List<ImportedRecord> records = new FhirImport().read(json, access.imports().people()).records();
    assertEquals(1, records.size());
    return access.imports().take(records.get(0));
  }

  private static Identifier number(byte[] bundle) {
    Matcher number = NUMBER.matcher(new String(bundle, StandardCharsets.UTF_8));
    assertTrue(number.find(), "the number is told");
    Identifier found = new Identifier(number.group(1), number.group(2));
    assertTrue(!number.find(), "one number alone is told");
    return found;
  }

  @Test
  void theOwnExportComesBackToWhomItIsAbout() {
    Patient anna = registered(care, "Novak");
    byte[] out = exported(care, anna);
    assertEquals(anna.number(), number(out).value());
    ImportOutcome back = take(care, out);
    assertEquals(anna.id(), back.patient().orElseThrow().id());
    assertEquals(Map.of(), back.created());
    assertEquals(1, care.people().count());
    assertArrayEquals(out, exported(care, anna));
  }

  @Test
  void anotherClinicKeepsItBesideItsOwnAndTellsItOn() {
    Patient other = registered(elsewhere, "Kovacs");
    Patient anna = registered(care, "Novak");
    assertEquals(anna.number(), other.number(), "two clinics begin alike");
    byte[] out = exported(care, anna);
    Patient taken = take(elsewhere, out).patient().orElseThrow();
    assertNotEquals(other.id(), taken.id());
    assertNotEquals(anna.number(), taken.number());
    assertEquals(List.of(number(out)), taken.identifiers());
    assertEquals(taken, elsewhere.people().byIdentifier(number(out)).orElseThrow());
    assertEquals(Map.of(), take(elsewhere, out).created());
    assertArrayEquals(out, exported(elsewhere, taken));
    assertEquals(Map.of(), take(care, exported(elsewhere, taken)).created());
    assertNotEquals(number(out).system(), number(exported(elsewhere, other)).system());
    assertEquals(2, elsewhere.people().count());
    assertEquals(1, care.people().count());
  }

  @Test
  void whoeverClaimsANumberOfSomebodyElseWaitsForReview() {
    Patient anna = registered(care, "Novak");
    byte[] claimed =
        new String(exported(care, anna), StandardCharsets.UTF_8)
            .replace("Novak", "Mallory")
            .getBytes(StandardCharsets.UTF_8);
    FilePeople people = care.imports().people();
    assertEquals(List.of(), new FhirImport().read(claimed, people).records());
    assertEquals(anna.id(), people.clashes().get(0).owner());
    assertEquals(1, care.people().count());
  }

  @Test
  void aFileGivesNobodyANumberHere() {
    Patient anna = registered(care, "Novak");
    String out = new String(exported(care, anna), StandardCharsets.UTF_8);
    String file = out.replace("Novak", "Mallory").replace(anna.number(), "V-900000");
    Patient mallory = take(care, file.getBytes(StandardCharsets.UTF_8)).patient().orElseThrow();
    assertEquals("V-000002", mallory.number());
    assertEquals("V-000002", number(exported(care, mallory)).value());
    assertEquals(Map.of(), take(care, file.getBytes(StandardCharsets.UTF_8)).created());
    assertEquals(2, care.people().count());
  }
}
