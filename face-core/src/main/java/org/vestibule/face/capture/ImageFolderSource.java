package org.vestibule.face.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.capture.CaptureException.Reason;

/**
 * The images of a folder in the order of their names, as if they came ten a second. One that cannot
 * be decoded is an exception that names it; the call after it goes on with the next.
 */
final class ImageFolderSource implements FrameSource {
  private static final Duration STEP = Duration.ofMillis(100);

  private final List<Path> files;
  private int index;

  private ImageFolderSource(List<Path> files) {
    this.files = files;
  }

  static ImageFolderSource open(Path folder) throws CaptureException {
    List<Path> files = Images.in(folder);
    if (files.isEmpty()) {
      throw new CaptureException(
          Reason.NO_IMAGES,
          "The folder holds no pictures (code IMG-1); give one with JPEG, PNG, BMP or PNM files.");
    }
    return new ImageFolderSource(files);
  }

  @Override
  public Optional<Frame> next() throws CaptureException {
    if (index >= files.size()) {
      return Optional.empty();
    }
    int number = index++;
    Path file = files.get(number);
    try {
      return Optional.of(new Frame(number, STEP.multipliedBy(number), Images.read(file)));
    } catch (CaptureException e) {
      throw e.of(file);
    }
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public double framesPerSecond() {
    return 0;
  }

  @Override
  public void close() {
    index = files.size();
  }
}
