package org.vestibule.face.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.TestPictures;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.OpenCv;

/**
 * Two photographed faces that walk through an uneven background at 15 frames a second, through
 * detector and tracker: synthetic movement, real faces.
 */
class OnTheMoveTest {
  private static final Duration STEP = Duration.ofMillis(66);
  private static final Size FRAME = new Size(960, 480);
  private static final double FACE = 130;
  private static final int SECOND = 15;

  private static DnnFaceDetector detector;
  private static Mat collins;
  private static Mat hopper;
  private static Mat room;

  private final FaceTracker tracker = new FaceTracker();
  private Duration time = Duration.ZERO;

  @BeforeAll
  static void open() throws Exception {
    OpenCv.load();
    detector = new DnnFaceDetector(new ModelCatalogue(), DnnFaceDetector.TRACKING_CONFIDENCE);
    collins = head(TestPictures.collins());
    hopper = head(TestPictures.hopper());
    room = new Mat();
    Mat coarse = new Mat(6, 12, CvType.CV_8UC3);
    Core.setRNGSeed(4);
    Core.randu(coarse, 60, 190);
    Imgproc.resize(coarse, room, FRAME, 0, 0, Imgproc.INTER_CUBIC);
    coarse.release();
  }

  @AfterAll
  static void close() {
    detector.close();
    collins.release();
    hopper.release();
    room.release();
  }

  /** The head out of a portrait, its face {@link #FACE} pixels high. */
  private static Mat head(Mat portrait) {
    Box face = detector.detect(portrait).get(0).box();
    double margin = 0.25 * face.height();
    Rect whole = new Rect(0, 0, portrait.cols(), portrait.rows());
    int left = (int) Math.max(0, face.x() - margin);
    int top = (int) Math.max(0, face.y() - margin);
    int right = (int) Math.min(whole.width, face.x() + face.width() + margin);
    int bottom = (int) Math.min(whole.height, face.y() + face.height() + margin);
    Mat cut = portrait.submat(new Rect(left, top, right - left, bottom - top));
    Mat head = new Mat();
    double scale = FACE / face.height();
    Imgproc.resize(cut, head, new Size(), scale, scale, Imgproc.INTER_AREA);
    cut.release();
    portrait.release();
    return head;
  }

  /** Puts a head with its middle at a place of the frame; all of it must be inside. */
  private static void put(Mat frame, Mat head, double x, double y) {
    Rect place =
        new Rect(
            (int) Math.round(x - head.cols() / 2.0),
            (int) Math.round(y - head.rows() / 2.0),
            head.cols(),
            head.rows());
    Mat there = frame.submat(place);
    head.copyTo(there);
    there.release();
  }

  private List<Track> see(Mat frame) {
    time = time.plus(STEP);
    Mat noise = new Mat(frame.size(), frame.type());
    Core.randn(noise, 0, 3);
    Core.add(frame, noise, frame);
    noise.release();
    List<Track> tracks = tracker.update(detector.detect(frame), time).tracks();
    frame.release();
    return tracks.stream().filter(Track::confirmed).toList();
  }

  private static Optional<Track> near(List<Track> tracks, double x) {
    return tracks.stream()
        .filter(track -> Math.abs(track.face().box().centreX() - x) < FACE / 2)
        .min(Comparator.comparingDouble(track -> Math.abs(track.face().box().centreX() - x)));
  }

  @Test
  void aFaceBehindAPillarForASecondStaysTheSame() {
    int id = 0;
    int unseen = 0;
    for (int i = 0; i < 60; i++) {
      double x = 130 + 11 * i;
      Mat frame = room.clone();
      put(frame, collins, x, 240);
      boolean hidden = i >= 20 && i < 20 + SECOND;
      if (hidden) {
        Point from = new Point(x - 120, 0);
        Imgproc.rectangle(frame, from, new Point(x + 120, 480), Scalar.all(120), Imgproc.FILLED);
      }
      List<Track> tracks = see(frame);
      unseen += hidden && tracks.stream().noneMatch(Track::seen) ? 1 : 0;
      if (i == 19) {
        id = near(tracks, x).orElseThrow().id();
      } else if (i > 20 + SECOND) {
        assertEquals(1, tracks.size(), "frame " + i);
        assertEquals(id, near(tracks, x).orElseThrow().id(), "frame " + i);
      }
    }
    assertEquals(SECOND, unseen, "nobody was seen behind it");
  }

  @Test
  void twoFacesThatCrossStayWhoTheyAre() {
    int first = 0;
    int second = 0;
    boolean covered = false;
    for (int i = 0; i < 62; i++) {
      double right = 130 + 11 * i;
      double left = 830 - 11 * i;
      Mat frame = room.clone();
      put(frame, hopper, left, 255);
      put(frame, collins, right, 240);
      List<Track> tracks = see(frame);
      covered |= tracks.stream().filter(Track::seen).count() == 1 && first != 0;
      if (i == 10) {
        first = near(tracks, right).orElseThrow().id();
        second = near(tracks, left).orElseThrow().id();
        assertFalse(first == second);
      } else if (i > 45) {
        assertEquals(first, near(tracks, right).orElseThrow().id(), "frame " + i);
        assertEquals(second, near(tracks, left).orElseThrow().id(), "frame " + i);
        assertEquals(2, tracks.size(), "frame " + i);
      }
    }
    assertTrue(covered, "one was behind the other");
  }
}
