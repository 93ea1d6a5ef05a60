package org.vestibule.face.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameDigest;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.detect.HeadPose;
import org.vestibule.face.detect.Landmarks;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.quality.PadResult.Prompt;

/**
 * What is presented, as the networks see it: every shot is a real or altered frame that went
 * through detection and landmarks.
 *
 * @param clip the whole clip
 * @param still one frame as a photo under a camera's noise
 * @param tilted that photo moved and tilted
 * @param blinking that photo with eyes that close now and then
 * @param left the part of the clip where the person turns to the own left and back
 * @param right the other turn
 */
public record PadFilms(
    List<Shot> clip,
    List<Shot> still,
    List<Shot> tilted,
    List<Shot> blinking,
    List<Shot> left,
    List<Shot> right) {
  private static final int STILLS = 12;
  private static final int TILTS = 60;
  private static final double NOISE = 2;
  private static final double TURNED = 30;
  private static final double AHEAD = 8;
  private static final int BLINK_FRAMES = 3;

  /** One frame as it is judged. */
  record Shot(Landmarks marks, double yaw, long digest) {
    /** Seen through a camera, whose noise never repeats. */
    Shot fresh(Random random) {
      return new Shot(marks, yaw, random.nextLong());
    }
  }

  /** Opens the clip. */
  @FunctionalInterface
  public interface Opener {
    FrameSource open() throws CaptureException;
  }

  static PadFilms of(FaceEngine engine, Opener opener) throws CaptureException {
    List<Shot> clip = new ArrayList<>();
    Mat photo = new Mat();
    try (FrameSource source = opener.open()) {
      for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
        try (Frame frame = next.get()) {
          Optional<Shot> shot = shot(engine, frame.bgr());
          shot.ifPresent(clip::add);
          if (photo.empty() && shot.map(s -> Math.abs(s.yaw()) < AHEAD).orElse(false)) {
            frame.bgr().copyTo(photo);
          }
        }
      }
      if (photo.empty()) {
        throw new IllegalArgumentException("nobody looks ahead in the clip");
      }
      return new PadFilms(
          clip,
          stills(engine, photo),
          tilts(engine, photo),
          blinks(engine, photo),
          turn(clip, 1),
          turn(clip, -1));
    } finally {
      photo.release();
    }
  }

  /** What a person does when asked. */
  List<Shot> act(Prompt prompt) {
    return switch (prompt) {
      case BLINK -> blinking.subList(0, BLINK_FRAMES);
      case TURN_LEFT -> left;
      case TURN_RIGHT -> right;
    };
  }

  /** A turn to either side and a blink, bit by bit the same each time. */
  List<Shot> loop() {
    List<Shot> loop = new ArrayList<>(still);
    loop.addAll(left);
    loop.addAll(still);
    loop.addAll(right);
    loop.addAll(blinking);
    return loop;
  }

  /** Only faces as large as a kiosk would ask to act. */
  private static Optional<Shot> shot(FaceEngine engine, Mat bgr) {
    int least = engine.settings().leastFaceHeight(bgr.cols());
    return engine.detect(bgr, least).stream()
        .max(Comparator.comparingDouble((DetectedFace face) -> face.box().area()))
        .flatMap(DetectedFace::landmarks)
        .map(marks -> new Shot(marks, HeadPose.of(marks).yaw(), FrameDigest.of(bgr)));
  }

  private static List<Shot> stills(FaceEngine engine, Mat photo) {
    Core.setRNGSeed(1);
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < STILLS; i++) {
      shot(engine, photo, 0, 1).ifPresent(shots::add);
    }
    return shots;
  }

  private static List<Shot> tilts(FaceEngine engine, Mat photo) {
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < TILTS; i++) {
      double phase = 2 * Math.PI * i / TILTS;
      shot(engine, photo, 15 * Math.sin(phase), 0.65 + 0.35 * Math.abs(Math.cos(phase)))
          .ifPresent(shots::add);
    }
    return shots;
  }

  /** The photo under noise, rolled by an angle in degrees and narrowed as by a turn of it. */
  private static Optional<Shot> shot(FaceEngine engine, Mat photo, double roll, double narrow) {
    Point centre = new Point(photo.cols() / 2.0, photo.rows() / 2.0);
    Mat matrix = Imgproc.getRotationMatrix2D(centre, roll, 1);
    Mat noise = new Mat(photo.size(), photo.type());
    Mat seen = new Mat();
    try {
      for (int k = 0; k < 2; k++) {
        matrix.put(0, k, matrix.get(0, k)[0] * narrow);
      }
      Imgproc.warpAffine(
          photo, seen, matrix, photo.size(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
      Core.randn(noise, NOISE, NOISE);
      Core.add(seen, noise, seen);
      return shot(engine, seen);
    } finally {
      matrix.release();
      noise.release();
      seen.release();
    }
  }

  /** Eyes closed for three frames, then open for two seconds. */
  private static List<Shot> blinks(FaceEngine engine, Mat photo) {
    Landmarks marks = shot(engine, photo).orElseThrow().marks();
    Mat closed = photo.clone();
    try {
      closeEye(closed, marks.points().get(36), marks.points().get(39));
      closeEye(closed, marks.points().get(42), marks.points().get(45));
      List<Shot> shots = new ArrayList<>();
      for (int i = 0; i < BLINK_FRAMES; i++) {
        shot(engine, closed, 0, 1).ifPresent(shots::add);
      }
      shots.addAll(stills(engine, photo));
      shots.addAll(stills(engine, photo));
      return shots;
    } finally {
      closed.release();
    }
  }

  /** Paints a lid of the colour of the cheek, with a dark line where the lashes lie. */
  private static void closeEye(Mat bgr, Point outer, Point inner) {
    double width = Math.hypot(inner.x - outer.x, inner.y - outer.y);
    Point centre = new Point((outer.x + inner.x) / 2, (outer.y + inner.y) / 2);
    int x = (int) (centre.x - 0.4 * width);
    int y = (int) (centre.y + 0.45 * width);
    Mat cheek =
        bgr.submat(new Rect(x, y, (int) Math.ceil(0.8 * width), (int) Math.ceil(0.25 * width)));
    Scalar skin = Core.mean(cheek);
    cheek.release();
    Size lid = new Size(0.6 * width, 0.3 * width);
    Imgproc.ellipse(bgr, centre, lid, 0, 0, 360, skin, Imgproc.FILLED);
    Point lashes = new Point(centre.x, centre.y + 0.1 * width);
    Imgproc.ellipse(
        bgr, lashes, new Size(0.5 * width, 0.08 * width), 0, 20, 160, Scalar.all(40), 2);
  }

  /** The shots from the last one ahead before the widest turn to one side to the next ahead. */
  private static List<Shot> turn(List<Shot> clip, int side) {
    int widest = 0;
    for (int i = 0; i < clip.size(); i++) {
      widest = side * clip.get(i).yaw() > side * clip.get(widest).yaw() ? i : widest;
    }
    if (side * clip.get(widest).yaw() < TURNED) {
      throw new IllegalArgumentException("nobody turns to both sides in the clip");
    }
    int from = widest;
    int to = widest;
    while (from > 0 && Math.abs(clip.get(from).yaw()) > AHEAD) {
      from--;
    }
    while (to < clip.size() - 1 && Math.abs(clip.get(to).yaw()) > AHEAD) {
      to++;
    }
    return List.copyOf(clip.subList(from, to + 1));
  }
}
