package org.vestibule.app.kiosk;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.transform.Scale;
import org.vestibule.app.ui.Icon;

/**
 * An illustration: drawn once at its own size, scaled down where there is less room, standing on
 * its lower edge. Colours are style classes. Ornament: no screen reader name, no touch.
 */
final class Drawing extends Region {
  private static final double LEAST = 0.3;

  private final double width;
  private final double height;
  private final Group shapes = new Group();
  private final Scale scale = new Scale(1, 1);

  private Drawing(double width, double height) {
    this.width = width;
    this.height = height;
    getStyleClass().add("drawing");
    Pane paper = new Pane(shapes);
    paper.setMinSize(width, height);
    paper.setPrefSize(width, height);
    paper.setMaxSize(width, height);
    paper.getTransforms().setAll(scale);
    getChildren().add(paper);
    setMinSize(width * LEAST, height * LEAST);
    setPrefSize(width, height);
    setMaxSize(Double.MAX_VALUE, height);
    setMouseTransparent(true);
  }

  /** The doorway of the first screen: five arches, and light falling out. */
  static Drawing doorway() {
    Drawing d = new Drawing(769, 640);
    d.arch(0, 0, 769, 640, "arch-1");
    d.arch(64, 72, 640, 568, "arch-2");
    d.arch(130, 143, 508, 497, "arch-3");
    d.arch(192, 211, 384, 429, "arch-4");
    d.arch(247, 274, 275, 366, "arch-5");
    d.arch(296, 330, 176, 207, "arch-light");
    d.path("M296,537H472L769,640H0Z", "arch-floor");
    return d;
  }

  /** The front desk under its lamp. */
  static Drawing frontDesk() {
    Drawing d = new Drawing(952, 604);
    d.arch(166, 0, 620, 602, "arch-2");
    d.path("M428,200H524L642,455H310Z", "arch-beam");
    d.path("M472,0H480V140H472Z", "arch-5");
    d.path("M406,200A70,62 0 0 1 546,200Z", "arch-5");
    d.path("M401,470C404,440 432,424 461,418H491C520,424 548,440 551,470Z", "arch-5");
    d.path("M462,385H490V420A16,10 0 0 1 462,420Z", "arch-3");
    d.path(
        "M446,355C446,385 460,404 476,404C492,404 506,385 506,355C506,330 446,330 446,355Z",
        "arch-3");
    d.path(
        "M444,360C438,325 456,309 476,309C496,309 514,325 508,360C505,350 500,342 494,334"
            + "C480,340 466,338 457,335C450,342 446,350 444,360Z",
        "arch-5");
    d.path("M226,470H726V494H226Z", "arch-5");
    d.path("M250,494H702V602H250Z", "arch-4");
    d.ground(600);
    return d;
  }

  /** A doorway with the camera put away. */
  static Drawing cameraOff() {
    Drawing d = new Drawing(952, 554);
    d.arch(256, 0, 440, 552, "arch-1");
    d.arch(336, 90, 280, 462, "arch-2");
    Region camera = Icon.CAMERA_OFF.node(150, 1.7);
    camera.getStyleClass().add("accent-text");
    camera.relocate(401, 213);
    camera.resize(150, 150);
    d.shapes.getChildren().add(camera);
    d.ground(550);
    return d;
  }

  private void arch(double x, double y, double w, double h, String styleClass) {
    double r = w / 2;
    path(
        "M" + x + "," + (y + h) + "V" + (y + r) + "A" + r + "," + r + " 0 0 1 " + (x + w) + ","
            + (y + r) + "V" + (y + h) + "Z",
        styleClass);
  }

  private void path(String data, String styleClass) {
    SVGPath path = new SVGPath();
    path.setContent(data);
    add(path, styleClass);
  }

  private void ground(double y) {
    add(new Rectangle(0, y, width, 4), "ground");
  }

  private void add(Shape shape, String styleClass) {
    shape.getStyleClass().add(styleClass);
    shapes.getChildren().add(shape);
  }

  @Override
  protected void layoutChildren() {
    double s = Math.min(1, Math.min(getWidth() / width, getHeight() / height));
    scale.setX(s);
    scale.setY(s);
    layoutInArea(
        getChildren().get(0),
        (getWidth() - width * s) / 2,
        getHeight() - height * s,
        width,
        height,
        0,
        HPos.LEFT,
        VPos.TOP);
  }
}
