package org.vestibule.app.ui;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.vestibule.app.flow.LivePicture;
import org.vestibule.app.flow.Picture;
import org.vestibule.app.flow.Subscription;

/**
 * The live picture, filling its region (cut at the sides, never stretched), with boxes over it.
 *
 * <p>The camera's thread only ever says that there is something new: at most one update is pending,
 * it takes the newest picture, and the pixels are copied into a buffer of this view. When the
 * camera delivers nothing the last picture is removed, never left frozen. {@link #close()} ends
 * listening.
 */
public final class CameraView extends Region implements AutoCloseable {
  private final LivePicture source;
  private final Executor fxThread;
  private final Subscription subscription;
  private final AtomicBoolean pending = new AtomicBoolean();
  private final ImageView image = new ImageView();
  private final Pane overlay = new Pane();
  private List<Mark> marks = List.of();
  private PixelBuffer<ByteBuffer> pixels;

  /**
   * @param source what to show
   * @param fxThread runs on the JavaFX thread, {@code Platform::runLater}
   * @param mirrored true shows people as in a mirror (kiosk); false as the camera sees them (desk)
   */
  public CameraView(LivePicture source, Executor fxThread, boolean mirrored) {
    this.source = source;
    this.fxThread = fxThread;
    getStyleClass().add("camera-view");
    image.setManaged(false);
    image.setSmooth(true);
    image.setScaleX(mirrored ? -1 : 1);
    overlay.setManaged(false);
    overlay.setMouseTransparent(true);
    getChildren().addAll(image, overlay);
    this.subscription = source.onNew(this::changed);
    changed();
  }

  /** How a box is drawn. */
  public enum MarkStyle {
    SOLID,
    THIN,
    DASHED
  }

  /**
   * A box on the picture. All numbers are 0 to 1 of the picture's width or height, origin top left.
   *
   * @param label in words above the box; empty for none
   */
  public record Mark(
      double x, double y, double width, double height, String label, MarkStyle style) {
    @Override
    public String toString() {
      return "Mark[" + style + "]";
    }
  }

  /** Replaces the boxes. Call it only for a picture that is not mirrored. */
  public void setMarks(List<Mark> marks) {
    if (!this.marks.equals(marks)) {
      this.marks = List.copyOf(marks);
      drawMarks();
    }
  }

  /** True while a picture is shown. */
  public boolean showing() {
    return image.getImage() != null;
  }

  @Override
  public void close() {
    subscription.close();
  }

  private void changed() {
    if (pending.compareAndSet(false, true)) {
      fxThread.execute(this::update);
    }
  }

  private void update() {
    pending.set(false);
    Optional<Picture> latest = source.latest();
    if (latest.isEmpty()) {
      boolean was = image.getImage() != null;
      image.setImage(null);
      pixels = null;
      if (was) {
        drawMarks();
      }
      return;
    }
    Picture picture = latest.get();
    if (pixels == null
        || pixels.getWidth() != picture.width()
        || pixels.getHeight() != picture.height()) {
      newBuffer(picture.width(), picture.height());
    }
    pixels.updateBuffer(
        buffer -> {
          buffer.getBuffer().clear().put(picture.bgra());
          buffer.getBuffer().rewind();
          return null;
        });
  }

  private void newBuffer(int width, int height) {
    pixels =
        new PixelBuffer<>(
            width,
            height,
            ByteBuffer.allocateDirect(4 * width * height),
            PixelFormat.getByteBgraPreInstance());
    image.setImage(new WritableImage(pixels));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth();
    double h = getHeight();
    image.setFitWidth(w);
    image.setFitHeight(h);
    overlay.resizeRelocate(0, 0, w, h);
    viewport().ifPresent(image::setViewport);
    drawMarks();
  }

  /** The part of the picture that is seen, in its pixels: the largest centred one that fits. */
  private Optional<Rectangle2D> viewport() {
    if (pixels == null || getWidth() <= 0 || getHeight() <= 0) {
      return Optional.empty();
    }
    double scale = Math.max(getWidth() / pixels.getWidth(), getHeight() / pixels.getHeight());
    double w = getWidth() / scale;
    double h = getHeight() / scale;
    return Optional.of(
        new Rectangle2D(
            Math.max(0, (pixels.getWidth() - w) / 2),
            Math.max(0, (pixels.getHeight() - h) / 2),
            w,
            h));
  }

  private void drawMarks() {
    overlay.getChildren().clear();
    viewport().ifPresent(seen -> marks.forEach(mark -> draw(mark, seen)));
  }

  private void draw(Mark mark, Rectangle2D seen) {
    double scale = getWidth() / seen.getWidth();
    double x = (mark.x() * pixels.getWidth() - seen.getMinX()) * scale;
    double y = (mark.y() * pixels.getHeight() - seen.getMinY()) * scale;
    double w = mark.width() * pixels.getWidth() * scale;
    double h = mark.height() * pixels.getHeight() * scale;
    Rectangle box = new Rectangle(x, y, w, h);
    box.getStyleClass()
        .addAll("mark", "mark-" + mark.style().name().toLowerCase(java.util.Locale.ROOT));
    overlay.getChildren().add(box);
    if (!mark.label().isEmpty()) {
      Label label = new Label(mark.label());
      label.getStyleClass().add("mark-label");
      label.setManaged(false);
      overlay.getChildren().add(label);
      label.applyCss();
      label.autosize();
      double left = Math.min(x, getWidth() - label.getWidth() - 2);
      label.relocate(Math.max(2, left), Math.max(2, y - label.getHeight() - 4));
    }
  }
}
