package org.vestibule.app.demo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Writes what a window shows as a PNG. Used on the JavaFX thread. */
final class Pictures {
  private final Path folder;

  /**
   * @param folder made if it is not there
   */
  Pictures(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void write(String name, Scene scene) throws IOException {
    WritableImage shot = scene.snapshot(null);
    int width = (int) shot.getWidth();
    int height = (int) shot.getHeight();
    int[] argb = new int[width * height];
    shot.getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
  }
}
