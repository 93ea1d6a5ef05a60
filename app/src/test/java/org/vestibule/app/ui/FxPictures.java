package org.vestibule.app.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;

/** Pictures of scenes for people to look at, and what a test can check about them by itself. */
public final class FxPictures {
  private FxPictures() {}

  /** Runs on the JavaFX thread and waits for the result. */
  public static <T> T onFx(Callable<T> work) {
    if (Platform.isFxApplicationThread()) {
      throw new IllegalStateException("already there");
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(work.call());
          } catch (Exception | AssertionError e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Draws the scene and writes it to {@code target/screens/NAME.png}. JavaFX thread. */
  public static WritableImage save(Scene scene, String name) {
    WritableImage picture = scene.snapshot(null);
    int w = (int) picture.getWidth();
    int h = (int) picture.getHeight();
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[w * h];
    picture.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), pixels, 0, w);
    image.setRGB(0, 0, w, h, pixels, 0, w);
    Path file = Path.of("target", "screens", name + ".png");
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return picture;
  }

  /** Lays the scene out at its size without drawing it. JavaFX thread. */
  public static void lay(Scene scene) {
    scene.getRoot().resize(scene.getWidth(), scene.getHeight());
    scene.getRoot().applyCss();
    scene.getRoot().layout();
  }

  /** Every visible node below, of a type. JavaFX thread. */
  public static <T> List<T> all(Node root, Class<T> type) {
    List<T> found = new ArrayList<>();
    collect(root, type, found);
    return found;
  }

  private static <T> void collect(Node node, Class<T> type, List<T> found) {
    if (!node.isVisible()) {
      return;
    }
    if (type.isInstance(node)) {
      found.add(type.cast(node));
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, type, found));
    }
  }

  /** The words of labels and buttons that are drawn shorter than they are. JavaFX thread. */
  public static List<String> cutWords(Scene scene) {
    List<String> cut = new ArrayList<>();
    for (Labeled labeled : all(scene.getRoot(), Labeled.class)) {
      String whole = labeled.getText() == null ? "" : labeled.getText();
      for (Node child : labeled.getChildrenUnmodifiable()) {
        if (child instanceof Text text && !plain(text.getText()).equals(plain(whole))) {
          cut.add(whole);
        }
      }
    }
    return cut;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
