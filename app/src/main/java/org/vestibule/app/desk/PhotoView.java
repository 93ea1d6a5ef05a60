package org.vestibule.app.desk;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.vestibule.app.flow.Photo;
import org.vestibule.app.ui.Icon;

/** A person's photo in a fixed frame with round corners; a sign where there is none. */
final class PhotoView extends StackPane {
  private static final double RADIUS = 6;

  private final double width;
  private final double height;
  private Optional<Photo> shown = Optional.empty();

  PhotoView(double width, double height, Optional<Photo> photo) {
    this.width = width;
    this.height = height;
    getStyleClass().add("photo");
    setMinSize(width, height);
    setPrefSize(width, height);
    setMaxSize(width, height);
    Rectangle corners = new Rectangle(width, height);
    corners.setArcWidth(2 * RADIUS);
    corners.setArcHeight(2 * RADIUS);
    setClip(corners);
    getChildren().setAll(nobody());
    show(photo);
  }

  /** Shows another photo, or none. */
  void show(Optional<Photo> photo) {
    if (photo.equals(shown)) {
      return;
    }
    shown = photo;
    Optional<Image> image = photo.map(PhotoView::decode).filter(decoded -> !decoded.isError());
    getChildren().setAll(image.<Region>map(this::filling).orElseGet(this::nobody));
    setAccessibleText(photo.map(Photo::caption).orElse("No photo"));
  }

  private static Image decode(Photo photo) {
    return new Image(new ByteArrayInputStream(photo.encoded()));
  }

  private Region filling(Image image) {
    ImageView view = new ImageView(image);
    double scale = Math.max(width / image.getWidth(), height / image.getHeight());
    double seenWidth = width / scale;
    double seenHeight = height / scale;
    view.setViewport(
        new Rectangle2D(
            (image.getWidth() - seenWidth) / 2,
            (image.getHeight() - seenHeight) / 2,
            seenWidth,
            seenHeight));
    view.setFitWidth(width);
    view.setFitHeight(height);
    view.setSmooth(true);
    return new StackPane(view);
  }

  private Region nobody() {
    StackPane empty = new StackPane(Icon.PERSON.node(Math.min(24, width / 2)));
    empty.getStyleClass().add("muted");
    return empty;
  }
}
