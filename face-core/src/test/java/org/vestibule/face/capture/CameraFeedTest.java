package org.vestibule.face.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.CaptureException.Reason;
import org.vestibule.natives.OpenCv;

class CameraFeedTest {
  private final BlockingQueue<FeedState> states = new LinkedBlockingQueue<>();
  private final Random random = new Random(3);

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @Test
  void aCameraThatIsUnpluggedIsOpenedAgainUntilItReturns() throws Exception {
    ScriptedSource first = new ScriptedSource(living(5));
    ScriptedSource second = new ScriptedSource(living(5));
    Queue<Optional<FrameSource>> openings =
        new ArrayDeque<>(
            List.of(Optional.of(first), Optional.empty(), Optional.empty(), Optional.of(second)));
    try (CameraFeed feed = feed(openings)) {
      feed.start();
      assertStates(FeedState.LIVE, FeedState.LOST, FeedState.LIVE);
      assertTrue(first.awaitClosed());
      assertStates(FeedState.LOST);
      assertTrue(second.awaitClosed());
    }
    assertStates(FeedState.ENDED);
  }

  @Test
  void aBlackPictureIsNoticedAndItsReturn() throws Exception {
    List<Mat> pictures = living(5);
    // Sensor noise: no two pictures are the same, and none shows anything.
    for (int i = 0; i < 30; i++) {
      pictures.add(noise(3));
    }
    pictures.addAll(living(3));
    assertPlays(pictures, FeedState.LIVE, FeedState.BLACK, FeedState.LIVE);
  }

  @Test
  void aFrozenPictureIsNoticedAndItsReturn() throws Exception {
    List<Mat> pictures = living(5);
    Mat last = pictures.get(4);
    for (int i = 0; i < 30; i++) {
      pictures.add(last);
    }
    pictures.addAll(living(3));
    assertPlays(pictures, FeedState.LIVE, FeedState.FROZEN, FeedState.LIVE);
  }

  @Test
  void aShortDarknessIsNoAlarm() throws Exception {
    List<Mat> pictures = living(5);
    for (int i = 0; i < 10; i++) {
      pictures.add(noise(3));
    }
    pictures.addAll(living(3));
    assertPlays(pictures, FeedState.LIVE);
  }

  @Test
  void everySubscriberHasACopyOfItsOwn() throws Exception {
    try (CameraFeed feed = feed(new ArrayDeque<>(List.of(Optional.of(endless()))))) {
      LatestFrame vision = feed.subscribe();
      LatestFrame preview = feed.subscribe();
      feed.start();
      Frame one = vision.take(Duration.ofSeconds(20)).orElseThrow();
      Frame other = preview.take(Duration.ofSeconds(20)).orElseThrow();
      one.close();
      assertEquals(64, other.bgr().cols(), "closing one leaves the other");
      other.close();
      preview.close();
      long seen = 0;
      for (int i = 0; i < 5; i++) {
        try (Frame frame = vision.take(Duration.ofSeconds(20)).orElseThrow()) {
          assertTrue(frame.index() > seen, "a subscriber that left does not hold up the other");
          seen = frame.index();
        }
      }
    }
  }

  @Test
  void closingEndsTheFeedAndItsSlots() throws Exception {
    CameraFeed feed = feed(new ArrayDeque<>(List.of(Optional.of(endless()))));
    LatestFrame slot = feed.subscribe();
    feed.start();
    slot.take(Duration.ofSeconds(20)).orElseThrow().close();
    feed.close();
    feed.close();
    assertEquals(FeedState.ENDED, feed.state());
    assertTrue(slot.closed() && feed.subscribe().closed());
  }

  @Test
  void numbersAndTimesGoOnOverAReopening() throws Exception {
    Queue<Optional<FrameSource>> openings =
        new ArrayDeque<>(
            List.of(Optional.of(new ScriptedSource(living(5))), Optional.of(endless())));
    try (CameraFeed feed = feed(openings)) {
      LatestFrame slot = feed.subscribe();
      feed.start();
      assertStates(FeedState.LIVE, FeedState.LOST, FeedState.LIVE);
      Frame frame = slot.take(Duration.ofSeconds(20)).orElseThrow();
      while (frame.index() < 5) {
        frame.close();
        frame = slot.take(Duration.ofSeconds(20)).orElseThrow();
      }
      assertTrue(frame.time().compareTo(Duration.ofMillis(400)) >= 0, "" + frame.time());
      frame.close();
    }
  }

  @Test
  void aRecordingThatIsMissingIsLostOnceAndEnds() throws Exception {
    List<Reason> reasons = new ArrayList<>();
    SourceSpec none = SourceSpec.parse("no-such-recording.avi");
    try (CameraFeed feed =
        new CameraFeed(
            none,
            (state, why) -> {
              why.ifPresent(e -> reasons.add(e.reason()));
              states.add(state);
            })) {
      feed.start();
      assertStates(FeedState.LOST, FeedState.ENDED);
      assertEquals(List.of(Reason.NOT_FOUND), reasons);
    }
  }

  private void assertPlays(List<Mat> pictures, FeedState... expected) throws Exception {
    try (CameraFeed feed =
        feed(new ArrayDeque<>(List.of(Optional.of(new ScriptedSource(pictures)))))) {
      feed.start();
      assertStates(expected);
      assertStates(FeedState.LOST);
    }
  }

  private void assertStates(FeedState... expected) throws InterruptedException {
    for (FeedState state : expected) {
      assertEquals(state, states.poll(20, TimeUnit.SECONDS));
    }
  }

  /** Each opening takes the next of the queue; an empty one, and the end, is a missing camera. */
  private CameraFeed feed(Queue<Optional<FrameSource>> openings) {
    FrameSources.Opener opener =
        () -> {
          Optional<FrameSource> next = openings.isEmpty() ? Optional.empty() : openings.remove();
          return next.orElseThrow(() -> new CaptureException(Reason.NO_CAMERA, "no camera"));
        };
    return new CameraFeed(opener, true, Duration.ofMillis(1), (state, why) -> states.add(state));
  }

  /** A camera that goes on as long as somebody reads it. */
  private FrameSource endless() {
    return new FrameSource() {
      private long index;

      @Override
      public Optional<Frame> next() {
        return Optional.of(new Frame(index, Duration.ofMillis(10 * index++), noise(200)));
      }

      @Override
      public boolean live() {
        return true;
      }

      @Override
      public double framesPerSecond() {
        return 100;
      }

      @Override
      public void close() {}
    };
  }

  private List<Mat> living(int count) {
    List<Mat> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(noise(200));
    }
    return pictures;
  }

  /** 64 x 48, values from 0 to below {@code range}, in blocks as a picture has them. */
  private Mat noise(int range) {
    byte[] values = new byte[16 * 12 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(range);
    }
    Mat small = new Mat(12, 16, CvType.CV_8UC3);
    small.put(0, 0, values);
    Mat large = TestPictures.resized(small, 4);
    small.release();
    return large;
  }
}
