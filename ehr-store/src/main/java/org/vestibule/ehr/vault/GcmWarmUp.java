package org.vestibule.ehr.vault;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * Lets Java compile AES-GCM before a long stream needs it. Java 17 counts calls to decide what to
 * compile, and a stream makes only one a MiB: without this the first gigabyte takes eleven seconds
 * (92 MB/s), with it a fifth of a second and then 3,000 MB/s.
 */
final class GcmWarmUp {
  /** A stream longer than this is worth it. */
  static final long WORTHWHILE_BYTES = 4 << 20;

  private static final int SEGMENTS = 2_000;
  private static final int SEGMENT_BYTES = 4_096;

  static {
    try (OutputStream out =
        new AesGcmHkdfStreaming(
                new byte[StreamKey.KEY_BYTES], "HmacSha256", StreamKey.KEY_BYTES, SEGMENT_BYTES, 0)
            .newEncryptingStream(OutputStream.nullOutputStream(), new byte[0])) {
      byte[] nothing = new byte[SEGMENT_BYTES];
      for (int i = 0; i < SEGMENTS; i++) {
        out.write(nothing);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("AES-256-GCM is missing from this Java runtime", e);
    }
  }

  private GcmWarmUp() {}

  /** Returns when it is done; it is done once. */
  static void ensure() {
    // Entering the class did it.
  }
}
