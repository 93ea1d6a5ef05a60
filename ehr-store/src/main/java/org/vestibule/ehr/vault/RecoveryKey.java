package org.vestibule.ehr.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/**
 * The printed recovery key: 160 random bits in Crockford's Base32, as eight groups of five
 * characters, printed four by four. The last of each group is a check character over GF(32), so
 * that any one wrong character, two neighbours swapped, or two groups swapped are found and the
 * group is named. Closing wipes it. Not thread-safe.
 */
public final class RecoveryKey implements AutoCloseable {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int GROUPS = 8;
  private static final int DATA = 4;
  static final int GROUP = DATA + 1;

  /** Characters of a printed group. */
  static final int PRINTED = 4;

  /** x^5 + x^2 + 1, primitive over GF(2). */
  private static final int POLYNOMIAL = 0b100101;

  /** The 40 characters without separators. */
  private final char[] symbols;

  private RecoveryKey(char[] symbols) {
    this.symbols = symbols;
  }

  static RecoveryKey random() {
    SecureRandom random = new SecureRandom();
    char[] symbols = new char[GROUPS * GROUP];
    for (int g = 0; g < GROUPS; g++) {
      for (int i = 0; i < DATA; i++) {
        symbols[g * GROUP + i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      }
      symbols[g * GROUP + DATA] = check(symbols, g);
    }
    return new RecoveryKey(symbols);
  }

  /**
   * Reads a key as typed: any case, any spacing, O for 0 and I or L for 1. The characters are
   * copied; the caller still wipes its own.
   *
   * @throws MistypedRecoveryKeyException naming the first group that cannot be right
   */
  public static RecoveryKey parse(char[] typed) {
    char[] symbols = new char[GROUPS * GROUP];
    int length = 0;
    for (char c : typed) {
      if (c == '-' || Character.isWhitespace(c)) {
        continue;
      }
      if (length == symbols.length) {
        Arrays.fill(symbols, '\0');
        throw new MistypedRecoveryKeyException(0);
      }
      symbols[length++] = c;
    }
    RecoveryKey key = new RecoveryKey(symbols);
    try {
      key.normalise(length);
    } catch (MistypedRecoveryKeyException e) {
      key.close();
      throw e;
    }
    return key;
  }

  private void normalise(int length) {
    if (length != symbols.length) {
      throw new MistypedRecoveryKeyException(0);
    }
    for (int g = 0; g < GROUPS; g++) {
      for (int i = g * GROUP; i < (g + 1) * GROUP; i++) {
        symbols[i] = normal(symbols[i]);
        if (ALPHABET.indexOf(symbols[i]) < 0) {
          throw new MistypedRecoveryKeyException(g + 1);
        }
      }
      if (check(symbols, g) != symbols[g * GROUP + DATA]) {
        throw new MistypedRecoveryKeyException(g + 1);
      }
    }
  }

  private static char normal(char c) {
    String upper = String.valueOf(c).toUpperCase(Locale.ROOT);
    return switch (upper.charAt(0)) {
      case 'O' -> '0';
      case 'I', 'L' -> '1';
      default -> upper.charAt(0);
    };
  }

  /** Sum of a^(i+1) * symbol over the group, plus the group's number: all in GF(32), a = x. */
  private static char check(char[] symbols, int group) {
    int sum = group + 1;
    for (int i = 0; i < DATA; i++) {
      int value = ALPHABET.indexOf(symbols[group * GROUP + i]);
      for (int times = 0; times <= i; times++) {
        value <<= 1;
        if (value >= 32) {
          value ^= POLYNOMIAL;
        }
      }
      sum ^= value;
    }
    return ALPHABET.charAt(sum);
  }

  /** The key as printed, ten groups of four with dashes between, a copy that the caller wipes. */
  public char[] text() {
    int groups = symbols.length / PRINTED;
    char[] text = new char[groups * (PRINTED + 1) - 1];
    Arrays.fill(text, '-');
    for (int g = 0; g < groups; g++) {
      System.arraycopy(symbols, g * PRINTED, text, g * (PRINTED + 1), PRINTED);
    }
    return text;
  }

  /** What the recovery slot's key is derived from; wiped by {@link #close}. */
  char[] secret() {
    return symbols;
  }

  @Override
  public void close() {
    Arrays.fill(symbols, '\0');
  }

  @Override
  public String toString() {
    return "RecoveryKey[...]";
  }
}
