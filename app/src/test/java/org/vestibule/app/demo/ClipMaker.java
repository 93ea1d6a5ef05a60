package org.vestibule.app.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/**
 * Makes the demo's clips from the two public-domain portraits: each person is cut out, walks up in
 * front of a wall with a doorway, turns, tilts, is dimmed, blurred and noisy, stands, and leaves.
 * Synthetic: one picture of a person moves; no expression changes and no eye blinks.
 *
 * <p>Run by hand when the clips are to change: {@code ClipMaker PORTRAITS OUT}. Deterministic.
 */
public final class ClipMaker {
  private static final Size FRAME = new Size(640, 480);
  private static final double FPS = 12;

  /** A cut-out: BGR, its mask 0..1 as float, and the face's centre and height in it, pixels. */
  private record CutOut(Mat bgr, Mat mask, Point face, double faceHeight) {}

  /**
   * Where and how a person stands at a moment.
   *
   * @param x face centre, pixels
   * @param y face centre, pixels
   * @param height face height, pixels
   * @param roll tilt, degrees
   * @param turn left-right turn as a share of the width that the far side shrinks by, -0.3..0.3
   * @param light factor on the whole picture, 1 is the portrait's own
   * @param blur standard deviation of the blur, pixels
   */
  private record Pose(
      double x, double y, double height, double roll, double turn, double light, double blur) {
    Pose to(Pose other, double t) {
      double s = t * t * (3 - 2 * t);
      return new Pose(
          mix(x, other.x, s),
          mix(y, other.y, s),
          mix(height, other.height, s),
          mix(roll, other.roll, s),
          mix(turn, other.turn, s),
          mix(light, other.light, s),
          mix(blur, other.blur, s));
    }

    private static double mix(double a, double b, double t) {
      return a + (b - a) * t;
    }
  }

  /** A pose and the seconds it takes to get there from the one before. */
  private record Step(double seconds, Pose pose) {}

  private ClipMaker() {}

  public static void main(String[] args) {
    OpenCV.loadLocally();
    Path portraits = Path.of(args[0]);
    Path out = Path.of(args[1]);
    CutOut collins =
        cutOut(
            portraits.resolve("astronaut.png"),
            new Point(222, 122),
            120,
            outline(
                150, 100, 150, 50, 175, 20, 220, 8, 270, 18, 303, 60, 308, 100, 285, 140, 270, 160,
                300, 200, 310, 235, 345, 260, 364, 340, 420, 342, 480, 395, 512, 440, 512, 512, 20,
                512, 22, 400, 28, 330, 60, 250, 110, 205, 108, 180, 130, 152, 175, 143, 165, 130),
            outline(
                165, 90, 190, 40, 230, 25, 270, 45, 290, 90, 270, 130, 262, 165, 290, 230, 330, 290,
                340, 400, 470, 480, 470, 505, 60, 505, 60, 350, 90, 260, 130, 220, 130, 190, 160,
                162, 200, 160, 195, 140, 175, 115));
    CutOut hopper =
        cutOut(
            portraits.resolve("grace_hopper.jpg"),
            new Point(262, 215),
            190,
            outline(
                145, 110, 175, 60, 215, 30, 265, 18, 310, 30, 355, 60, 375, 100, 378, 140, 385, 190,
                375, 270, 350, 300, 350, 320, 440, 365, 490, 390, 512, 450, 512, 606, 5, 606, 20,
                500, 45, 390, 60, 375, 165, 345, 200, 315, 175, 280, 155, 230, 150, 180, 145, 140),
            outline(
                160, 115, 200, 60, 260, 30, 320, 50, 360, 100, 365, 180, 360, 260, 330, 320, 420,
                375, 480, 400, 500, 500, 505, 600, 20, 600, 40, 500, 65, 400, 180, 355, 215, 320,
                185, 270, 165, 200));
    write(out.resolve("arrival.avi"), collins, walkUp(1.0, -1), 7);
    write(out.resolve("stranger.avi"), hopper, walkUp(0.95, 1), 8);
    write(out.resolve("return.avi"), hopper, walkUp(0.75, -1), 9);
  }

  private static List<Step> walkUp(double light, double side) {
    double centre = 320;
    return List.of(
        new Step(0, new Pose(centre + side * 520, 340, 75, 0, 0.15 * side, light * 0.7, 1.2)),
        new Step(
            1.6, new Pose(centre + side * 150, 300, 95, 4 * side, 0.12 * side, light * 0.6, 0.9)),
        new Step(
            1.6, new Pose(centre + side * 40, 245, 130, -6 * side, -0.1 * side, light * 0.8, 0.6)),
        new Step(1.4, new Pose(centre - side * 15, 215, 165, 3 * side, 0.05 * side, light, 0.2)),
        new Step(1.2, new Pose(centre, 218, 170, -2 * side, -0.04 * side, light * 1.05, 0)),
        new Step(1.6, new Pose(centre + side * 10, 216, 168, 2 * side, 0.03 * side, light, 0)),
        new Step(1.2, new Pose(centre - side * 5, 219, 172, -1 * side, 0, light * 0.95, 0)),
        new Step(
            1.8, new Pose(centre - side * 560, 240, 120, 5 * side, -0.18 * side, light * 0.7, 1.6)),
        new Step(1.2, new Pose(centre - side * 900, 240, 120, 0, 0, light * 0.7, 1.6)));
  }

