package org.vestibule.ehr.store;

import java.util.Arrays;

/** The printed key that opens the store when every password is lost. Shown once, then wiped. */
public final class RecoveryKey implements AutoCloseable {
  private final char[] text;

  RecoveryKey(char[] text) {
    this.text = text;
  }

  /**
   * Says whether a key as typed (any case and spacing, O for 0, I and L for 1) can be one at all: a
   * slip of the pen is found, another clinic's key is not.
   *
   * @param typed not kept; the caller wipes it
   * @throws StoreException.WrongSecret naming the group that cannot be right
   */
  public static void check(char[] typed) {
    Context.guarded(
        () -> {
          org.vestibule.ehr.vault.RecoveryKey.parse(typed).close();
          return null;
        });
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
