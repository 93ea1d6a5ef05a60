package org.vestibule.ehr.record;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * National numbers whose last digits check the others, so that a mistyped one is noticed. Spaces,
 * dots and dashes do not matter.
 */
public enum NationalId {
  /** India: 12 digits, the first 2 to 9; Verhoeff (UIDAI; J. Verhoeff 1969). */
  AADHAAR("aadhaar", "[2-9]\\d{11}", NationalId::verhoeff),
  /** United Kingdom: 10 digits, modulo 11 (NHS Data Dictionary, NHS NUMBER). */
  NHS("nhs-number", "\\d{10}", NationalId::nhs),
  /** Sweden: 10 or 12 digits, Luhn over the last ten (Skatteverket SKV 704). */
  PERSONNUMMER("personnummer", "(\\d\\d)?\\d{10}", n -> luhn(n.substring(n.length() - 10))),
  /** Brazil: 11 digits, two check digits modulo 11 (Receita Federal). */
  CPF("cpf", "\\d{11}", NationalId::cpf),
  /** Spain: 8 digits and the letter of the remainder by 23 (Real Decreto 1553/2005). */
  DNI("dni", "\\d{8}[A-Z]", NationalId::dni),
  /** Poland: 11 digits, weights 1-3-7-9 (Ustawa o ewidencji ludności, 2010). */
  PESEL("pesel", "\\d{11}", NationalId::pesel),
  /** France: 13 digits and the key 97 - n mod 97; Corsica as 19 and 18 (INSEE, NIR). */
  NIR("nir", "[12]\\d{4}(\\d\\d|2[AB])\\d{8}", NationalId::nir),
  /** China: 17 digits and one of ISO 7064 MOD 11-2 (GB 11643-1999). */
  RESIDENT_ID("resident-id", "\\d{17}[\\dX]", NationalId::mod11x2);

  private static final int[][] VERHOEFF_D = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };

  private static final int[][] VERHOEFF_P = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
    {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
    {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
  };

  private final String system;
  private final Pattern form;
  private final Predicate<String> check;

  NationalId(String system, String form, Predicate<String> check) {
    this.system = system;
    this.form = Pattern.compile(form);
    this.check = check;
  }

  /** The {@link Identifier#system()} by which an identifier says that it is one of these. */
  public String system() {
    return system;
  }

  /** Whether form and check digits are right. */
  public boolean isRight(String number) {
    String plain = plain(number);
    return form.matcher(plain).matches() && check.test(plain);
  }

  /** The scheme that an identifier names; empty if it names none of these. */
  public static Optional<NationalId> named(String system) {
    return Arrays.stream(values()).filter(s -> s.system.equals(system)).findFirst();
  }

  /**
   * Whether a number of an unknown scheme is mistyped as far as can be told: it has the form of at
   * least one of these, and the check digits of none.
   */
  public static boolean seemsMistyped(String number) {
    String plain = plain(number);
    return Arrays.stream(values()).anyMatch(s -> s.form.matcher(plain).matches())
        && Arrays.stream(values()).noneMatch(s -> s.isRight(plain));
  }

  private static String plain(String number) {
    return number.replaceAll("[\\s.\\-]", "").toUpperCase(Locale.ROOT);
  }

  private static int digit(String text, int at) {
    return text.charAt(at) - '0';
  }

  private static boolean verhoeff(String n) {
    int state = 0;
    for (int i = 0; i < n.length(); i++) {
      state = VERHOEFF_D[state][VERHOEFF_P[i % 8][digit(n, n.length() - 1 - i)]];
    }
    return state == 0;
  }

  private static boolean luhn(String n) {
    int sum = 0;
    for (int i = 0; i < n.length(); i++) {
      int twice = digit(n, n.length() - 1 - i) * (i % 2 == 0 ? 1 : 2);
      sum += twice / 10 + twice % 10;
    }
    return sum % 10 == 0;
  }

  private static boolean nhs(String n) {
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += digit(n, i) * (10 - i);
    }
    int expected = (11 - sum % 11) % 11;
    return expected != 10 && expected == digit(n, 9);
  }

  private static boolean cpf(String n) {
    return n.chars().distinct().count() > 1
        && cpfDigit(n, 9) == digit(n, 9)
        && cpfDigit(n, 10) == digit(n, 10);
  }

  private static int cpfDigit(String n, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += digit(n, i) * (length + 1 - i);
    }
    return sum * 10 % 11 % 10;
  }

  private static boolean dni(String n) {
    return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(n.substring(0, 8)) % 23)
        == n.charAt(8);
  }

  private static boolean pesel(String n) {
    int[] weights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * digit(n, i);
    }
    return sum % 10 == 0;
  }

  private static boolean nir(String n) {
    String number = n.substring(0, 13).replace("2A", "19").replace("2B", "18");
    long key = 97 - new BigInteger(number).mod(BigInteger.valueOf(97)).longValue();
    return key == Long.parseLong(n.substring(13));
  }

  private static boolean mod11x2(String n) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum = (sum + digit(n, i)) * 2 % 11;
    }
    int expected = (12 - sum) % 11;
    return n.charAt(17) == (expected == 10 ? 'X' : (char) ('0' + expected));
  }
}
