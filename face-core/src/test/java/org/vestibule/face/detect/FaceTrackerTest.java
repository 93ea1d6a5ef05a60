package org.vestibule.face.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.natives.ModelCatalogue;

class FaceTrackerTest {
  private static final Duration STEP = Duration.ofMillis(66);

  private final FaceTracker tracker = new FaceTracker();
  private Duration time = Duration.ZERO;

  private FaceTracker.Update see(DetectedFace... faces) {
    time = time.plus(STEP);
    return tracker.update(List.of(faces), time);
  }

  private static DetectedFace at(double x, double y) {
    return at(x, y, 0.99);
  }

  private static DetectedFace at(double x, double y, double confidence) {
    return new DetectedFace(new Box(x - 40, y - 50, 80, 100), confidence, Optional.empty());
  }

  @Test
  void oneFaceIsOneTrack() {
    assertFalse(see(at(100, 100)).tracks().get(0).confirmed());
    for (int i = 1; i < 50; i++) {
      List<Track> tracks = see(at(100 + 8 * i, 100 + 3 * i)).tracks();
      assertEquals(List.of(1), ids(tracks));
      assertTrue(tracks.get(0).confirmed() && tracks.get(0).seen());
    }
  }

  @Test
  void aSecondOfOcclusionIsSurvivedOnTheMove() {
    for (int i = 0; i < 15; i++) {
      see(at(100 + 10 * i, 200));
    }
    for (int i = 15; i < 30; i++) {
      Track hidden = see().tracks().get(0);
      assertFalse(hidden.seen());
    }
    assertEquals(List.of(1), ids(see(at(100 + 10 * 30, 200)).tracks()));
  }

  @Test
  void aFaceThatStaysAwayEndsOnce() {
    see(at(100, 100));
    see(at(100, 100));
    List<Integer> ended = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ended.addAll(see().ended());
    }
    assertEquals(List.of(1), ended);
    assertEquals(List.of(2), ids(see(at(100, 100)).tracks()), "a number is never given twice");
  }

  @Test
  void aFlickerIsForgottenInSilence() {
    see(at(100, 100));
    for (int i = 0; i < 20; i++) {
      FaceTracker.Update update = see();
      assertEquals(List.of(), update.ended());
      assertTrue(update.tracks().stream().noneMatch(Track::confirmed));
    }
    assertEquals(List.of(), see().tracks());
  }

  @Test
  void twoWhoCrossKeepTheirNumbers() {
    for (int i = 0; i <= 60; i++) {
      double left = 100 + 8 * i;
      double right = 580 - 8 * i;
      // While they overlap, the one behind is not seen.
      boolean hidden = Math.abs(left - right) < 70;
      List<Track> tracks =
          (hidden ? see(at(left, 200)) : see(at(left, 200), at(right, 215))).tracks();
      if (!hidden && i > 1) {
        assertEquals(left, byId(tracks, 1).face().box().centreX(), 1e-9, "frame " + i);
        assertEquals(right, byId(tracks, 2).face().box().centreX(), 1e-9, "frame " + i);
      }
    }
  }

  @Test
  void anUnsureFaceContinuesATrackAndStartsNone() {
    assertEquals(List.of(), see(at(100, 100, 0.5)).tracks());
    see(at(100, 100));
    for (int i = 0; i < 40; i++) {
      Track track = see(at(100 + i, 100, 0.5), at(400, 300, 0.5)).tracks().get(0);
      assertTrue(track.seen());
    }
    assertEquals(List.of(1), ids(see(at(140, 100)).tracks()));
  }

  @Test
  void aFaceElsewhereIsAnotherTrack() {
    see(at(100, 100));
    see(at(100, 100));
    assertEquals(List.of(1, 2), ids(see(at(500, 300)).tracks()));
  }

  @Test
  void theAssignmentIsTheCheapest() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int rows = random.nextInt(5);
      int columns = random.nextInt(5);
      double[][] costs = new double[rows][columns];
      for (double[] row : costs) {
        for (int c = 0; c < columns; c++) {
          row[c] = random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble();
        }
      }
      int[] chosen = Assignment.cheapest(costs, columns);
      assertEquals(best(costs, 0, 0), total(costs, chosen), 1e-9);
    }
  }

  /** Every pair counts -1000, so that more pairs always beat cheaper ones. */
  private static double total(double[][] costs, int[] chosen) {
    double sum = 0;
    Set<Integer> used = new TreeSet<>();
    for (int row = 0; row < chosen.length; row++) {
      if (chosen[row] >= 0) {
        assertTrue(used.add(chosen[row]), "a column is used once");
        sum += costs[row][chosen[row]] - 1000;
      }
    }
    return sum;
  }

  private static double best(double[][] costs, int row, int used) {
    if (row == costs.length) {
      return 0;
    }
    double best = best(costs, row + 1, used);
    for (int c = 0; c < costs[row].length; c++) {
      if ((used >> c & 1) == 0 && !Double.isInfinite(costs[row][c])) {
        best = Math.min(best, costs[row][c] - 1000 + best(costs, row + 1, used | 1 << c));
      }
    }
    return best;
  }

  @Test
  void thePersonAtTheWebcamIsOneTrack() throws Exception {
    assertEquals(1, longTracks("faces/video/webcam_one_person.avi").size());
  }

  private static Map<Integer, Integer> longTracks(String name) throws Exception {
    Path clip = TestPictures.data(name);
    Map<Integer, Integer> frames = new TreeMap<>();
    FaceTracker tracker = new FaceTracker();
    try (FaceSource source = new FaceSource(clip)) {
      for (Optional<Frame> f = source.next(); f.isPresent(); f = source.next()) {
        try (Frame frame = f.get()) {
          for (Track t : tracker.update(source.faces(frame), frame.time()).tracks()) {
            if (t.confirmed()) {
              frames.merge(t.id(), 1, Integer::sum);
            }
          }
        }
      }
    }
    return frames;
  }

  /** A clip with a detector that also reports unsure faces. */
  private static final class FaceSource implements AutoCloseable {
    private final FrameSource source;
    private final FaceDetector detector;

    FaceSource(Path clip) throws Exception {
      source = FrameSources.open(new SourceSpec.Clip(clip), Duration.ofSeconds(20));
      detector = new DnnFaceDetector(new ModelCatalogue(), DnnFaceDetector.TRACKING_CONFIDENCE);
    }

    Optional<Frame> next() throws Exception {
      return source.next();
    }

    List<DetectedFace> faces(Frame frame) {
      return detector.detect(frame.bgr());
    }

    @Override
    public void close() {
      source.close();
      detector.close();
    }
  }

  private static List<Integer> ids(List<Track> tracks) {
    return tracks.stream().map(Track::id).toList();
  }

  private static Track byId(List<Track> tracks, int id) {
    return tracks.stream().filter(t -> t.id() == id).findFirst().orElseThrow();
  }
}
