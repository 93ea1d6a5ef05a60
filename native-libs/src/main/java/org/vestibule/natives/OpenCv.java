package org.vestibule.natives;

import nu.pattern.OpenCV;

/** Loads OpenCV's native library into this process. Thread-safe. */
public final class OpenCv {
  private OpenCv() {}

  /** Loads the library unless it is loaded already. */
  public static synchronized void load() {
    OpenCV.loadLocally();
  }
}
