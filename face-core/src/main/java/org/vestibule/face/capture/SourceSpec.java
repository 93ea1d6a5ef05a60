package org.vestibule.face.capture;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the user named as a camera: a USB index, a MJPG AVI or a folder of images. */
public sealed interface SourceSpec {

  /** A camera by its index, from 0. */
  record Camera(int index) implements SourceSpec {}

  /** A recording. */
  record Clip(Path file) implements SourceSpec {}

  /** A folder whose images are the frames, in the order of their names. */
  record ImageFolder(Path folder) implements SourceSpec {}

  /** Reads digits as a camera index, an existing folder as an image folder, all else as a clip. */
  static SourceSpec parse(String text) {
    if (text.matches("\\d{1,3}")) {
      return new Camera(Integer.parseInt(text));
    }
    Path path = Path.of(text);
    return Files.isDirectory(path) ? new ImageFolder(path) : new Clip(path);
  }
}
