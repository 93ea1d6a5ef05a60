package org.vestibule.face.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds faces down to a least height in pictures of any size. One look of the detector at the whole
 * picture is enough while the smallest wanted face keeps enough pixels in it; else the picture is
 * also looked at in tiles, on as few levels of a pyramid as lose no size between them.
 *
 * <p>A level is cut into tiles of the detector's own size that overlap by the largest face the
 * level answers for, so that every face lies whole in one of them. What lies across a tile's inner
 * edge is a part of a face, and is left to the neighbour.
 *
 * <p>Used by one thread at a time; the tiles are shared out among the detectors, a thread each.
 */
public final class TiledFaceDetector implements FaceDetector {
  /** Pixels that a face needs in what the net sees: with fewer, one look is not enough. */
  private static final double LEAST_SEEN = 11;

  /** Surer faces need no second look. */
  private static final double BEYOND_DOUBT = 0.999;

  /**
   * Of 329 unsure composed faces 314 reach this on a second look, and none of 89 patterns taken for
   * faces in tiles.
   */
  private static final double LEAST_ON_SECOND_LOOK = 0.35;

  /** Of a large face, which shows so much, a mere hint is none: dogs give many. */
  private static final double LEAST_IF_LARGE = 0.5;

  private static final int WIDTH = DnnFaceDetector.WIDTH;
  private static final int HEIGHT = DnnFaceDetector.HEIGHT;
  private static final double MOST_OVERLAP = 0.35;
  private static final double MOST_INSIDE = 0.7;
  private static final double EDGE = 2;

  // A box is by so much larger than the face that the next coarser level answers for.
  private static final double WANDER = 1.1;

  private static final double MOST_ZOOM = 2;

  // Of the least height: boxes vary by so much, and what is smaller yet was not asked for.
  private static final double SLACK = 0.8;

  // An upright face is taller than wide. Most of what tiles show beside faces lies on its side.
  private static final double WIDEST = 1.1;

  // Nor is it a strip: boxes of turned heads are still two thirds as wide as they are high.
  private static final double NARROWEST = 0.6;

  /**
   * How thoroughly tiles are looked at.
   *
   * @param seen pixels that the smallest face gets in what the net sees
   * @param step between the zooms of two levels, above 1
   * @param confidence least of a face that the whole picture shows, 0 to 1
   * @param hint least of something small in a tile that a second look decides on, 0 to 1
   */
  public record Care(double seen, double step, double confidence, double hint) {
    /**
     * For a photograph. Of 300 composed faces from 25 pixels on, 1 to 5% are missed; coarser steps
     * and fewer pixels miss more, and more of both finds no more in twice the time. The hints are
     * for small faces before something bright, of which the net is sure only from nearby; half of
     * this is said of nine times as much, and of some that a second look takes for a face too.
     */
    public static Care still() {
      return new Care(28, 1.6, DnnFaceDetector.DEFAULT_CONFIDENCE, 0.15);
    }

    /** For a camera's frames, where the next one gives another chance. */
    public static Care live() {
      return new Care(20, 3, DnnFaceDetector.TRACKING_CONFIDENCE, 0.5);
    }
  }

  private final List<FaceDetector> detectors;
  private final Crew<FaceDetector> crew;
  private final Care care;

  /** A part of a level: where it lies there, and the level's size and zoom. */
  private record Tile(Mat level, Rect area, double zoom) {}

  /**
   * @param detectors all alike, and tell faces down to the care's least confidence; the first also
   *     looks at whole pictures; closed with this one
   */
  public TiledFaceDetector(List<? extends FaceDetector> detectors, Care care) {
    this.detectors = List.copyOf(detectors);
    this.care = care;
    this.crew = new Crew<>(this.detectors, "detect");
  }

  /** One look at the whole picture. */
  @Override
  public List<DetectedFace> detect(Mat bgr) {
    return crew.first().detect(bgr).stream()
        .filter(face -> face.confidence() >= care.confidence())
        .toList();
  }

  @Override
  public List<DetectedFace> detect(Mat bgr, double leastHeight) {
    double whole = Math.min((double) WIDTH / bgr.cols(), (double) HEIGHT / bgr.rows());
    List<DetectedFace> faces = detect(bgr);
    if (whole * leastHeight >= LEAST_SEEN) {
      return faces;
    }
    List<DetectedFace> all = new ArrayList<>(faces);
    inTiles(bgr, leastHeight, whole).stream()
        .filter(face -> wanted(face, leastHeight))
        .forEach(all::add);
    return confirmed(bgr, all);
  }

  @Override
  public double secondLook(Mat bgr, DetectedFace face) {
    return crew.first().secondLook(bgr, face);
  }

  /**
   * Those that are sure, or still are faces from nearby, most confident first. What overlaps a face
   * is no other one; what overlaps a box that proved to be none may be one.
   */
  private List<DetectedFace> confirmed(Mat bgr, List<DetectedFace> faces) {
    List<DetectedFace> kept = new ArrayList<>();
    List<DetectedFace> open = new ArrayList<>(faces);
    while (!open.isEmpty()) {
      List<DetectedFace> apart = Overlaps.removed(open, MOST_OVERLAP, MOST_INSIDE);
      kept.addAll(shared(apart, (detector, face) -> again(bgr, detector, face)));
      open.removeAll(apart);
      open.removeIf(face -> Overlaps.overlapsAny(face, kept, MOST_OVERLAP, MOST_INSIDE));
    }
    kept.sort(Comparator.comparingDouble(DetectedFace::confidence).reversed());
    return List.copyOf(kept);
  }

