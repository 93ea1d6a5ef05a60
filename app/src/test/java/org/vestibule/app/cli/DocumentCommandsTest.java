package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** attach, documents, fetch, backup and restore over one clinic. */
class DocumentCommandsTest {
  private static final String LETTER =
      "The patient was seen for a cough that lasted three weeks. It is better now.\n";

  @TempDir private static Path folder;
  private static Path data;
  private static Path password;

  @BeforeAll
  static void init() throws IOException {
    data = folder.resolve("clinic");
    password = Files.writeString(folder.resolve("password"), "a long enough passphrase\n");
    Path recovery = folder.resolve("recovery");
    assertEquals(
        0, run("init", "--clinic", "Lakeside", "--recovery-key-file", recovery.toString()).exit());
    Path bundle =
        Files.writeString(
            folder.resolve("one.json"),
            "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
                + "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Roe\",\"given\":[\"Ann\"]}],"
                + "\"gender\":\"female\",\"birthDate\":\"1980-02-03\"}}]}");
    assertEquals(0, run("import", bundle.toString()).exit());
  }

  static Typed run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of("--json", "--data", data.toString(), "--password-file", password.toString()));
    return Typed.run(all.toArray(String[]::new));
  }

  private static String patient() {
    return "V-000001";
  }

  @Test
  void aFileComesBackAsItWasAndIsListedWithItsSentences() throws IOException {
    Path letter = Files.writeString(folder.resolve("letter.txt"), LETTER);
    Typed attached = run("attach", "--patient", patient(), letter.toString());
    assertEquals(0, attached.exit(), attached.err());
    String id = attached.json().get(0).path("document").asText();
    JsonNode listed =
        run("documents", "--patient", patient()).json().stream()
            .filter(d -> d.path("document").asText().equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals("letter.txt", listed.path("title").asText());
    JsonNode sentence = listed.path("summary").get(0);
    assertTrue(LETTER.startsWith(sentence.path("text").asText(), sentence.path("offset").asInt()));
    Path out = folder.resolve("again.txt");
    String[] fetch = {
      "fetch",
      "--patient",
      patient(),
      "--document",
      id.substring(0, 8),
      "--out",
      out.toString(),
      "--reason",
      "asked for it"
    };
    Typed fetched = run(fetch);
    assertEquals(0, fetched.exit(), fetched.err());
    assertArrayEquals(Files.readAllBytes(letter), Files.readAllBytes(out));
    assertEquals(2, run(fetch).exit(), "a file is never replaced");
    assertEquals(0, run("verify").exit());
  }

  @Test
  void aFileThatIsThereAlreadyIsRefusedUnlessWantedAgain() throws IOException {
    Path form = Files.writeString(folder.resolve("form.txt"), "Signed on the third of May.\n");
    Path other = Files.writeString(folder.resolve("other.txt"), "Signed on the fourth of May.\n");
    Typed once = run("attach", "--patient", patient(), form.toString());
    String id = once.json().get(0).path("document").asText();
    Typed twice = run("attach", "--patient", patient(), form.toString(), other.toString());
    assertEquals(1, twice.exit(), twice.err());
    assertEquals(1, twice.json().size(), "the other file is attached");
    assertTrue(
        twice
            .err()
            .contains("form.txt: This very file is attached to this patient already, as " + id),
        twice.err());
    assertTrue(twice.err().contains("(EHR-14)"), twice.err());
    Typed wanted = run("attach", "--again", "--patient", patient(), form.toString());
    assertEquals(0, wanted.exit(), wanted.err());
  }

  @Test
  void aDamagedDocumentIsNotWrittenAndVerifyNamesIt() throws IOException {
    Path scan = Files.write(folder.resolve("scan.bin"), new byte[] {1, 2, 3, 4, 5});
    String id =
        run("attach", "--patient", patient(), scan.toString())
            .json()
            .get(0)
            .path("document")
            .asText();
    Path blob;
    try (var files = Files.list(data.resolve("blobs"))) {
      blob =
          files.max(java.util.Comparator.comparing(f -> f.toFile().lastModified())).orElseThrow();
    }
    byte[] whole = Files.readAllBytes(blob);
    byte[] flipped = whole.clone();
    flipped[flipped.length - 1] ^= 1;
    Files.write(blob, flipped);
    Path out = folder.resolve("damaged.bin");
    Typed fetched =
        run(
            "fetch",
            "--patient",
            patient(),
            "--document",
            id,
            "--out",
            out.toString(),
            "--reason",
            "test");
    assertEquals(5, fetched.exit());
    assertFalse(Files.exists(out));
    assertEquals(1, run("verify").exit());
    Files.write(blob, whole);
  }

  @Test
  void aBackupComesBackOnAnotherMachine() throws IOException {
    Path note = Files.writeString(folder.resolve("note.txt"), LETTER + "Noted.");
    assertEquals(0, run("attach", "--patient", patient(), note.toString()).exit());
    Path backup = folder.resolve("clinic.backup");
    assertEquals(0, run("backup", backup.toString()).exit());
    assertEquals(2, run("backup", backup.toString()).exit(), "a file is never replaced");
    String key = folder.resolve("recovery").toString();
    Typed drilled = run("backup", "--drill", backup.toString(), "--recovery-key-file", key);
    assertEquals(0, drilled.exit(), drilled.err());
    assertTrue(drilled.json().get(0).path("ok").asBoolean());
    Path here = data;
    data = folder.resolve("other-machine");
    try {
      Typed restored = run("restore", backup.toString(), "--recovery-key-file", key);
      assertEquals(0, restored.exit(), restored.err());
      assertFalse(run("documents", "--patient", patient()).json().isEmpty());
      assertEquals(2, run("restore", backup.toString(), "--recovery-key-file", key).exit());
    } finally {
      data = here;
    }
    Path cut = folder.resolve("cut.backup");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(backup), 9_000));
    assertEquals(5, run("backup", "--drill", cut.toString(), "--recovery-key-file", key).exit());
  }

  @Test
  void thePatientGetsRecordDocumentsAndTrail() throws IOException {
    Path letter = Files.writeString(folder.resolve("for-export.txt"), LETTER + "Exported.");
    assertEquals(0, run("attach", "--patient", patient(), letter.toString()).exit());
    JsonNode bundle = run("export", "--patient", patient()).json().get(0);
    assertEquals("Bundle", bundle.path("resourceType").asText());
    Path out = folder.resolve("export");
    Typed written = run("export", "--patient", patient(), "--out", out.toString());
    assertEquals(0, written.exit(), written.err());
    assertEquals(2, run("export", "--patient", patient(), "--out", out.toString()).exit());
    String text = Files.readString(out.resolve("bundle.json"));
    Path document;
    try (var files = Files.list(out.resolve("documents"))) {
      document = files.filter(f -> f.toString().endsWith("for-export.txt")).findFirst().get();
    }
    assertEquals(LETTER + "Exported.", Files.readString(document));
    assertTrue(text.contains("documents/" + document.getFileName()), "the bundle points to it");
    assertTrue(Files.readString(out.resolve("audit.json")).contains("DOCUMENT_ATTACHED"));
    assertEquals("rwx------", rights(out));
    assertEquals("rw-------", rights(document));
    Path zip = folder.resolve("export.zip");
    assertEquals(0, run("export", "--patient", patient(), "--out", zip.toString()).exit());
    try (var entries = new java.util.zip.ZipFile(zip.toFile())) {
      assertTrue(entries.getEntry("bundle.json").getSize() > 0);
      assertTrue(entries.getEntry("documents/" + document.getFileName()).getSize() > 0);
    }
    JsonNode event = run("audit", "--patient", patient(), "--action", "exported").json().get(0);
    assertTrue(event.path("detail").asText().contains("asked for it"));
  }

  private static String rights(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }

  @Test
  void aHeadKeptElsewhereFindsARolledBackClinic() throws IOException {
    byte[] earlier = Files.readAllBytes(data.resolve("clinic.db"));
    for (int i = 0; i < 4; i++) {
      assertEquals(0, run("documents", "--patient", patient()).exit());
    }
    Path head = folder.resolve("head");
    Path qr = folder.resolve("head.png");
    Typed signed = run("ledger-head", "--out", head.toString(), "--qr", qr.toString());
    assertEquals(0, signed.exit(), signed.err());
    String text = signed.json().get(0).path("head").asText();
    assertEquals(text, Files.readString(head).strip());
    assertEquals(text, read(qr));
    assertEquals(0, run("verify", "--head", head.toString()).exit());
    byte[] now = Files.readAllBytes(data.resolve("clinic.db"));
    Files.write(data.resolve("clinic.db"), earlier);
    Typed found = run("verify", "--head", head.toString());
    assertEquals(1, found.exit());
    assertTrue(found.json().get(0).path("problems").toString().contains("are missing"));
    Files.write(data.resolve("clinic.db"), now);
    JsonNode event =
        run("audit", "--patient", patient(), "--action", "documents-listed").json().get(0);
    assertEquals(patient(), event.path("patient").asText());
    assertEquals(64, event.path("mark").asText().length());
  }

  private static String read(Path qr) throws IOException {
    var image = javax.imageio.ImageIO.read(qr.toFile());
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    var source =
        new com.google.zxing.RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    try {
      return new com.google.zxing.qrcode.QRCodeReader()
          .decode(
              new com.google.zxing.BinaryBitmap(
                  new com.google.zxing.common.HybridBinarizer(source)))
          .getText();
    } catch (com.google.zxing.ReaderException e) {
      throw new IOException(e);
    }
  }

  @Test
  void anOldSystemsFileNeedsItsKey() throws IOException {
    Path old =
        Files.write(
            folder.resolve("discharge.txt.des3"),
            HexFormat.of()
                .parseHex(
                    "53616c7465645f5f2db45fd1795dc9a56bd00203e35377e751444ad8229154c9"
                        + "92ae8e8a0c617304499c4d33e5dbb25e56060eac8414d622003651dbcf635089"
                        + "0a896bf1950e5be1"));
    Path key = Files.writeString(folder.resolve("old-key"), "old secret\n");
    Path wrong = Files.writeString(folder.resolve("wrong-key"), "another\n");
    Typed refused =
        run("attach", "--patient", patient(), "--des3-key", wrong.toString(), old.toString());
    assertEquals(4, refused.exit());
    Typed attached =
        run("attach", "--patient", patient(), "--des3-key", key.toString(), old.toString());
    assertEquals(0, attached.exit(), attached.err());
    JsonNode document = attached.json().get(0);
    assertEquals("discharge.txt", document.path("title").asText());
    assertEquals("text/plain", document.path("type").asText());
  }

  @Test
  void whatIsThereAlreadyIsNeverWrittenOver() throws IOException {
    Path letter = Files.writeString(folder.resolve("kept.txt"), LETTER + "Kept.");
    String document =
        run("attach", "--patient", patient(), letter.toString())
            .json()
            .get(0)
            .path("document")
            .asText();
    Path there = Files.writeString(folder.resolve("there.zip"), "mine");
    String file = there.toString();
    List<String[]> writers =
        List.of(
            new String[] {"backup", file},
            new String[] {"ledger-head", "--out", file},
            new String[] {"ledger-head", "--qr", file},
            new String[] {"export", "--patient", patient(), "--out", file},
            new String[] {"retention", "--archive", file},
            new String[] {
              "fetch",
              "--patient",
              patient(),
              "--document",
              document,
              "--out",
              file,
              "--reason",
              "r"
            },
            new String[] {"init", "--clinic", "Other", "--recovery-key-file", file});
    for (String[] writer : writers) {
      Typed refused = run(writer);
      assertEquals(2, refused.exit(), writer[0] + ": " + refused.err());
      assertTrue(refused.err().contains("choose an"), writer[0] + ": " + refused.err());
      assertEquals("mine", Files.readString(there), writer[0]);
    }
  }

  @Test
  void nobodyAndNothingAreSaidPlainly() {
    assertEquals(1, run("documents", "--patient", "V-999999").exit());
    assertEquals(3, run("attach", "--patient", patient(), folder + "/none").exit());
    for (Path directory : List.of(folder, folder.getRoot())) {
      Typed refused = run("attach", "--patient", patient(), directory.toString());
      assertEquals(3, refused.exit(), refused.err());
      assertTrue(
          refused.err().contains(directory + ": This is a folder: choose the files in it. (DOC-5)"),
          refused.err());
    }
  }
}
