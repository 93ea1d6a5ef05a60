package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff, keys, emergency access and erasure as they are typed, by accounts of each role. */
class PeopleCommandsTest {
  private static final String ADMIN = "an administrator's words";
  private static final String STAFF = "words of the staff";
  private static final String NUMBER = "V-000001";

  @TempDir static Path folder;

  @BeforeAll
  static void aClinicWithStaffAndAPatient() throws IOException {
    Path recovery = folder.resolve("recovery");
    assertEquals(
        0,
        as("admin", ADMIN, "init", "--clinic", "Lakeside", "--recovery-key-file", recovery + "")
            .exit());
    for (String role : List.of("receptionist", "clinician", "auditor", "researcher")) {
      Typed added = admin("staff", "add", role, "--role", role, "--new-password-file", file(STAFF));
      assertEquals(0, added.exit(), added.err());
    }
    Path bundle = folder.resolve("bundle.json");
    Files.writeString(
        bundle,
        """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"fullUrl":"urn:uuid:0b0b4a8e-0000-4000-8000-000000000001","resource":
          {"resourceType":"Patient","id":"p","name":[{"family":"Abara","given":["Ngozi"]}],
           "gender":"female","birthDate":"1970-02-03"}},
         {"resource":{"resourceType":"AllergyIntolerance","id":"a","criticality":"high",
           "code":{"text":"Penicillin"},
           "patient":{"reference":"urn:uuid:0b0b4a8e-0000-4000-8000-000000000001"}}},
         {"resource":{"resourceType":"Condition","id":"c","code":{"text":"Migraine"},
           "subject":{"reference":"urn:uuid:0b0b4a8e-0000-4000-8000-000000000001"}}}]}
        """);
    Typed imported = admin("import", bundle.toString());
    assertEquals(0, imported.exit(), imported.err());
    assertEquals(NUMBER, imported.json().get(0).path("patient").asText());
  }

  private static Typed admin(String... args) throws IOException {
    return as("admin", ADMIN, args);
  }

  private static Typed staff(String user, String... args) throws IOException {
    return as(user, STAFF, args);
  }