  /** The face if a second look is sure enough; it is as sure as the surer of the two. */
  private List<DetectedFace> again(Mat bgr, FaceDetector detector, DetectedFace face) {
    if (face.confidence() >= BEYOND_DOUBT) {
      return List.of(face);
    }
    double again = detector.secondLook(bgr, face);
    if (again < LEAST_ON_SECOND_LOOK) {
      return List.of();
    }
    double surer = Math.max(face.confidence(), again);
    return List.of(new DetectedFace(face.box(), surer, face.landmarks()));
  }

  private List<DetectedFace> inTiles(Mat bgr, double leastHeight, double whole) {
    List<Mat> levels = new ArrayList<>();
    try {
      return shared(tiles(bgr, leastHeight, whole, levels), TiledFaceDetector::look);
    } finally {
      Nets.release(levels);
    }
  }

  /**
   * OpenCV's own size for a zoom (none given), but for a picture of a row or column that would
   * vanish.
   */
  static Size zoomed(Mat picture, double zoom) {
    long width = Math.round(picture.cols() * zoom);
    long height = Math.round(picture.rows() * zoom);
    return width > 0 && height > 0 ? new Size() : new Size(Math.max(1, width), Math.max(1, height));
  }

  /** From the level that the smallest face needs, coarser until the whole picture takes over. */
  private List<Tile> tiles(Mat bgr, double leastHeight, double whole, List<Mat> levels) {
    List<Tile> tiles = new ArrayList<>();
    double zoom = finestZoom(leastHeight);
    while (zoom > whole * 1.25) {
      Mat level = new Mat();
      levels.add(level);
      int how = zoom < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
      Imgproc.resize(bgr, level, zoomed(bgr, zoom), zoom, zoom, how);
      for (int y : starts(level.rows(), HEIGHT)) {
        for (int x : starts(level.cols(), WIDTH)) {
          Rect area =
              new Rect(x, y, Math.min(WIDTH, level.cols() - x), Math.min(HEIGHT, level.rows() - y));
          tiles.add(new Tile(level, area, zoom));
        }
      }
      zoom /= care.step();
    }
    return tiles;
  }

  /** Pixels in what the net sees of the largest face that a level answers for. */
  private double largest() {
    return WANDER * care.seen() * care.step();
  }

  private double finestZoom(double leastHeight) {
    return Math.min(MOST_ZOOM, care.seen() / leastHeight);
  }

  /** Where tiles begin so that they cover the length evenly. */
  private List<Integer> starts(int length, int tile) {
    int overlap = (int) Math.ceil(largest() + 2 * EDGE);
    if (length <= tile) {
      return List.of(0);
    }
    int count = (int) Math.ceil((double) (length - overlap) / (tile - overlap));
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      starts.add((int) Math.round((double) i * (length - tile) / (count - 1)));
    }
    return starts;
  }

  /** What the work gives for all items. */
  private <T> List<DetectedFace> shared(
      List<T> items, BiFunction<FaceDetector, T, List<DetectedFace>> work) {
    return crew.share(items, work).stream().flatMap(List::stream).toList();
  }

  private static List<DetectedFace> look(FaceDetector detector, Tile tile) {
    Mat part = tile.level().submat(tile.area());
    try {
      return detector.detect(part).stream()
          .filter(face -> !cutOff(face.box(), tile))
          .map(face -> inPicture(face, tile))
          .toList();
    } finally {
      part.release();
    }
  }

  private boolean wanted(DetectedFace face, double leastHeight) {
    Box box = face.box();
    return face.confidence() >= (large(face, leastHeight) ? LEAST_IF_LARGE : care.hint())
        && box.height() >= SLACK * leastHeight
        && box.width() <= WIDEST * box.height()
        && box.width() >= NARROWEST * box.height();
  }

  /** Whether it is above what the two finest levels answer for. */
  private boolean large(DetectedFace face, double leastHeight) {
    return face.box().height() * finestZoom(leastHeight) > largest() * care.step();
  }

  /** Whether an edge of the tile that is no edge of the picture goes through the face. */
  private static boolean cutOff(Box box, Tile tile) {
    Rect area = tile.area();
    Mat level = tile.level();
    return box.x() < EDGE && area.x > 0
        || box.y() < EDGE && area.y > 0
        || box.x() + box.width() > area.width - EDGE && area.x + area.width < level.cols()
        || box.y() + box.height() > area.height - EDGE && area.y + area.height < level.rows();
  }

  private static DetectedFace inPicture(DetectedFace face, Tile tile) {
    Box b = face.box();
    double zoom = tile.zoom();
    Box box =
        new Box(
            (b.x() + tile.area().x) / zoom,
            (b.y() + tile.area().y) / zoom,
            b.width() / zoom,
            b.height() / zoom);
    return new DetectedFace(box, face.confidence(), face.landmarks());
  }

  @Override
  public void close() {
    crew.dismiss();
    detectors.forEach(FaceDetector::close);
  }
}