  /** Cuts a person out with GrabCut (Rother et al. 2004) between two outlines drawn by hand. */
  private static CutOut cutOut(
      Path file, Point face, double faceHeight, Point[] outer, Point[] inner) {
    Mat bgr = Imgcodecs.imread(file.toString(), Imgcodecs.IMREAD_COLOR);
    Mat label = new Mat(bgr.size(), CvType.CV_8UC1, Scalar.all(Imgproc.GC_BGD));
    Imgproc.fillPoly(label, List.of(new MatOfPoint(outer)), Scalar.all(Imgproc.GC_PR_FGD));
    Imgproc.fillPoly(label, List.of(new MatOfPoint(inner)), Scalar.all(Imgproc.GC_FGD));
    Imgproc.grabCut(bgr, label, new Rect(), new Mat(), new Mat(), 4, Imgproc.GC_INIT_WITH_MASK);
    Mat odd = new Mat(label.size(), label.type(), Scalar.all(1));
    Core.bitwise_and(label, odd, label);
    Mat mask = new Mat();
    label.convertTo(mask, CvType.CV_32F);
    Imgproc.GaussianBlur(mask, mask, new Size(0, 0), 1.5);
    return new CutOut(bgr, mask, face, faceHeight);
  }

  private static Point[] outline(double... xy) {
    Point[] points = new Point[xy.length / 2];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Point(xy[2 * i], xy[2 * i + 1]);
    }
    return points;
  }

  /** A calm wall with an arch in it. */
  private static Mat room() {
    Mat wall = new Mat(FRAME, CvType.CV_8UC3);
    for (int y = 0; y < wall.rows(); y++) {
      double t = y / FRAME.height;
      Imgproc.line(
          wall,
          new Point(0, y),
          new Point(FRAME.width, y),
          new Scalar(205 - 30 * t, 208 - 26 * t, 204 - 24 * t));
    }
    Scalar shade = new Scalar(182, 186, 178);
    Imgproc.ellipse(
        wall, new Point(430, 180), new Size(95, 95), 0, 180, 360, shade, -1, Imgproc.LINE_AA);
    Imgproc.rectangle(wall, new Point(335, 180), new Point(525, 480), shade, -1);
    Imgproc.rectangle(wall, new Point(0, 420), new Point(640, 480), new Scalar(160, 166, 160), -1);
    Imgproc.GaussianBlur(wall, wall, new Size(0, 0), 1.5);
    return wall;
  }

  private static void write(Path file, CutOut person, List<Step> steps, long seed) {
    VideoWriter writer =
        new VideoWriter(
            file.toString(),
            Videoio.CAP_OPENCV_MJPEG,
            VideoWriter.fourcc('M', 'J', 'P', 'G'),
            FPS,
            FRAME);
    writer.set(Videoio.VIDEOWRITER_PROP_QUALITY, 45);
    Random random = new Random(seed);
    Mat room = room();
    for (Pose pose : poses(steps)) {
      writer.write(frame(room, person, pose, random));
    }
    writer.release();
  }

  private static List<Pose> poses(List<Step> steps) {
    List<Pose> poses = new ArrayList<>();
    Pose from = steps.get(0).pose();
    for (Step step : steps.subList(1, steps.size())) {
      int frames = (int) Math.round(step.seconds() * FPS);
      for (int i = 1; i <= frames; i++) {
        poses.add(from.to(step.pose(), i / (double) frames));
      }
      from = step.pose();
    }
    return poses;
  }

  private static Mat frame(Mat room, CutOut person, Pose pose, Random random) {
    Mat warp = warp(person, pose);
    Mat bgr = new Mat();
    Mat mask = new Mat();
    Imgproc.warpPerspective(person.bgr(), bgr, warp, FRAME, Imgproc.INTER_AREA);
    Imgproc.warpPerspective(person.mask(), mask, warp, FRAME, Imgproc.INTER_LINEAR);
    Core.merge(List.of(mask, mask, mask), mask);
    Mat front = new Mat();
    Mat back = new Mat();
    bgr.convertTo(front, CvType.CV_32FC3);
    room.convertTo(back, CvType.CV_32FC3);
    Core.subtract(front, back, front);
    Core.multiply(front, mask, front);
    Core.add(back, front, back);
    if (pose.blur() > 0.05) {
      Imgproc.GaussianBlur(back, back, new Size(0, 0), pose.blur());
    }
    Core.multiply(back, Scalar.all(pose.light()), back);
    Core.setRNGSeed(random.nextInt());
    Mat noise = new Mat(FRAME, CvType.CV_32FC3);
    Core.randn(noise, 0, 0.7);
    Core.add(back, noise, back);
    Mat frame = new Mat();
    back.convertTo(frame, CvType.CV_8UC3);
    return frame;
  }

  private static Mat warp(CutOut person, Pose pose) {
    double w = person.bgr().cols();
    double h = person.bgr().rows();
    double scale = pose.height() / person.faceHeight();
    double roll = Math.toRadians(pose.roll());
    Point[] from = {new Point(0, 0), new Point(w, 0), new Point(w, h), new Point(0, h)};
    Point[] to = new Point[4];
    for (int i = 0; i < 4; i++) {
      double x = (from[i].x - person.face().x) * scale * Math.cos(pose.turn() * 1.6);
      double y = (from[i].y - person.face().y) * scale;
      y *= 1 + pose.turn() * (from[i].x < w / 2 ? -0.5 : 0.5);
      to[i] =
          new Point(
              pose.x() + x * Math.cos(roll) - y * Math.sin(roll),
              pose.y() + x * Math.sin(roll) + y * Math.cos(roll));
    }
    return Imgproc.getPerspectiveTransform(new MatOfPoint2f(from), new MatOfPoint2f(to));
  }
}
