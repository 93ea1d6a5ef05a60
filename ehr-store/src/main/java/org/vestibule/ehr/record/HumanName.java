package org.vestibule.ehr.record;

/**
 * A person's name.
 *
 * @param family family name; may be empty where people have one name
 * @param given given names, separated by spaces; may be empty, but not both
 */
public record HumanName(String family, String given) {
  public HumanName {
    Checks.present(family, given);
    Checks.atMost(256, family);
    Checks.atMost(256, given);
    if (family.isBlank() && given.isBlank()) {
      throw new IllegalArgumentException("a name needs a family or a given name");
    }
  }

  /**
   * Reads {@code Family, Given}; without a comma the whole text is the given name.
   *
   * @throws IllegalArgumentException if the text is blank
   */
  public static HumanName parse(String text) {
    int comma = text.indexOf(',');
    return comma < 0
        ? new HumanName("", text.strip())
        : new HumanName(text.substring(0, comma).strip(), text.substring(comma + 1).strip());
  }

  /** The name as a list shows it: {@code Family, Given}. */
  public String listed() {
    return family.isBlank() ? given : given.isBlank() ? family : family + ", " + given;
  }

  /** The name as it is spoken: {@code Given Family}. */
  public String spoken() {
    return (given + " " + family).strip();
  }

  /** What a greeting uses: the first given name, or the family name where there is none. */
  public String first() {
    String from = given.isBlank() ? family : given;
    return from.strip().split("\\s+", 2)[0];
  }

  @Override
  public String toString() {
    return "HumanName";
  }
}
