package org.vestibule.face.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 * Real faces composed on a canvas: crops that are a face from edge to edge, 25 to 120 pixels high,
 * each at a random place of its own cell of 192 x 144 pixels.
 *
 * @param canvas 8-bit BGR; the caller's
 * @param places where the crops lie
 */
record ComposedCrowd(Mat canvas, List<Box> places) implements AutoCloseable {
  private static final int CELL = 192;
  private static final int CELL_HEIGHT = 144;
  private static final int SMALLEST = 25;
  private static final int LARGEST = 120;

  /** 300 faces on 3840 x 2160 pixels of uneven grey. */
  static ComposedCrowd of(long seed) throws Exception {
    Random random = new Random(seed);
    return on(background(random), random);
  }

  /**
   * As many as the canvas has cells.
   *
   * @param canvas 8-bit BGR, from now on the crowd's
   */
  static ComposedCrowd on(Mat canvas, Random random) throws Exception {
    List<Path> files = new ArrayList<>(Images.in(TestPictures.data("faces/lfw")));
    Collections.shuffle(files, random);
    int columns = canvas.cols() / CELL;
    int count = canvas.rows() / CELL_HEIGHT * columns;
    List<Box> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int side = SMALLEST + (LARGEST - SMALLEST) * i / (count - 1);
      places.add(new Box(0, 0, side, side));
    }
    Collections.shuffle(places, random);
    for (int i = 0; i < count; i++) {
      int side = (int) places.get(i).height();
      int x = i % columns * CELL + random.nextInt(CELL - side);
      int y = i / columns * CELL_HEIGHT + random.nextInt(CELL_HEIGHT - side);
      paste(Images.read(files.get(i)), canvas, new Rect(x, y, side, side));
      places.set(i, new Box(x, y, side, side));
    }
    return new ComposedCrowd(canvas, places);
  }

  /** Uneven grey with a camera's noise. */
  private static Mat background(Random random) {
    Mat coarse = new Mat(9, 16, CvType.CV_8UC3);
    Mat canvas = new Mat();
    Mat noise = new Mat(2160, 3840, CvType.CV_8UC3);
    Core.setRNGSeed(random.nextInt());
    Core.randu(coarse, 60, 190);
    Imgproc.resize(coarse, canvas, noise.size(), 0, 0, Imgproc.INTER_CUBIC);
    Core.randn(noise, 8, 4);
    Core.add(canvas, noise, canvas);
    coarse.release();
    noise.release();
    return canvas;
  }

  private static void paste(Mat crop, Mat canvas, Rect place) {
    Mat small = new Mat();
    Imgproc.resize(crop, small, new Size(place.width, place.height), 0, 0, Imgproc.INTER_AREA);
    Mat part = canvas.submat(place);
    small.copyTo(part);
    part.release();
    small.release();
    crop.release();
  }

  /** The same canvas without anybody. */
  static Mat nobody(long seed) {
    return background(new Random(seed));
  }

  @Override
  public void close() {
    canvas.release();
  }
}
