package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.document.TripleDes;
import org.vestibule.ehr.fhir.FhirExport;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/**
 * The planted values are in no file while a process does everything there is to do and after it:
 * database, log and journal of it, blobs, vault, backup, archive, temporary files, its own log.
 */
class CanariesTest {
  private static final Instant IN_ELEVEN_YEARS = Instant.parse("2037-04-01T10:00:00Z");

  @TempDir Path folder;

  @Test
  void noValueIsInAnyFileDuringAndAfterEverything() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path log = Files.createDirectory(folder.resolve("logs")).resolve("log");
    List<String> command = Child.java(CanariesTest.class, temporary, folder.resolve("work"));
    command.add(1, "-Dlogback.configurationFile=" + everythingLogged());
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int looks = 0;
    do {
      assertEquals(List.of(), Canaries.found(folder), "while running");
      looks++;
    } while (!child.waitFor(200, TimeUnit.MILLISECONDS));
    String said = Files.readString(log);
    assertEquals(0, child.exitValue(), said);
    assertEquals(List.of(), Canaries.found(folder), "after it");
    assertTrue(looks > 5, "it was looked at meanwhile: " + looks);
    assertTrue(said.contains("all done"), said);
    assertTrue(Files.size(folder.resolve("work/archive")) > 1_000);
    assertTrue(Files.size(folder.resolve("work/backup")) > 1_000);
    Files.writeString(temporary.resolve("control"), Canaries.ADDRESS);
    assertFalse(Canaries.found(folder).isEmpty(), "what is there would be found");
  }

  /** Beside the folder that is looked through: it is ours and holds nothing. */
  private Path everythingLogged() throws IOException {
    return Files.writeString(
        folder.resolve("logback.xml"),
        "<configuration><appender name='OUT' class='ch.qos.logback.core.ConsoleAppender'><encoder>"
            + "<pattern>%msg%n%ex</pattern></encoder></appender>"
            + "<logger name='org.vestibule' level='TRACE'/>"
            + "<root level='INFO'><appender-ref ref='OUT'/></root></configuration>");
  }

  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]);
    char[] recoveryKey;
    try (Created made = Clinic.create(Files.createDirectory(work).resolve("data"))) {
      recoveryKey = made.recoveryKey().characters().clone();
      Session admin = made.session();
      PatientId id = records(admin.act(Purpose.TREATMENT));
      documents(admin.act(Purpose.TREATMENT).documents(), id);
      imports(admin.act(Purpose.TREATMENT).imports(), id);
      refusals(made.store(), admin, id);
      admin.act(Purpose.ADMINISTRATION).backups().write(work.resolve("backup"));
    }
    require(EhrStore.drill(work.resolve("backup"), recoveryKey).checked().orElseThrow().ok());
    retention(work);
    System.out.println("all done");
  }

  private static PatientId records(Access care) {
    Patient patient = care.faces().enrol(Canaries.enrolment(Canaries.patient(1), 1));
    care.charts().put(patient.id(), Canaries.entries(patient.id()));
    care.people().update(patient.change().language("sv").build());
    require(care.people().search(patient.name().listed(), 5).size() == 1);
    require(care.charts().open(patient.id()).notes().size() == 1);
    care.charts().export(patient.id(), "asked for");
    return patient.id();
  }

  private static void documents(Documents documents, PatientId id) throws Exception {
    documents.attach(id, Canaries.document());
    byte[] pdf = pdf();
    DocumentReference read = attach(documents, id, pdf);
    require(!read.summary().isEmpty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    documents.fetch(id, read.id(), "to be read", out);
    require(out.size() == pdf.length);
    byte[] key = new byte[24];
    new Random(3).nextBytes(key);
    Path old = Files.write(Files.createTempFile("old", ".3des"), tripleDes(key, pdf));
    try (var plain = TripleDes.withKey(key).open(old)) {
      require(attach(documents, id, plain.readAllBytes()).content().length() > 0);
    }
  }

  private static DocumentReference attach(Documents documents, PatientId id, byte[] bytes) {
    String title = Canaries.document().title();
    return documents.attach(
        id, new NewDocument(title, () -> new ByteArrayInputStream(bytes), true));
  }

  private static byte[] tripleDes(byte[] key, byte[] plain) throws Exception {
    Cipher cipher = Cipher.getInstance("DESede/CBC/PKCS5Padding");
    byte[] iv = new byte[8];
    new Random(4).nextBytes(iv);
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DESede"), new IvParameterSpec(iv));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(iv);
    out.writeBytes(cipher.doFinal(plain));
    return out.toByteArray();
  }

  private static byte[] pdf() throws IOException {
    byte[] text = Canaries.document().content().open().readAllBytes();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
        content.beginText();
        content.newLineAtOffset(50, 700);
        content.showText(new String(text, StandardCharsets.UTF_8));
        content.endText();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private static void imports(Imports imports, PatientId owner) {
    Patient other = Canaries.patient(2);
    String path = "Bundle.entry[0].resource";
    imports.take(new ImportedRecord(other, Canaries.entries(other.id()), path));
    Patient third = Canaries.patient(3);
    byte[] bundle = new FhirExport().write(third, Canaries.entries(third.id()));
    imports.hold(
        new HeldImport(
            "a.json", owner, third, Clinic.NOW, Clinic.USER, HeldImport.compress(bundle)));
    require(imports.waiting().size() == 1);
  }

  /** What is refused says so, without a value: the exceptions go to the log. */
  private static void refusals(EhrStore store, Session admin, PatientId id) {
    char[] password = "desk password".toCharArray();
    Practitioner rita = new Practitioner("rita", new HumanName("Gomez", "Rita"));
    admin
        .act(Purpose.ADMINISTRATION)
        .keys()
        .addStaff(rita, EnumSet.of(Role.RECEPTIONIST), password);
    try (Session desk = store.unlock("rita", password)) {
      Charts charts = desk.act(Purpose.TREATMENT).charts();
      say(assertThrows(StoreException.class, () -> charts.export(id, "out of curiosity")));
    }
    People people = admin.act(Purpose.TREATMENT).people();
    say(assertThrows(StoreException.class, () -> people.register(Canaries.patient(1))));
    char[] wrong = Canaries.ADDRESS.toCharArray();
    say(assertThrows(StoreException.class, () -> store.unlock(Clinic.USER, wrong)));
  }

  private static void say(Throwable refused) {
    refused.printStackTrace(System.out);
  }

  private static void retention(Path work) {
    Clock then = Clock.fixed(IN_ELEVEN_YEARS, ZoneOffset.UTC);
    try (EhrStore store = EhrStore.open(StorePlace.in(work.resolve("data")), then);
        Session admin = Clinic.unlock(store)) {
      Retention retention = admin.act(Purpose.ADMINISTRATION).retention();
      retention.confirmClock();
      RetentionPlan plan = retention.plan();
      require(retention.archive(work.resolve("archive"), plan).records() == 2);
      retention.dispose(plan, work.resolve("archive"));
      require(admin.act(Purpose.TREATMENT).people().count() == 0);
      require(admin.act(Purpose.ADMINISTRATION).verify().ok());
    }
    try (Stream<Path> blobs = Files.list(work.resolve("data/blobs"))) {
      require(blobs.findAny().isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(boolean expected) {
    if (!expected) {
      throw new IllegalStateException("the process did not do what it was to do");
    }
  }
}
