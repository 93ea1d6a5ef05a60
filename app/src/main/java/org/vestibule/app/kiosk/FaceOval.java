package org.vestibule.app.kiosk;

import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.StrokeLineCap;
import javafx.util.Duration;

/** The live picture in an oval, with a ring that closes as enough has been seen. */
final class FaceOval extends Region {
  /** Width to height of the ring. */
  private static final double SHAPE = 737.0 / 937;

  private static final double RING = 18;
  private static final double INSET = 22.5;

  private final Node picture;
  private final Ellipse clip = new Ellipse();
  private final Ellipse track = new Ellipse();
  private final Arc arc = new Arc();
  private final DoubleProperty drawn = new SimpleDoubleProperty();
  private final Duration motion;
  private final Timeline timeline = new Timeline();

  /**
   * @param motion how long the ring takes to follow; zero for reduced motion
   */
  FaceOval(Region picture, Duration motion) {
    this.picture = picture;
    this.motion = motion;
    picture.setClip(clip);
    picture.setManaged(false);
    track.getStyleClass().add("oval-track");
    track.setManaged(false);
    arc.getStyleClass().add("oval-progress");
    arc.setType(ArcType.OPEN);
    arc.setStrokeLineCap(StrokeLineCap.ROUND);
    arc.setManaged(false);
    arc.setStartAngle(90);
    arc.lengthProperty().bind(drawn.multiply(-360));
    arc.visibleProperty().bind(drawn.greaterThan(0));
    getChildren().addAll(picture, track, arc);
    setMinSize(200, 250);
    setPrefSize(755, 955);
  }

  /**
   * @param progress 0 to 1
   */
  void setProgress(double progress) {
    timeline.stop();
    if (motion.equals(Duration.ZERO)) {
      drawn.set(progress);
    } else {
      timeline.getKeyFrames().setAll(new KeyFrame(motion, new KeyValue(drawn, progress)));
      timeline.play();
    }
  }

  @Override
  protected void layoutChildren() {
    double h = Math.min(getHeight() - RING, (getWidth() - RING) / SHAPE);
    double ry = h / 2;
    double rx = ry * SHAPE;
    double cx = getWidth() / 2;
    double cy = getHeight() / 2;
    track.setCenterX(cx);
    track.setCenterY(cy);
    track.setRadiusX(rx);
    track.setRadiusY(ry);
    arc.setCenterX(cx);
    arc.setCenterY(cy);
    arc.setRadiusX(rx);
    arc.setRadiusY(ry);
    double px = rx - INSET;
    double py = ry - INSET;
    picture.resizeRelocate(cx - px, cy - py, 2 * px, 2 * py);
    clip.setCenterX(px);
    clip.setCenterY(py);
    clip.setRadiusX(px);
    clip.setRadiusY(py);
  }
}
