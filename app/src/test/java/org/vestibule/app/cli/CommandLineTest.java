package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;
import org.vestibule.natives.OpenCv;

/** The command line's contract over one real clinic: what is printed where, and exit codes. */
@TestMethodOrder(OrderAnnotation.class)
class CommandLineTest {
  private static final String PASSWORD = "a long enough passphrase";

  @TempDir private static Path folder;
  private static Path data;
  private static Path password;
  private static Typed made;

  @BeforeAll
  static void init() throws IOException {
    OpenCv.load();
    data = folder.resolve("clinic");
    password = folder.resolve("password");
    Files.writeString(password, PASSWORD + "\n");
    made =
        Typed.run(
            "init",
            "--json",
            "--data",
            data.toString(),
            "--clinic",
            "Lakeside Clinic",
            "--user",
            "r.menon",
            "--password-file",
            password.toString(),
            "--recovery-key-file",
            folder.resolve("recovery").toString());
  }

  private static Typed run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of("--json", "--data", data.toString(), "--password-file", password.toString()));
    return Typed.run(all.toArray(String[]::new));
  }

  private static Path portrait(String name, Path to) throws IOException {
    Files.createDirectories(to);
    Path file = to.resolve(name);
    try (InputStream in =
        CommandLineTest.class.getResourceAsStream("/org/vestibule/app/demo/portraits/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static Path clip(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      try (InputStream in =
          CommandLineTest.class.getResourceAsStream("/org/vestibule/app/demo/" + name)) {
        Files.copy(in, file);
      }
    }
    return file;
  }

  private static Path images(String name, Mat... pictures) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < pictures.length; i++) {
      Imgcodecs.imwrite(to.resolve("picture" + i + ".png").toString(), pictures[i]);
      pictures[i].release();
    }
    return to;
  }

  private static Mat astronaut() throws IOException {
    Path to = folder.resolve("astronaut-read");
    Path file = Files.exists(to) ? to.resolve("astronaut.png") : portrait("astronaut.png", to);
    return Imgcodecs.imread(file.toString());
  }

  private static Typed enrol(Path images, String number, String... more) {
    List<String> args =
        new ArrayList<>(List.of("enrol", "--patient", number, "--images", images.toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  @Order(1)
  void initPrintsTheClinicAndWritesTheRecoveryKeyForItsOwnerAlone() throws IOException {
    assertEquals(0, made.exit(), made.err());
    assertEquals("Lakeside Clinic", made.json().get(0).get("clinic").asText());
    Path recovery = folder.resolve("recovery");
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(recovery)));
    String key = Files.readString(recovery).strip();
    assertTrue(key.matches("([0-9A-Z]{4}-){7,}[0-9A-Z]{1,4}"), "groups of four");
    assertFalse(made.out().contains(key) || made.err().contains(key));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
  }

  @Test
  @Order(2)
  void aSecondInitInTheSameFolderChangesNothing() {
    Typed again = run("init", "--clinic", "Other");
    assertEquals(2, again.exit());
    assertTrue(again.out().isEmpty());
  }

  @Test
  @Order(3)
  void verifyOfANewStoreIsInOrder() throws IOException {
    Typed verified = run("verify");
    assertEquals(0, verified.exit(), verified.err());
    JsonNode line = verified.json().get(0);
    assertTrue(line.get("ok").asBoolean());
    assertEquals(0, line.get("notOpened").asLong());
    assertTrue(line.get("events").asLong() > 0);
    assertTrue(line.get("problems").isEmpty());
  }

  @Test
  @Order(4)
  void faceWithoutConsentIsNotKept() throws IOException {
    Path images = images("no-consent", astronaut());
    Typed refused = enrol(images, "V-000001", "--new", "Novak, Anna", "--dob", "1958-03-14");
    assertEquals(1, refused.exit(), refused.err());
    assertEquals(1, run("show", "--patient", "V-000001").exit(), "nor is the patient");
  }

  @Test
  @Order(5)
  void picturesThatCannotBeUsedAreNamedWithTheReasonAndNothingIsChanged() throws IOException {
    Mat face = astronaut();
    Mat two = new Mat();
    Core.hconcat(List.of(face, face), two);
    Mat blurred = new Mat();
    Imgproc.GaussianBlur(face, blurred, new Size(0, 0), 12);
    Mat small = new Mat();
    Imgproc.resize(face, small, new Size(90, 90), 0, 0, Imgproc.INTER_AREA);
    Mat empty = Mat.zeros(300, 300, face.type());
    face.release();
    Path images = images("bad", empty, two, small, blurred);
    Files.writeString(images.resolve("text.jpg"), "not a picture");

    Typed refused =
        enrol(images, "V-000001", "--new", "Novak, Anna", "--dob", "1958-03-14", "--consent");
    assertEquals(3, refused.exit(), refused.out());
    JsonNode line = refused.json().get(0);
    assertEquals(0, line.get("samples").asInt());
    List<String> reasons = new ArrayList<>();
    line.get("rejected")
        .forEach(r -> reasons.add(r.get("file").asText() + " " + r.get("reason").asText()));
    assertTrue(reasons.contains("picture0.png NO_FACE"), reasons.toString());
    assertTrue(reasons.contains("picture1.png MORE_THAN_ONE_FACE"), reasons.toString());
    assertTrue(reasons.stream().anyMatch(r -> r.startsWith("picture2.png ")), reasons.toString());
    assertTrue(reasons.stream().anyMatch(r -> r.startsWith("picture3.png ")), reasons.toString());
    assertTrue(reasons.contains("text.jpg NOT_AN_IMAGE"), reasons.toString());
    for (JsonNode rejected : line.get("rejected")) {
      String said = rejected.get("file").asText() + ": " + rejected.get("advice").asText();
      assertTrue(refused.err().contains(said), said + " is not in " + refused.err());
    }
    assertTrue(
        refused.err().contains("None of the 5 pictures can be used, each as said above"),
        refused.err());
    assertEquals(1, run("show", "--patient", "V-000001").exit());
  }

  @Test
  @Order(6)
  void enrolMakesThePatientAndTheFaceInOne() throws IOException {
    portrait("astronaut.png", folder.resolve("anna"));
    Typed enrolled =
        enrol(
            folder.resolve("anna"),
            "V-000001",
            "--new",
            "Novak, Anna",
            "--dob",
            "1958-03-14",
            "--consent");
    assertEquals(0, enrolled.exit(), enrolled.err());
    JsonNode line = enrolled.json().get(0);
    assertEquals("V-000001", line.get("patient").asText());
    assertEquals(1, line.get("samples").asInt());
    assertTrue(line.get("duplicates").isEmpty());
    Typed shown = run("show", "--patient", "V-000001");
    assertEquals("Anna Novak", shown.json().get(0).get("name").asText());
    assertEquals("not_asked", shown.json().get(0).get("allergies").get("known").asText());
  }

  @Test
  @Order(150)
  void theSameFaceUnderAnotherNameIsRefusedUntilSomebodyTellsThemApart() throws IOException {
    Mat face = astronaut();
    Mat turned = new Mat();
    Core.flip(face, turned, 1);
    face.release();
    Path images = images("again", turned);
    List<String> as = List.of("TWIN-1", "--new", "Other, Name", "--dob", "1970-01-01", "--consent");
    Typed refused = enrol(images, as.get(0), as.subList(1, 6).toArray(String[]::new));
    assertEquals(1, refused.exit(), refused.err());
    JsonNode line = refused.json().get(0);
    assertEquals("V-000001", line.get("duplicates").get(0).asText());
    assertEquals(0, line.get("samples").asInt());
    assertTrue(
        refused.err().contains("like that of V-000001, so nothing was stored."), refused.err());
    assertTrue(refused.err().contains("(ENR-7)"), refused.err());
    assertFalse(refused.err().contains("(ENR-1)"), "no picture was at fault");
    assertEquals(1, run("show", "--patient", "TWIN-1").exit(), "nothing is stored");

    String[] mistyped = {"--new", "A, B", "--dob", "1970-01-01", "--approve-duplicate", "NOPE"};
    Typed unknown = enrol(images, "TWIN-2", mistyped);
    assertEquals(1, unknown.exit());
    assertTrue(unknown.err().contains("ENR-3"), unknown.err());

    List<String> approved = new ArrayList<>(as.subList(1, 6));
    approved.addAll(List.of("--approve-duplicate", "V-000001"));
    Typed enrolled = enrol(images, as.get(0), approved.toArray(String[]::new));
    assertEquals(0, enrolled.exit(), enrolled.err());
    assertEquals("V-000001", enrolled.json().get(0).get("duplicates").get(0).asText());
    assertTrue(enrolled.err().contains("whom staff must tell apart"), enrolled.err());
    Typed either = run("identify", "--camera", clip("arrival.avi").toString());
    assertEquals(1, either.exit(), "staff must tell the two apart");
    assertTrue(either.events("recognised").isEmpty(), either.out());
    assertEquals(0, run("consent", "--patient", "TWIN-1", "--withdraw").exit());
    Typed still = run("identify", "--camera", clip("arrival.avi").toString());
    assertEquals(1, still.exit(), "the other one still comes to this camera");
    assertEquals(2, still.events("unknown").get(0).get("oneOf").size(), still.out());
    assertEquals(0, run("erase", "--patient", "TWIN-1", "--yes").exit());
    assertEquals(0, run("identify", "--camera", clip("arrival.avi").toString()).exit());
  }

  @Test
  @Order(8)
  void identifyRecognisesTheArrivalAndChecksTheBirthDate() throws IOException {
    Typed fits = run("identify", "--camera", clip("arrival.avi").toString(), "--dob", "1958-03-14");
    assertEquals(0, fits.exit(), fits.err() + fits.out());
    assertFalse(fits.events("arrived").isEmpty());
    JsonNode summary = fits.json().get(fits.json().size() - 1);
    assertEquals("summary", summary.get("event").asText());
    assertTrue(summary.get("stages").get("detect").get("p95").asDouble() > 0);
  }

  @Test
  @Order(9)
  void identifyCallsAStrangerUnknown() throws IOException {
    Typed stranger = run("identify", "--camera", clip("stranger.avi").toString());
    assertEquals(1, stranger.exit(), stranger.out());
    assertFalse(stranger.events("unknown").isEmpty());
    assertTrue(stranger.events("recognised").isEmpty());
  }

  @Test
  @Order(10)
  void identifyWithAnotherBirthDateFails() throws IOException {
    Typed other =
        run("identify", "--camera", clip("arrival.avi").toString(), "--dob", "1960-01-01");
    assertEquals(1, other.exit());
    JsonNode last = other.events("recognised").get(0);
    assertFalse(last.get("birthDateMatches").asBoolean());
  }

  @Test
  @Order(11)
  void anothersFaceUnderATypedNumberIsRefused() throws IOException {
    Path stranger = images("stranger", frames(clip("stranger.avi")));
    Typed refused = enrol(stranger, "V-000001", "--consent");
    assertEquals(1, refused.exit(), refused.out());
    assertTrue(refused.err().contains("does not fit the one enrolled"), refused.err());
    assertTrue(refused.err().contains("ENR-8"), refused.err());
    assertEquals(0, run("identify", "--camera", clip("arrival.avi").toString()).exit());
    assertEquals(1, run("identify", "--camera", clip("stranger.avi").toString()).exit());
  }

  @Test
  @Order(11)
  void picturesThatCannotBeReadAreNamedAndPassedOver() throws IOException {
    Path pictures = images("mixed", frames(clip("arrival.avi")));
    Files.writeString(pictures.resolve("a.png"), "no picture");
    Files.write(pictures.resolve("z.pgm"), "P5 20000 20000 255\n".getBytes(StandardCharsets.UTF_8));
    Typed known = run("identify", "--camera", pictures.toString());
    assertEquals(0, known.exit(), known.err() + known.out());
    assertTrue(known.err().contains("a.png: This file is not a picture"), known.err());
    assertTrue(known.err().contains("z.pgm: This picture is too large"), known.err());
    JsonNode summary = known.json().get(known.json().size() - 1);
    assertEquals(4, summary.get("frames").asInt());
    assertEquals(2, summary.get("unread").asInt());
    Path none = Files.createDirectories(folder.resolve("unreadable"));
    Files.writeString(none.resolve("a.png"), "no picture");
    assertEquals(3, run("identify", "--camera", none.toString()).exit());
  }

  @Test
  @Order(11)
  void aRecordingThatBreaksOffIsSaid() throws IOException {
    byte[] whole = Files.readAllBytes(clip("arrival.avi"));
    Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(whole, whole.length * 3 / 4));
    Typed known = run("identify", "--camera", cut.toString());
    assertEquals(0, known.exit(), known.err() + known.out());
    assertTrue(known.err().contains("CLIP-3"), known.err());
    assertEquals("", run("identify", "--camera", clip("arrival.avi").toString()).err());
  }

  /** A few from the middle, where somebody stands before the camera. */
  private static Mat[] frames(Path clip) {
    VideoCapture film = new VideoCapture(clip.toString());
    List<Mat> frames = new ArrayList<>();
    try {
      film.set(Videoio.CAP_PROP_POS_FRAMES, film.get(Videoio.CAP_PROP_FRAME_COUNT) / 2);
      for (Mat next = new Mat(); frames.size() < 4 && film.read(next); next = new Mat()) {
        frames.add(next);
      }
    } finally {
      film.release();
    }
    return frames.toArray(Mat[]::new);
  }

  @Test
  @Order(12)
  void whoHasNotPassedTheChallengeIsProposedButNotRecognised() throws IOException {
    Typed seen = run("identify", "--pad", "--camera", clip("arrival.avi").toString());
    assertEquals(1, seen.exit(), seen.out());
    assertFalse(seen.events("recognised").isEmpty(), seen.out());
    for (JsonNode proposed : seen.events("recognised")) {
      assertNotEquals("passed", proposed.get("status").asText());
    }
    assertTrue(seen.events("left").stream().allMatch(left -> left.get("patient").isNull()));
    JsonNode summary = seen.json().get(seen.json().size() - 1);
    assertEquals(0, summary.get("recognised").asInt());
  }

  @Test
  @Order(16)
  void renewedAndReencodedTemplatesRecogniseAsBefore() throws IOException {
    String clip = clip("arrival.avi").toString();
    Typed renewed = run("renew-templates");
    assertEquals(0, renewed.exit(), renewed.err());
    assertEquals(1, renewed.json().get(0).get("people").asInt());
    assertEquals(0, run("identify", "--camera", clip).exit());
    Typed encoded = run("reencode");
    assertEquals(0, encoded.exit(), encoded.err());
    assertEquals(1, encoded.json().get(0).get("people").asInt());
    assertEquals(0, run("identify", "--camera", clip).exit());
    assertEquals(0, run("verify").exit());
  }

  @Test
  @Order(11)
  void namesOfFilesCannotCommandTheTerminal() throws IOException {
    Path none = folder.resolve("a\u001b[31mb.png");
    Typed refused = Typed.run("detect", none.toString());
    assertEquals(3, refused.exit());
    assertTrue(refused.err().contains("a?[31mb.png: There is no picture"), refused.err());
  }

  @Test
  @Order(11)
  void detectNeedsNoStore() throws IOException {
    Path file = portrait("grace_hopper.jpg", folder.resolve("grace"));
    Typed found = Typed.run("detect", "--json", file.toString());
    assertEquals(0, found.exit(), found.err());
    JsonNode faces = found.json().get(0).get("faces");
    assertEquals(1, faces.size());
    assertTrue(faces.get(0).get("w").asDouble() > 50);
    assertEquals(68, faces.get(0).get("landmarks").size());
  }

  @Test
  @Order(12)
  void inputThatCannotBeReadExitsWithThree() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.avi"), "not a video");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertSentence(3, run("identify", "--camera", text.toString()));
    assertSentence(3, run("identify", "--camera", folder.resolve("nothing.avi").toString()));
    assertSentence(3, run("identify", "--camera", empty.toString()));
    assertSentence(3, run("identify", "--camera", "97"));
    assertSentence(3, enrol(empty, "V-000001", "--consent"));
    assertSentence(3, Typed.run("detect", text.toString()));
    assertSentence(3, Typed.run("verify", "--data", empty.toString(), "--password-file", "x"));
  }

  private static void assertSentence(int exit, Typed typed) {
    assertEquals(exit, typed.exit(), typed.err());
    assertTrue(typed.out().isEmpty(), typed.out());
    String last = typed.err().lines().reduce("", (a, b) -> b);
    assertTrue(last.matches(".*[.!:].* ?\\([A-Z]+-\\d+\\)"), last);
    assertFalse(typed.err().contains("Exception"), typed.err());
  }

  @Test
  @Order(13)
  void usageExitsWithTwo() {
    assertEquals(2, Typed.run().exit());
    assertEquals(2, Typed.run("nonsense").exit());
    assertEquals(2, run("show").exit());
    assertEquals(2, run("identify", "--camera", "0", "--dob", "soon").exit());
    assertEquals(2, Typed.run("verify", "--data", data.toString()).exit(), "nobody to ask");
    assertSentence(2, run("verify", "--store", "jdbc:mysql://localhost/x"));
    assertSentence(3, run("verify", "--store", "jdbc:postgresql://localhost:1/x"));
    assertSentence(2, run("verify", "--second-factor", "123456"));
    assertSentence(2, run("start"));
    assertEquals(0, Typed.run("--help").exit());
  }

  @Test
  @Order(140)
  void importingABundleTwiceCreatesNothingTwice() throws IOException {
    Path fhir = TestData.require("fhir");
    Path bundle;
    try (Stream<Path> files = Files.list(fhir)) {
      bundle =
          files
              .filter(f -> f.getFileName().toString().matches(".*_.*\\.json"))
              .min(java.util.Comparator.comparingLong(f -> f.toFile().length()))
              .orElseThrow();
    }
    JsonNode first = run("import", bundle.toString()).json().get(0);
    assertTrue(first.get("created").get("Patient").asInt() == 1, first.toString());
    String number = first.get("patient").asText();
    assertEquals(0, run("show", "--patient", number).exit());
    Typed again = run("import", bundle.toString());
    assertEquals(0, again.exit(), again.err());
    assertEquals(number, again.json().get(0).get("patient").asText());
    assertTrue(again.json().get(0).get("created").isEmpty(), again.out());
    Typed refused =
        run("import", Files.writeString(folder.resolve("x.json"), "{\"resourceType\"").toString());
    assertEquals(3, refused.exit());
    assertTrue(refused.out().isEmpty());
  }

  @Test
  @Order(141)
  void evaluatePrintsTheContractsFields() throws IOException {
    Path orl = TestData.require("faces/colour");
    Typed measured = Typed.run("evaluate", "--json", "--faces", orl.toString());
    assertEquals(0, measured.exit(), measured.err());
    JsonNode report = measured.json().get(0);
    assertEquals("deep", report.get("encoder").asText());
    assertTrue(report.get("tar").get("1e-3").has("threshold"));
    assertTrue(report.get("rank1").asDouble() > 0.9);
    assertTrue(report.get("mated").asInt() > 0 && report.get("nonMated").asInt() > 0);
    assertEquals(3, Typed.run("evaluate", "--faces", folder.resolve("none").toString()).exit());
  }

  @Test
  @Order(142)
  void eigenfacesWritesPictures() throws IOException {
    Path orl = TestData.require("faces/orl");
    Path few = Files.createDirectory(folder.resolve("few"));
    for (String person : new String[] {"s1", "s10", "s11"}) {
      Files.createDirectory(few.resolve(person));
      for (String file : new String[] {"1.pgm", "2.pgm", "3.pgm"}) {
        Files.copy(orl.resolve(person).resolve(file), few.resolve(person).resolve(file));
      }
    }
    Path out = folder.resolve("album");
    String[] command = {"eigenfaces", "--json", "--faces", few.toString(), "--out", out.toString()};
    Typed written = Typed.run(command);
    assertEquals(0, written.exit(), written.err());
    JsonNode report = written.json().get(0);
    assertEquals(9, report.get("images").asInt() + report.get("noFace").asInt());
    assertEquals(3, report.get("reconstructions").asInt());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(1 + report.get("components").asInt() + 2 * 3, files.count());
    }
    assertTrue(Files.size(out.resolve("mean.png")) > 100);
    Path one = Files.createDirectory(folder.resolve("one"));
    assertEquals(
        3, Typed.run("eigenfaces", "--faces", one.toString(), "--out", out.toString()).exit());
  }

  @Test
  @Order(14)
  void aWrongPasswordExitsWithFour() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong"), "something else entirely");
    Typed refused =
        Typed.run(
            "verify", "--data", data.toString(), "--password-file", wrong.toString(), "--json");
    assertSentence(4, refused);
  }

  @Test
  @Order(15)
  void aStoreInUseExitsWithSix() {
    try (var other = org.vestibule.ehr.store.EhrStore.open(data)) {
      assertFalse(other.clinicName().isEmpty());
      assertSentence(6, run("verify"));
    }
  }

  @Test
  @Order(160)
  void nothingAboutThePatientStandsInAnyFile() throws IOException {
    List<String> planted = List.of("Novak", "1958-03-14", "Anna", PASSWORD);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String text : planted) {
          assertFalse(bytes.contains(text), file.getFileName() + " holds planted text");
        }
      }
    }
    assertTrue(Files.isRegularFile(data.resolve("logs").resolve("vestibule.log")));
  }

  @Test
  @Order(170)
  void aDamagedStoreIsSaid() throws IOException {
    Path vault = data.resolve("vault.json");
    Path backup;
    try (Stream<Path> files = Files.list(data)) {
      backup =
          files
              .filter(f -> f.getFileName().toString().startsWith("vault.json."))
              .findFirst()
              .orElseThrow();
    }
    try (RandomAccessFile cut = new RandomAccessFile(vault.toFile(), "rw")) {
      cut.setLength(cut.length() / 2);
    }
    Typed saved = run("verify");
    assertEquals(0, saved.exit(), saved.err());
    assertTrue(saved.err().toLowerCase(java.util.Locale.ROOT).contains("backup"), saved.err());
    try (RandomAccessFile cut = new RandomAccessFile(vault.toFile(), "rw");
        RandomAccessFile cutToo = new RandomAccessFile(backup.toFile(), "rw")) {
      cut.setLength(40);
      cutToo.setLength(40);
    }
    assertSentence(5, run("verify"));
  }
}
