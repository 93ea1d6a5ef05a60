package org.vestibule.ehr.store;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;

/** How values are made comparable. On disk only as blind index values, so never change a rule. */
final class Normal {
  /** A phone number without its country's prefix: what is compared. */
  private static final int PHONE_DIGITS = 10;

  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
  private static final Pattern APOSTROPHES = Pattern.compile("['’`]");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Normal() {}

  /** Letters and digits in upper case: {@code v-004 127} equals {@code V-004127}. */
  static String number(String text) {
    String upper = isAscii(text) ? text : Normalizer.normalize(text, Form.NFKC);
    upper = upper.toUpperCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(upper.length());
    for (int i = 0; i < upper.length(); i += Character.charCount(upper.codePointAt(i))) {
      if (Character.isLetterOrDigit(upper.codePointAt(i))) {
        kept.appendCodePoint(upper.codePointAt(i));
      }
    }
    // A number of signs alone is still a number.
    return kept.isEmpty() ? text.strip() : kept.toString();
  }

  static String identifier(Identifier identifier) {
    return identifier.system().strip().toLowerCase(Locale.ROOT) + "\n" + number(identifier.value());
  }

  /** The last ten digits; empty if there are fewer than four digits, which find nobody. */
  static String phone(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.isDigit(text.codePointAt(i))) {
        digits.append(Character.digit(text.codePointAt(i), 10));
      }
    }
    if (digits.length() < 4) {
      return "";
    }
    return digits.substring(Math.max(0, digits.length() - PHONE_DIGITS));
  }

  /** The parts of a name without accents, case and signs. */
  static List<String> words(String text) {
    return isAscii(text) ? asciiWords(text) : anyWords(text);
  }

  /** Most names need none of Unicode's rules, which cost more than to open the record. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static List<String> asciiWords(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? Character.toLowerCase(text.charAt(i)) : ' ';
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        word.append(c);
      } else if (c != '\'' && c != '`' && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }

  private static List<String> anyWords(String text) {
    String letters = ACCENTS.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
    String joined = APOSTROPHES.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll("");
    String plain = SIGNS.matcher(joined).replaceAll(" ").strip();
    return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
  }

  static List<String> words(HumanName name) {
    return words(name.given() + " " + name.family());
  }
}
