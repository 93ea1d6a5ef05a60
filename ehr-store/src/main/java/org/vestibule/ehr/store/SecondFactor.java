package org.vestibule.ehr.store;

import java.util.Arrays;
import java.util.Objects;

/** What somebody has besides the password. */
public sealed interface SecondFactor {

  /** Six digits of the moment, RFC 6238: guards the screen, not the disk. */
  record Code(String digits) implements SecondFactor {
    public Code {
      Objects.requireNonNull(digits, "digits");
    }

    @Override
    public String toString() {
      return "Code";
    }
  }

  /**
   * The content of a key file, or what a token answered: mixed into the key, so it guards the disk.
   */
  final class Key implements SecondFactor {
    private final byte[] bytes;

    /** Copies the bytes; at least one. */
    public Key(byte[] bytes) {
      if (bytes.length == 0) {
        throw new StoreException.Invalid("The key file is empty: choose the right one.");
      }
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes;
    }

    /** Wipes the copy held here. */
    public void wipe() {
      Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
      return "Key";
    }
  }
}