  private static Typed as(String user, String password, String... args) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--json",
                "--data",
                folder.resolve("data").toString(),
                "--user",
                user,
                "--password-file",
                file(password)));
    all.addAll(List.of(args));
    return Typed.run(all.toArray(String[]::new));
  }

  private static String file(String text) throws IOException {
    Path file = folder.resolve("secret-" + text.hashCode());
    return Files.writeString(file, text + "\n").toString();
  }

  @Test
  void everyRoleOpensTheEmergencyCardAndOnlyAnAuditorOrAdministratorSignsItOff()
      throws IOException {
    for (String user : List.of("receptionist", "clinician", "auditor", "researcher")) {
      Typed card =
          staff(user, "emergency", "--patient", NUMBER, "--reason", "unconscious at the door");
      assertEquals(0, card.exit(), user + card.err());
      assertTrue(card.out().contains("Penicillin"), user);
    }
    Typed brief = staff("receptionist", "emergency", "--patient", NUMBER, "--reason", "x");
    assertEquals(2, brief.exit());
    assertTrue(brief.err().contains("(EHR-20)"), brief.err());
    assertEquals(4, staff("receptionist", "show", "--patient", NUMBER).exit());
    assertEquals(4, staff("receptionist", "emergency").exit());
    List<com.fasterxml.jackson.databind.JsonNode> waiting = staff("auditor", "emergency").json();
    assertEquals(4, waiting.size());
    for (var use : waiting) {
      String id = use.path("use").asText();
      boolean own = use.path("user").asText().equals("auditor");
      assertEquals(own ? 1 : 0, staff("auditor", "emergency", "--review", id).exit());
      assertEquals(own ? 0 : 1, admin("emergency", "--review", id).exit());
    }
    assertEquals(List.of(), admin("emergency").json());
    for (var use : waiting) {
      boolean own = use.path("user").asText().equals("auditor");
      Typed again = admin("emergency", "--review", use.path("use").asText());
      assertEquals(1, again.exit());
      String by = own ? "admin" : "auditor";
      assertTrue(again.err().contains("signed off already, by " + by + ":"), again.err());
      assertTrue(again.err().contains("(EHR-15)"), again.err());
    }
    Typed unknown = admin("emergency", "--review", new java.util.UUID(1, 2).toString());
    assertEquals(1, unknown.exit());
    assertTrue(unknown.err().contains("There is no such emergency access"), unknown.err());
  }

  @Test
  void staffAreListedChangedAndRemovedAndOnlyByAnAdministrator() throws IOException {
    String secret = file(STAFF);
    assertEquals(
        0,
        admin("staff", "add", "leaver", "--role", "clinician", "--new-password-file", secret)
            .exit());
    assertEquals(0, staff("leaver", "show", "--patient", NUMBER).exit());
    assertEquals(0, admin("staff", "roles", "leaver", "--role", "receptionist").exit());
    assertEquals(4, staff("leaver", "show", "--patient", NUMBER).exit());
    String next = file("quite other words");
    assertEquals(0, staff("leaver", "staff", "password", "--new-password-file", next).exit());
    assertEquals(4, staff("leaver", "emergency").exit());
    assertEquals(4, staff("receptionist", "staff", "remove", "leaver").exit());
    assertEquals(0, admin("staff", "remove", "leaver").exit());
    assertEquals(4, as("leaver", "quite other words", "emergency").exit());
    assertFalse(admin("staff", "list").out().contains("leaver"));
    assertEquals(1, admin("staff", "remove", "admin").exit());
    assertEquals(2, admin("staff", "add", "x", "--role", "boss").exit());
    for (String[] wrong :
        new String[][] {
          {"admin", secret, "EHR-20"}, {"new", file("short"), "EHR-20"}, {"", secret, "CLI-27"}
        }) {
      Typed refused =
          admin("staff", "add", wrong[0], "--role", "clinician", "--new-password-file", wrong[1]);
      assertEquals(2, refused.exit(), refused.err());
      assertTrue(refused.err().contains("(" + wrong[2] + ")"), refused.err());
    }
    Typed nobody = admin("staff", "remove", "nobody");
    assertEquals(1, nobody.exit());
    assertTrue(nobody.err().contains("(EHR-13)"), nobody.err());
    Typed rotated = admin("rotate-keys");
    assertEquals(0, rotated.exit());
    var done = rotated.json().get(0);
    assertEquals(done.path("patients"), done.path("renewedNow"), "nothing was new already");
    assertEquals(4, staff("clinician", "rotate-keys").exit());
    Typed verified = admin("verify");
    assertEquals(0, verified.exit(), verified.out());
  }

  @Test
  void theDefaultUserWhoHasLeftIsSaidSo(@TempDir Path own) throws IOException {
    TypedClinic clinic = TypedClinic.init(own);
    String secret = file(STAFF);
    assertEquals(
        0,
        clinic
            .run("staff", "add", "next", "--role", "administrator", "--new-password-file", secret)
            .exit());
    Files.writeString(own.resolve("password"), STAFF + "\n");
    assertEquals(4, clinic.run("verify").exit(), "a wrong password of who is there");
    assertEquals(0, clinic.run("staff", "remove", "admin", "--user", "next").exit());
    for (String command : List.of("verify", "start")) {
      Typed left = clinic.run(command);
      assertEquals(2, left.exit(), left.err());
      assertTrue(left.err().contains("has left: give your name with --user. (CLI-45)"), left.err());
    }
    assertEquals(0, clinic.run("verify", "--user", "next").exit());
  }

  @Test
  void templatesAreRenewedByAnAdministratorAlone() throws IOException {
    String secret = file(STAFF);
    assertEquals(
        0,
        admin("staff", "add", "office", "--role", "administrator", "--new-password-file", secret)
            .exit());
    for (String user : List.of("receptionist", "clinician", "auditor")) {
      Typed refused = staff(user, "renew-templates");
      assertEquals(4, refused.exit(), user);
      assertTrue(refused.err().contains("(EHR-42)"), refused.err());
    }
    for (int i = 0; i < 2; i++) {
      Typed renewed = staff("office", "renew-templates");
      assertEquals(0, renewed.exit(), renewed.err());
    }
  }

  @Test
  void aProblemThatNobodySaysIsOverIsNotShownAsOver() throws IOException {
    JsonNode problem =
        staff("clinician", "show", "--patient", NUMBER).json().get(0).path("problems").path(0);
    assertEquals("Migraine", problem.path("text").asText());
    assertTrue(problem.path("active").asBoolean(false));
  }

  @Test
  void anAuditorReadsWhatWasDoneToPatients() throws IOException {
    Typed all = staff("auditor", "audit", "--limit", "1000");
    assertEquals(0, all.exit(), all.err());
    assertTrue(all.out().contains("PATIENT_REGISTERED"), "about a patient");
    Typed one = staff("auditor", "audit", "--patient", "V-000001");
    assertEquals(0, one.exit(), one.err());
    assertTrue(one.out().contains("V-000001"), one.out());
    assertEquals(0, staff("auditor", "audit", "--suspicions").exit());
    assertFalse(
        admin("audit", "--limit", "1000").out().contains("READ_PATIENT"), "nothing was refused");
  }

  @Test
  void aUserNameIsOneLineOfPlainLettersThatNobodyElseHas() throws IOException {
    String secret = file(STAFF);
    for (String name : List.of("bad\nname", "x\u001b[31m", "turned\u202eback", " spaced ")) {
      Typed refused =
          admin("staff", "add", name, "--role", "auditor", "--new-password-file", secret);
      assertEquals(2, refused.exit(), refused.err());
    }
    Typed taken =
        admin("staff", "add", "AUDITOR", "--role", "auditor", "--new-password-file", secret);
    assertEquals(2, taken.exit(), taken.err());
    assertTrue(taken.err().contains("This user name is taken"), taken.err());
  }

  @Test
  void anAuditorsCheckSaysWhatItCouldNotOpen() throws IOException {
    Typed whole = admin("verify");
    assertEquals(0, whole.json().get(0).path("notOpened").asLong());
    assertFalse(whole.err().contains("Not a whole check"), whole.err());
    Typed part = staff("auditor", "verify");
    assertEquals(0, part.exit(), part.err());
    long left = part.json().get(0).path("notOpened").asLong();
    assertTrue(left >= 2, "an allergy, and the list of what belongs to the chart");
    assertTrue(part.err().contains("Not a whole check: " + left + " clinical values"), part.err());
    long opened = part.json().get(0).path("rows").asLong();
    assertEquals(whole.json().get(0).path("rows").asLong(), opened + left);
  }

  @Test
  void aKeyFileIsNeededOnceItIsPartOfTheKey() throws IOException {
    String secret = file(STAFF);
    String key = file("the content of a key file");
    assertEquals(
        0,
        admin("staff", "add", "keyed", "--role", "clinician", "--new-password-file", secret)
            .exit());
    assertEquals(0, staff("keyed", "staff", "second-factor", "--key-file", key).exit());
    Typed without = staff("keyed", "show", "--patient", NUMBER);
    assertEquals(4, without.exit());
    assertTrue(without.err().contains("EHR-43"), without.err());
    assertEquals(4, staff("keyed", "--second-factor", secret, "show", "--patient", NUMBER).exit());
    assertEquals(0, staff("keyed", "--second-factor", key, "show", "--patient", NUMBER).exit());
    assertEquals(
        0, staff("keyed", "--second-factor", key, "staff", "second-factor", "--none").exit());
    assertEquals(0, staff("keyed", "show", "--patient", NUMBER).exit());
  }

  @Test
  void fiveWrongPasswordsCostTimeInTheNextProcessToo() throws IOException {
    String secret = file(STAFF);
    assertEquals(
        0,
        admin("staff", "add", "guessed", "--role", "clinician", "--new-password-file", secret)
            .exit());
    for (int i = 0; i < 5; i++) {
      assertEquals(4, as("guessed", "wrong guess", "show", "--patient", NUMBER).exit());
    }
    Typed waits = staff("guessed", "show", "--patient", NUMBER);
    assertEquals(4, waits.exit());
    assertTrue(waits.err().contains("EHR-44"), waits.err());
  }

  @Test
  void erasingNeedsToBeMeantAndLeavesAReceipt() throws IOException {
    Path bundle = folder.resolve("gone.json");
    Files.writeString(
        bundle,
        """
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":
         {"resourceType":"Patient","id":"g","name":[{"family":"Gone","given":["Gil"]}],
          "gender":"male","birthDate":"1981-02-03"}}]}
        """);
    String number = admin("import", bundle.toString()).json().get(0).path("patient").asText();
    assertEquals(2, admin("erase", "--patient", number).exit());
    assertEquals(4, staff("clinician", "erase", "--patient", number, "--yes").exit());
    Typed erased = admin("erase", "--patient", number, "--yes");
    assertEquals(0, erased.exit(), erased.err());
    assertEquals(number, erased.json().get(0).path("patient").asText());
    assertEquals(1, admin("show", "--patient", number).exit());
    assertEquals(0, admin("verify").exit());
  }
}
