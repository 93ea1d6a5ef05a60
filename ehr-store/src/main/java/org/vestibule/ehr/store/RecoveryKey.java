package org.vestibule.ehr.store;

import java.util.Arrays;

/** The printed key that opens the store when every password is lost. Shown once, then wiped. */
public final class RecoveryKey implements AutoCloseable {
  private final char[] text;

  RecoveryKey(char[] text) {
    this.text = text;
  }

  /** The key's characters, to be shown; the array is this object's own and is wiped by close. */
  public char[] characters() {
    return text;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    Arrays.fill(text, '\0');
  }

  @Override
  public String toString() {
    return "RecoveryKey";
  }
}
