package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Clinics;
import org.vestibule.app.flow.EnrolmentWork;
import org.vestibule.app.flow.EnrolmentWork.NewPatient;
import org.vestibule.ehr.store.StorePlace;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.OpenCv;

/** Recognition end to end on the shared recordings, through the command line. */
class WalkUpTest {
  private static final String PASSWORD = "a long enough passphrase";
  private static final int CROWD = 1000;

  @TempDir private Path folder;

  private Path password;
  private Path data;

  private void init() throws IOException {
    OpenCv.load();
    data = folder.resolve("clinic");
    password = Files.writeString(folder.resolve("password"), PASSWORD);
    Typed made =
        Typed.run(
            "init",
            "--data",
            data.toString(),
            "--password-file",
            password.toString(),
            "--recovery-key-file",
            folder.resolve("recovery").toString());
    assertEquals(0, made.exit(), made.err());
  }

  private Typed run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of("--json", "--data", data.toString(), "--password-file", password.toString()));
    return Typed.run(all.toArray(String[]::new));
  }

  private void enrol(String number, Path images) {
    Typed enrolled =
        run(
            "enrol",
            "--patient",
            number,
            "--new",
            "Person, " + number,
            "--dob",
            "1980-05-17",
            "--images",
            images.toString(),
            "--consent");
    assertEquals(0, enrolled.exit(), enrolled.err());
  }

  private Path firstSecond(Path clip) throws Exception {
    Path images = Files.createDirectories(folder.resolve("first-second"));
    try (FrameSource source =
        FrameSources.open(new SourceSpec.Clip(clip), Duration.ofSeconds(10))) {
      for (int i = 0; i < 15; i++) {
        try (Frame frame = source.next().orElseThrow()) {
          if (i % 3 == 0) {
            Imgcodecs.imwrite(images.resolve("frame" + i + ".png").toString(), frame.bgr());
          }
        }
      }
    }
    return images;
  }

  private Path portraits(String name) throws IOException {
    Path images = Files.createDirectories(folder.resolve(name));
    try (InputStream in =
        WalkUpTest.class.getResourceAsStream("/org/vestibule/app/demo/portraits/" + name)) {
      Files.copy(in, images.resolve(name));
    }
    return images;
  }

  @Test
  void onePersonAtAWebcamIsOneTrackRecognisedOnceAndUnknownAmongOthers() throws Exception {
    Path clip = TestData.require("faces/video/webcam_one_person.avi");
    init();
    enrol("V-1", portraits("astronaut.png"));
    enrol("V-2", portraits("grace_hopper.jpg"));
    Typed stranger = run("identify", "--camera", clip.toString());
    assertEquals(1, stranger.exit(), stranger.out());
    assertEquals(1, stranger.events("arrived").size(), stranger.out());
    assertEquals(0, stranger.events("recognised").size(), stranger.out());
    assertEquals(1, stranger.events("unknown").size(), stranger.out());

    enrol("V-3", firstSecond(clip));
    Typed known = run("identify", "--camera", clip.toString(), "--dob", "1980-05-17");
    assertEquals(0, known.exit(), known.out());
    assertEquals(1, known.events("arrived").size(), known.out());
    assertEquals(1, known.events("recognised").size(), known.out());
    assertEquals(0, known.events("unknown").size(), known.out());
    assertEquals("V-3", known.events("recognised").get(0).get("patient").asText());
    assertTrue(known.events("recognised").get(0).get("birthDateMatches").asBoolean());
  }

  @Test
  void everybodyInTheStreetIsUnknownAlsoWithAThousandEnrolled() throws Exception {
    Path clip = TestData.require("faces/video/street_many_people_720p.avi");
    Path lfw = TestData.require("faces/lfw");
    init();
    enrol("V-1", portraits("astronaut.png"));
    everybodyUnknown(run("identify", "--camera", clip.toString()));
    enrolThousand(lfw);
    everybodyUnknown(run("identify", "--camera", clip.toString()));
  }

  private static void everybodyUnknown(Typed seen) throws IOException {
    assertEquals(1, seen.exit(), seen.err());
    assertEquals(List.of(), seen.events("recognised"), seen.out());
    Set<Integer> arrived = tracks(seen.events("arrived"));
    assertTrue(arrived.size() >= 3, "many people walk there");
    Set<Integer> unknown = tracks(seen.events("unknown"));
    assertTrue(arrived.containsAll(unknown), seen.out());
    assertTrue(!unknown.isEmpty(), seen.out());
  }

  private static Set<Integer> tracks(List<JsonNode> events) {
    Set<Integer> tracks = new HashSet<>();
    events.forEach(event -> tracks.add(event.get("track").asInt()));
    return tracks;
  }

  /** One picture of each of a thousand people, with a border so that the crop is not so tight. */
  private void enrolThousand(Path lfw) throws Exception {
    TreeMap<String, Path> people = new TreeMap<>();
    try (Stream<Path> files = Files.list(lfw)) {
      files
          .filter(f -> f.toString().endsWith("_0001.jpg"))
          .forEach(f -> people.put(f.getFileName().toString(), f));
    }
    int enrolled = 0;
    try (Clinics clinics =
            new Clinics(StorePlace.in(data), FaceSettings.defaults(), Clock.systemDefaultZone());
        ClinicWork work =
            clinics.work(clinics.defaultUser(), PASSWORD.toCharArray(), Optional.empty())) {
      for (Path face : people.values()) {
        if (enrolled == CROWD) {
          break;
        }
        EnrolmentWork.Request request =
            new EnrolmentWork.Request(
                "L-" + enrolled,
                Optional.of(new NewPatient("Person, L" + enrolled, LocalDate.of(1980, 5, 17))),
                new SourceSpec.ImageFolder(bordered(face, enrolled)),
                true);
        enrolled += work.enrolment().enrol(request).samples() > 0 ? 1 : 0;
      }
    }
    assertEquals(CROWD, enrolled);
  }

  private Path bordered(Path face, int number) throws IOException {
    Path images = Files.createDirectories(folder.resolve("lfw").resolve("p" + number));
    Mat tight = Imgcodecs.imread(face.toString());
    Mat wide = new Mat();
    Core.copyMakeBorder(tight, wide, 90, 90, 90, 90, Core.BORDER_CONSTANT, new Scalar(96, 96, 96));
    Imgcodecs.imwrite(images.resolve("face.jpg").toString(), wide);
    tight.release();
    wide.release();
    return images;
  }
}
