package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

class DocumentsTest {
  private static final String LETTER =
      "The patient was seen for a cough that lasted three weeks. The lungs were clear on both"
          + " sides and the cough is better. Vogelfutterprotein was avoided since the last visit.";

  @TempDir Path folder;
  private Path data;
  private EhrStore store;
  private Session session;
  private Access care;
  private PatientId maria;

  @BeforeEach
  void begin() {
    data = folder.resolve("data");
    Created made = Clinic.create(data);
    store = made.store();
    session = made.session();
    care = session.act(Purpose.TREATMENT);
    maria = care.people().register(Clinic.maria()).id();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = Clinic.open(data);
    session = Clinic.unlock(store);
    care = session.act(Purpose.TREATMENT);
  }

  private DocumentReference attach(String title, byte[] content) {
    return care.documents()
        .attach(maria, new NewDocument(title, () -> new ByteArrayInputStream(content), true));
  }

  private byte[] fetch(DocumentReference document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    care.documents().fetch(document.patient(), document.id(), "second opinion", out);
    return out.toByteArray();
  }

  private VerifyReport verify() {
    return session.act(Purpose.ADMINISTRATION).verify();
  }

  private Path file(DocumentReference document) {
    return data.resolve(Blobs.FOLDER).resolve(document.content().blob().toString());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(data.resolve(Blobs.FOLDER))) {
      return all.toList();
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatGoesInComesOutAtEveryLength() throws Exception {
    int segment = 1 << 20;
    for (int length : new int[] {0, 1, 4_095, segment - 1, segment, segment + 1, 3 * segment + 7}) {
      for (byte[] content : List.of(noise(length), new byte[length])) {
        DocumentReference document = attach("scan.bin", content);
        assertArrayEquals(content, fetch(document), "length " + length);
        assertEquals(length, document.size());
        String sha256 =
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertEquals(sha256, document.sha256());
        assertEquals(document.content().length(), Files.size(file(document)));
      }
    }
    reopen();
    assertEquals(14, care.documents().list(maria).size());
    assertEquals(14, care.charts().open(maria).documents().size());
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void aFileThatThePatientHasIsAttachedAgainOnlyIfWanted() throws IOException {
    byte[] scan = noise(70_000);
    DocumentReference first = attach("scan", scan);
    NewDocument same = new NewDocument("copy of scan", () -> new ByteArrayInputStream(scan));
    StoreException.AlreadyAttached refused =
        assertThrows(
            StoreException.AlreadyAttached.class, () -> care.documents().attach(maria, same));
    assertEquals(first.id().value(), refused.document());
    assertEquals(1, refused.exitCode());
    assertEquals(List.of(first), care.documents().list(maria));
    assertEquals(List.of(file(first)), files(), "what was sealed in vain is gone");
    PatientId john =
        care.people().register(Clinic.person("Smith", "John", Clinic.day("1970-01-01"))).id();
    care.documents().attach(john, same);
    attach("copy of scan", scan);
    assertEquals(2, care.documents().list(maria).size());
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void compressesWhatGetsSmaller() {
    assertTrue(attach("zeros", new byte[5 << 20]).content().length() < 10_000);
    DocumentReference random = attach("noise", noise(5 << 20));
    assertFalse(random.content().compressed());
    assertTrue(random.content().length() < (5 << 20) + 1_000);
  }

  @Test
  void aLetterIsSummarisedAndFoundInNoFile() throws IOException {
    String title = "gefieder-scan-0007.dcm";
    DocumentReference letter = attach("\u202e" + title, LETTER.getBytes(StandardCharsets.UTF_8));
    assertEquals("text/plain", letter.contentType());
    assertEquals(title, letter.title());
    assertFalse(letter.summary().isEmpty());
    letter.summary().forEach(s -> assertTrue(LETTER.startsWith(s.text(), s.offset())));
    fetch(letter);
    assertEquals(List.of(), Canaries.found(data));
  }

  @Test
  void everyAccessIsAnEventWithItsReason() {
    DocumentReference letter = attach("letter", LETTER.getBytes(StandardCharsets.UTF_8));
    care.documents().list(maria);
    fetch(letter);
    List<AuditEvent> events = session.act(Purpose.AUDIT).audit().about(maria, 3);
    assertEquals(
        List.of(
            AuditAction.DOCUMENT_READ, AuditAction.DOCUMENTS_LISTED, AuditAction.DOCUMENT_ATTACHED),
        events.stream().map(AuditEvent::action).toList());
    assertEquals("document=" + letter.id() + " reason=second opinion", events.get(0).detail());
    assertThrows(
        StoreException.Invalid.class,
        () ->
            care.documents()
                .fetch(maria, letter.id(), " ", ByteArrayOutputStream.nullOutputStream()));
  }

  @Test
  void aReceptionistAndALockedDeskOpenNone() {
    DocumentReference letter = attach("letter", LETTER.getBytes(StandardCharsets.UTF_8));
    char[] password = "another horse".toCharArray();
    session
        .act(Purpose.ADMINISTRATION)
        .keys()
        .addStaff(
            new Practitioner("rita", new HumanName("", "rita")),
            Set.of(Role.RECEPTIONIST),
            password);
    try (Session rita = store.unlock("rita", password)) {
      Documents hers = rita.act(Purpose.TREATMENT).documents();
      assertThrows(StoreException.Denied.class, () -> hers.list(maria));
      assertThrows(
          StoreException.Denied.class,
          () ->
              hers.fetch(maria, letter.id(), "why not", ByteArrayOutputStream.nullOutputStream()));
    }
    session.lockClinical();
    assertThrows(StoreException.Locked.class, () -> care.documents().list(maria));
  }

  @Test
  void oneChangedByteIsFoundAndNothingWrongIsCalledWhole() throws IOException {
    DocumentReference document = attach("noise", noise(3 << 20));
    Path file = file(document);
    byte[] whole = Files.readAllBytes(file);
    for (int at : new int[] {0, 20, 1 << 20, whole.length - 1}) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);
      assertThrows(StoreException.Damaged.class, () -> fetch(document), "byte " + at);
      assertFalse(verify().ok());
    }
    Files.write(file, Arrays.copyOf(whole, 2 << 20));
    assertThrows(StoreException.Damaged.class, () -> fetch(document));
    assertTrue(verify().problems().get(0).contains("was cut"));
    Files.delete(file);
    assertThrows(StoreException.Damaged.class, () -> fetch(document));
    assertTrue(verify().problems().get(0).contains("missing"));
    Files.write(file, whole);
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void aFileInAnothersPlaceDoesNotOpen() throws IOException {
    DocumentReference one = attach("one", noise(5_000));
    DocumentReference two = attach("two", noise(5_000));
    PatientId john =
        care.people().register(Clinic.person("Smith", "John", Clinic.day("1970-01-01"))).id();
    DocumentReference his =
        care.documents()
            .attach(john, new NewDocument("his", () -> new ByteArrayInputStream(noise(5_000))));
    for (DocumentReference other : List.of(two, his)) {
      Files.copy(file(other), file(one), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      assertThrows(StoreException.Damaged.class, () -> fetch(one));
      assertFalse(verify().ok());
    }
  }

  @Test
  void aDocumentTakenFromTheChartIsMissed() {
    DocumentReference document = attach("one", noise(100));
    store.close();
    new Hand(data).change("DELETE FROM entry WHERE id = ?", Hand.bytes(document.id().value()));
    reopen();
    StoreException.Damaged said =
        assertThrows(StoreException.Damaged.class, () -> care.documents().list(maria));
    assertTrue(said.getMessage().contains("a document"), said.getMessage());
  }

  @Test
  void anAttachmentThatFailsLeavesNothing() throws IOException {
    InputStream torn =
        new InputStream() {
          private int left = 2 << 20;

          @Override
          public int read() throws IOException {
            if (left-- == 0) {
              throw new IOException("the stick was pulled out");
            }
            return left;
          }
        };
    assertThrows(
        StoreException.Unreadable.class,
        () -> care.documents().attach(maria, new NewDocument("torn", () -> torn)));
    assertEquals(List.of(), files());
    assertEquals(List.of(), care.documents().list(maria));
    assertEquals(List.of(), verify().problems());
    assertThrows(
        StoreException.NotFound.class,
        () -> care.documents().fetch(maria, Id.random(), "r", new ByteArrayOutputStream()));
    assertThrows(StoreException.NotFound.class, () -> care.documents().list(PatientId.random()));
  }

  @Test
  void whatACrashLeftIsSweptAndWhatNobodyKnowsIsKept() throws IOException {
    attach("whole", noise(100));
    UUID announced = UUID.randomUUID();
    store.close();
    new Hand(data).change("INSERT INTO blob (id, length) VALUES (?, 0)", Hand.bytes(announced));
    Path blobs = data.resolve(Blobs.FOLDER);
    Files.write(blobs.resolve(announced.toString()), noise(10));
    Files.write(blobs.resolve(announced + ".new"), noise(10));
    Path foreign = Files.write(blobs.resolve(UUID.randomUUID().toString()), noise(10));
    reopen();
    assertEquals(2, files().size());
    assertTrue(verify().problems().get(0).contains("belong to no document"));
    Files.delete(foreign);
    assertEquals(List.of(), verify().problems());
  }
}
