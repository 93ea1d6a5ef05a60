package org.vestibule.ehr.store;

import java.util.Arrays;

/**
 * A half-written note, sealed under the clinical keys for who wrote it: in memory it outlives the
 * wiping of these keys without being readable. Made and opened by {@link Charts}. Immutable.
 */
public final class SealedDraft {
  private final byte[] sealed;

  SealedDraft(byte[] sealed) {
    this.sealed = Arrays.copyOf(sealed, sealed.length);
  }

  byte[] sealed() {
    return sealed;
  }

  @Override
  public String toString() {
    return "SealedDraft";
  }
}
