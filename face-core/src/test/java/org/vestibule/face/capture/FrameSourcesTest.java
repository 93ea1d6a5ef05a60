package org.vestibule.face.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.CaptureException.Reason;
import org.vestibule.natives.OpenCv;

class FrameSourcesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @Test
  void whatTheUserNamesIsUnderstood() {
    assertEquals(new SourceSpec.Camera(0), SourceSpec.parse("0"));
    assertEquals(new SourceSpec.ImageFolder(folder), SourceSpec.parse(folder.toString()));
    assertEquals(new SourceSpec.Clip(Path.of("a.avi")), SourceSpec.parse("a.avi"));
  }

  @Test
  void aClipGivesItsFramesOnItsOwnClock() throws CaptureException {
    Path clip = clip(folder.resolve("a.avi"), 5, 10);
    try (FrameSource source = FrameSources.open(SourceSpec.parse(clip.toString()), LIMIT)) {
      assertFalse(source.live());
      assertFalse(source.breaksOff());
      assertEquals(10, source.framesPerSecond(), 0.01);
      List<Integer> levels = new ArrayList<>();
      for (Optional<Frame> f = source.next(); f.isPresent(); f = source.next()) {
        try (Frame frame = f.get()) {
          assertEquals(levels.size(), frame.index());
          assertEquals(Duration.ofMillis(100L * levels.size()), frame.time());
          levels.add((int) Math.round(frame.bgr().get(10, 10)[0] / 20));
        }
      }
      assertEquals(List.of(1, 2, 3, 4, 5), levels);
      assertTrue(source.next().isEmpty(), "the end stays the end");
    }
  }

  @Test
  void aFolderGivesItsImagesInTheOrderOfTheirNames() throws Exception {
    Files.writeString(folder.resolve("._a.png"), "what another system keeps of a.png");
    for (int i : new int[] {3, 1, 2}) {
      Imgcodecs.imwrite(folder.resolve("f" + i + ".png").toString(), level(20 * i));
    }
    try (FrameSource source = FrameSources.open(SourceSpec.parse(folder.toString()), LIMIT)) {
      for (int i = 1; i <= 3; i++) {
        try (Frame frame = source.next().orElseThrow()) {
          assertEquals(20.0 * i, frame.bgr().get(0, 0)[0]);
        }
      }
      assertTrue(source.next().isEmpty());
    }
  }

  @Test
  void aDamagedImageIsSaidAndTheNextOneFollows() throws Exception {
    Files.writeString(folder.resolve("a.jpg"), "no picture");
    Imgcodecs.imwrite(folder.resolve("b.png").toString(), level(40));
    try (FrameSource source = FrameSources.open(SourceSpec.parse(folder.toString()), LIMIT)) {
      CaptureException e = assertThrows(CaptureException.class, source::next);
      assertEquals(Reason.NOT_AN_IMAGE, e.reason());
      assertEquals(folder.resolve("a.jpg"), e.passedOver().orElseThrow());
      assertFalse(e.toString().contains("a.jpg"), "a name may tell who is on the picture");
      source.next().orElseThrow().close();
    }
  }

  @Test
  void whatCannotBeOpenedHasItsReasonAndSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("a.avi"), "no recording");
    Path empty = Files.createFile(folder.resolve("b.avi"));
    Path hollow = Files.writeString(folder.resolve("c.avi"), "RIFF....AVI LIST");
    Path bare = Files.createDirectory(folder.resolve("bare"));
    assertReason(Reason.NOT_A_VIDEO, text.toString());
    assertReason(Reason.NOT_A_VIDEO, empty.toString());
    assertReason(Reason.NOT_A_VIDEO, hollow.toString());
    assertReason(Reason.NO_IMAGES, bare.toString());
    assertReason(Reason.NOT_FOUND, folder.resolve("none.avi").toString());
  }

  @Test
  void aCameraThatIsNotThereIsSaid() {
    Assumptions.assumeFalse(Files.exists(Path.of("/dev/video99")), "there is a camera 99");
    assertReason(Reason.NO_CAMERA, "99");
  }

  /** Cut in two, so without the index at the end: 15 frames and the headers before them. */
  @Test
  void aClipCutShortPlaysAsFarAsItGoes() throws Exception {
    byte[] whole = Files.readAllBytes(clip(folder.resolve("whole.avi"), 30, 10));
    Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(whole, whole.length / 2));
    int frames = 0;
    try (FrameSource source = FrameSources.open(SourceSpec.parse(cut.toString()), LIMIT)) {
      assertTrue(source.breaksOff());
      assertEquals(10, source.framesPerSecond(), 0.01);
      for (Optional<Frame> f = source.next(); f.isPresent(); f = source.next()) {
        assertEquals(100L * frames, f.get().time().toMillis());
        assertEquals(20 * (frames + 1) % 256, f.get().bgr().get(24, 32)[0], 3);
        f.get().close();
        frames++;
      }
    }
    assertTrue(frames >= 12 && frames <= 15, "got " + frames);
    Path headers = Files.write(folder.resolve("headers.avi"), Arrays.copyOf(whole, 300));
    assertReason(Reason.NOT_A_VIDEO, headers.toString());
  }

  @Test
  void aSourceThatHangsIsGivenUpAndClosedWhenItComesLate() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    ScriptedSource late = new ScriptedSource(List.of());
    CaptureException e =
        assertThrows(
            CaptureException.class,
            () ->
                FrameSources.open(
                    () -> {
                      await(hang);
                      return late;
                    },
                    Duration.ofMillis(20)));
    assertEquals(Reason.TIMED_OUT, e.reason());
    hang.countDown();
    assertTrue(late.awaitClosed(), "nobody else can close it");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertReason(Reason reason, String name) {
    CaptureException e =
        assertThrows(
            CaptureException.class, () -> FrameSources.open(SourceSpec.parse(name), LIMIT));
    assertEquals(reason, e.reason());
    assertTrue(e.getMessage().matches(".* \\(code [A-Z]+-\\d\\); .*\\."), e.getMessage());
    assertFalse(e.getMessage().contains(folder.toString()), "names no path");
  }

  static Path clip(Path file, int frames, double rate) {
    VideoWriter writer =
        new VideoWriter(
            file.toString(),
            Videoio.CAP_OPENCV_MJPEG,
            VideoWriter.fourcc('M', 'J', 'P', 'G'),
            rate,
            new Size(64, 48));
    for (int i = 1; i <= frames; i++) {
      Mat frame = level(20 * i % 256);
      writer.write(frame);
      frame.release();
    }
    writer.release();
    return file;
  }

  private static Mat level(int level) {
    return TestPictures.grey(64, 48, level);
  }
}
