package org.vestibule.ehr.store;

/** How far two words are apart. */
final class Spelling {
  private Spelling() {}

  /** How many typing mistakes are forgiven in a word of this length. */
  static int forgiven(int length) {
    return length < 4 ? 0 : length < 8 ? 1 : 2;
  }

  /** 1 equal, 0.9 the beginning of it, less for each typing mistake, 0 something else. */
  static double closeness(String wanted, String name) {
    if (name.equals(wanted)) {
      return 1;
    }
    if (name.startsWith(wanted)) {
      return 0.9;
    }
    int forgiven = forgiven(wanted.length());
    if (forgiven == 0) {
      return 0;
    }
    int distance = distance(wanted, name, forgiven);
    return distance > forgiven ? 0 : 0.8 - 0.2 * (distance - 1);
  }

  /**
   * Letters added, dropped, exchanged or swapped with their neighbour (optimal string alignment
   * distance; Boytsov, "Indexing methods for approximate dictionary searching", JEA 2011).
   *
   * @param limit larger distances do not matter
   * @return the distance, or {@code limit + 1} if it is larger
   */
  static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int value = Math.min(Math.min(last[j] + 1, current[j - 1] + 1), last[j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          value = Math.min(value, beforeLast[j - 2] + 1);
        }
        current[j] = value;
        least = Math.min(least, value);
      }
      if (least > limit) {
        return limit + 1;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
    }
    return Math.min(last[b.length()], limit + 1);
  }
}
