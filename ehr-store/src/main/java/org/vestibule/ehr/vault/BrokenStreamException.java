package org.vestibule.ehr.vault;

import java.io.IOException;

/** A sealed stream was changed, cut, moved from its place, or sealed by another key. */
public final class BrokenStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenStreamException(Throwable cause) {
    super("a sealed stream is not genuine or not whole", cause);
  }
}
