package org.vestibule.face.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Images;

/**
 * Frames without a face: windows that wander over the face-free parts of photographs, enlarged to
 * 640 x 480, every tenth scene nothing but noise. A scene lasts 25 frames.
 */
public final class FaceFree implements AutoCloseable {
  private static final int SCENE = 25;
  private static final int SMALLEST = 60;

  private final List<Mat> parts = new ArrayList<>();

  public static FaceFree open() throws Exception {
    FaceFree scenes = new FaceFree();
    scenes.parts.add(part(TestPictures.collins(), new Rect(340, 0, 172, 280)));
    scenes.parts.add(part(TestPictures.collins(), new Rect(0, 250, 512, 262)));
    scenes.parts.add(part(TestPictures.hopper(), new Rect(0, 400, 512, 200)));
    for (Map.Entry<Path, List<Box>> photograph : DetectionTest.crowd().entrySet()) {
      Mat picture = Images.read(photograph.getKey());
      scenes.addFreeParts(picture, photograph.getValue());
      picture.release();
    }
    return scenes;
  }

  private static Mat part(Mat picture, Rect area) {
    Mat part = picture.submat(area).clone();
    picture.release();
    return part;
  }

  /** What lies above, below, left and right of all labelled faces, with their size kept away. */
  private void addFreeParts(Mat picture, List<Box> faces) {
    if (faces.isEmpty()) {
      return;
    }
    double left = faces.stream().mapToDouble(f -> f.x() - f.width() / 2).min().orElseThrow();
    double top = faces.stream().mapToDouble(f -> f.y() - f.height() / 2).min().orElseThrow();
    double right = faces.stream().mapToDouble(f -> f.x() + 1.5 * f.width()).max().orElseThrow();
    double bottom = faces.stream().mapToDouble(f -> f.y() + 1.5 * f.height()).max().orElseThrow();
    add(picture, 0, 0, picture.cols(), (int) top);
    add(picture, 0, (int) bottom, picture.cols(), picture.rows());
    add(picture, 0, 0, (int) left, picture.rows());
    add(picture, (int) right, 0, picture.cols(), picture.rows());
  }

  private void add(Mat picture, int left, int top, int right, int bottom) {
    if (right - left >= SMALLEST && bottom - top >= SMALLEST) {
      parts.add(picture.submat(new Rect(left, top, right - left, bottom - top)).clone());
    }
  }

  /** A frame of the film, owned by the caller. */
  public Mat frame(int index) {
    int scene = index / SCENE;
    Random random = new Random(scene);
    Mat frame = new Mat(480, 640, CvType.CV_8UC3);
    if (scene % 10 == 9) {
      Core.setRNGSeed(index);
      Core.randn(frame, 20 + random.nextInt(150), 10 + random.nextInt(50));
      return frame;
    }
    Mat part = parts.get(scene % parts.size());
    double share = 0.5 + 0.4 * random.nextDouble();
    int width = (int) (share * part.cols());
    int height = (int) (share * part.rows());
    int x = (part.cols() - width) * (index % SCENE) / SCENE;
    int y = (int) ((part.rows() - height) * random.nextDouble());
    Mat window = part.submat(new Rect(x, y, width, height));
    Imgproc.resize(window, frame, new Size(640, 480), 0, 0, Imgproc.INTER_LINEAR);
    window.release();
    return frame;
  }

  @Override
  public void close() {
    parts.forEach(Mat::release);
  }
}
