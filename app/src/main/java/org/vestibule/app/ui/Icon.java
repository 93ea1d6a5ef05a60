package org.vestibule.app.ui;

import javafx.geometry.NodeOrientation;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;

/**
 * The signs, drawn on a grid of 24 with a line of 2. Only arrows turn round where lines run from
 * right to left. Each always stands beside words, so screen readers pass over it.
 */
public enum Icon {
  FACE(
      "M3,8V4Q3,3 4,3H8 M16,3H20Q21,3 21,4V8 M21,16V20Q21,21 20,21H16 M8,21H4Q3,21 3,20V16 "
          + "M12,6.6C14.9,6.6 16.8,9 16.8,12C16.8,15 14.9,17.4 12,17.4C9.1,17.4 7.2,15 7.2,12"
          + "C7.2,9 9.1,6.6 12,6.6Z"),
  CALENDAR("M4,6H20V20.5H4Z M4,11H20 M8,3.2V7.5 M16,3.2V7.5"),
  RESTART("M4,4V9H9 M4.6,9A8,8 0 1 1 4,14"),
  EYE(
      "M2,12C4.4,7.7 7.8,5.5 12,5.5C16.2,5.5 19.6,7.7 22,12C19.6,16.3 16.2,18.5 12,18.5"
          + "C7.8,18.5 4.4,16.3 2,12Z M12,9A3,3 0 1 1 12,15A3,3 0 1 1 12,9Z"),
  BELL("M2.5,19.5H21.5 M5,16A7,7 0 0 1 19,16Z M12,9V5.5 M9.5,5.5H14.5"),
  DELETE("M8.5,5H20Q21,5 21,6V18Q21,19 20,19H8.5L2.5,12Z M12,9.5L17,14.5 M17,9.5L12,14.5"),
  ARROW_RIGHT("M4,12H20 M13.5,5.5L20,12L13.5,18.5"),
  ARROW_LEFT("M20,12H4 M10.5,5.5L4,12L10.5,18.5"),
  ARROW_UP("M12,20V4 M5.5,10.5L12,4L18.5,10.5"),
  CHEVRON_RIGHT("M9,5.5L15.5,12L9,18.5"),
  CHEVRON_DOWN("M5.5,9L12,15.5L18.5,9"),
  QR(
      "M4,4H10V10H4Z M14,4H20V10H14Z M4,14H10V20H4Z M14,14H17V17 M20,14V14.1 M14,20V20.1 "
          + "M20,17.5V20H17.5"),
  TICK("M4,12.5L9.5,18L20,7"),
  CROSS("M5.5,5.5L18.5,18.5 M18.5,5.5L5.5,18.5"),
  PHONE("M7.5,2.5H16.5V21.5H7.5Z M11.2,18.6H12.8"),
  PRINT(
      "M7,8V3.5H17V8 M7,16.5H4Q3,16.5 3,15.5V9Q3,8 4,8H20Q21,8 21,9V15.5Q21,16.5 20,16.5H17 "
          + "M7,13.5H17V20.5H7Z"),
  CAMERA(
      "M3.5,7.3H7.4L9,4.7H15L16.6,7.3H20.5V18.5H3.5Z M12,9.6A3.4,3.4 0 1 1 12,16.4"
          + "A3.4,3.4 0 1 1 12,9.6Z"),
  CAMERA_OFF(
      "M3.5,7.3H7.4L9,4.7H15L16.6,7.3H20.5V18.5H3.5Z M12,9.6A3.4,3.4 0 1 1 12,16.4"
          + "A3.4,3.4 0 1 1 12,9.6Z M2,2.4L22,20.6"),
  SEARCH("M10.5,4A6.5,6.5 0 1 1 10.5,17A6.5,6.5 0 1 1 10.5,4Z M15.4,15.4L20.5,20.5"),
  PERSON(
      "M12,4A4,4 0 1 1 12,12A4,4 0 1 1 12,4Z M4.5,20.5C4.5,17 7.8,15 12,15C16.2,15 19.5,17 "
          + "19.5,20.5"),
  LOCK("M5,11H19V20.5H5Z M8,11V8A4,4 0 0 1 16,8V11"),
  KEY("M8,8A4,4 0 1 1 8,16A4,4 0 1 1 8,8Z M12,12H21V15.5 M17,12V14.5"),
  WARNING("M12,4L21,19.5H3Z M12,10V14 M12,16.7V16.8"),
  INFO("M12,3.5A8.5,8.5 0 1 1 12,20.5A8.5,8.5 0 1 1 12,3.5Z M12,11V16.5 M12,7.7V7.8"),
  PLUS("M12,5V19 M5,12H19"),
  DASH("M6,12H18"),
  NOTE("M5,3.5H15L19,7.5V20.5H5Z M9,11H15 M9,15H15"),
  LIST("M4,6H20 M4,12H20 M4,18H20"),
  SOUND(
      "M4,9.5H7.5L12,5.5V18.5L7.5,14.5H4Z M15.5,9A4.2,4.2 0 0 1 15.5,15 M18,6.5A8,8 0 0 1 "
          + "18,17.5"),
  CONTRAST("M12,3.5A8.5,8.5 0 1 1 12,20.5A8.5,8.5 0 1 1 12,3.5Z", "M12,3.5A8.5,8.5 0 0 1 12,20.5Z"),
  GLOBE(
      "M12,3.5A8.5,8.5 0 1 1 12,20.5A8.5,8.5 0 1 1 12,3.5Z M3.5,12H20.5 M12,3.5C7.5,8.5 7.5,15.5 "
          + "12,20.5C16.5,15.5 16.5,8.5 12,3.5Z"),
  TEXT_SIZE("M3,19L8,6L13,19 M4.7,15H11.3 M14.5,19L18,10.5L21.5,19 M15.7,16.3H20.3"),
  /** Waiting. */
  RING("M12,5A7,7 0 1 1 12,19A7,7 0 1 1 12,5Z"),
  /** A person has to confirm. */
  HALF("M12,5A7,7 0 1 1 12,19A7,7 0 1 1 12,5Z", "M12,5A7,7 0 0 1 12,19Z"),
  /** At a kiosk. */
  DOTS(
      "M12,4.5V4.6 M17.3,6.7V6.8 M19.5,12V12.1 M17.3,17.3V17.4 M12,19.5V19.6 M6.7,17.3V17.4 "
          + "M4.5,12V12.1 M6.7,6.7V6.8"),
  /** With a doctor. */
  SQUARE("M6,6H18V18H6Z", "M6,6H18V18H6Z"),
  /** Late, or needs a look. */
  TRIANGLE("M12,5L20,19H4Z");

