package org.vestibule.natives;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads OpenCV's native library into this process. Thread-safe. */
public final class OpenCv {
  private static final Logger LOG = LoggerFactory.getLogger(OpenCv.class);

  private OpenCv() {}

  /**
   * Loads the library unless it is loaded already. The first call of the first start unpacks it
   * (about 65 MB) into the user's cache folder; later starts check the file's SHA-256 and use it.
   *
   * @throws NativeLibraryException when there is no library for this machine or it cannot be
   *     unpacked or loaded; every call after a failed one fails in the same way
   */
  public static void load() {
    Attempt.RESULT.failure().ifPresent(OpenCv::fail);
  }

  private static void fail(Throwable cause) {
    throw new NativeLibraryException(
        "The picture library cannot be loaded (code LIB-1); check that the disk is not full and"
            + " that this is a 64-bit computer, then start again.",
        cause);
  }

  /** The one attempt that a process makes: class initialisation runs once, whoever comes first. */
  private record Attempt(Optional<Throwable> failure) {
    static final Attempt RESULT = make();

    private static Attempt make() {
      try {
        loadFrom(NativeLibrary.ofThisMachine());
        return new Attempt(Optional.empty());
      } catch (IOException | LinkageError | SecurityException e) {
        LOG.error("OpenCV could not be loaded", e);
        return new Attempt(Optional.of(e));
      }
    }

    private static void loadFrom(NativeLibrary library) throws IOException {
      Optional<Path> cache = CacheFolder.ofUser();
      if (cache.isPresent()) {
        try {
          System.load(library.unpackInto(cache.get()).toString());
          return;
        } catch (IOException e) {
          LOG.warn("The cache folder cannot hold OpenCV, a temporary folder is used instead", e);
        }
      }
      try (TemporaryFolder folder = new TemporaryFolder()) {
        System.load(library.unpackInto(folder.path()).toString());
      }
    }
  }
}
