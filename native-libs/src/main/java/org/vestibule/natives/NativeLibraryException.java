package org.vestibule.natives;

/**
 * OpenCV's native library cannot be loaded on this machine. The message is one sentence for a
 * person; nothing in the process that needs pictures can go on.
 */
public final class NativeLibraryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NativeLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