  private static final double GRID = 24;

  private final String line;
  private final String area;

  Icon(String line) {
    this(line, "");
  }

  Icon(String line, String area) {
    this.line = line;
    this.area = area;
  }

  /**
   * A node of this sign. Its colour is the looked-up {@code -icon-color} of where it stands.
   *
   * @param size edge of the square it fills, in pixels
   */
  public Region node(double size) {
    return node(size, 2);
  }

  /**
   * @param size edge of the square it fills, in pixels
   * @param lineWidth in units of the grid of 24
   */
  public Region node(double size, double lineWidth) {
    Region icon = new Square(size);
    icon.getStyleClass().add("icon");
    if (!name().startsWith("ARROW") && !name().startsWith("CHEVRON")) {
      icon.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    }
    SVGPath stroked = path(line, "icon-line", size);
    stroked.setStrokeWidth(lineWidth);
    stroked.setStrokeLineCap(StrokeLineCap.ROUND);
    stroked.setStrokeLineJoin(StrokeLineJoin.ROUND);
    ((Square) icon).add(stroked);
    if (!area.isEmpty()) {
      ((Square) icon).add(path(area, "icon-area", size));
    }
    return icon;
  }

  private static SVGPath path(String data, String styleClass, double size) {
    SVGPath path = new SVGPath();
    path.setContent(data);
    path.getStyleClass().add(styleClass);
    path.setManaged(false);
    path.getTransforms().setAll(new Scale(size / GRID, size / GRID));
    return path;
  }

  private static final class Square extends Region {
    Square(double size) {
      setMinSize(size, size);
      setPrefSize(size, size);
      setMaxSize(size, size);
      setMouseTransparent(true);
    }

    void add(SVGPath path) {
      getChildren().add(path);
    }
  }
}
