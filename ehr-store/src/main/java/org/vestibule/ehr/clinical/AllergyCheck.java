package org.vestibule.ehr.clinical;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.Code;

/**
 * Whether a medicine conflicts with a listed allergy: by code, by name, or by a group of related
 * substances. The groups are few and common; that nothing is found does not mean that it is safe.
 */
public final class AllergyCheck {
  /** Word stems of substances that are commonly avoided together. Names in English and INN. */
  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "penicillins",
          List.of("penicillin", "cillin", "clavulan", "augmentin"),
          "cephalosporins",
          List.of("cephalosporin", "cef", "ceph"),
          "sulfonamide antibiotics",
          List.of("sulfonamide", "sulfa ", "sulfameth", "sulfadiazin", "trimoxazole"),
          "non-steroidal anti-inflammatory drugs",
          List.of("nsaid", "aspirin", "ibuprofen", "naproxen", "diclofenac", "ketorolac"),
          "macrolides",
          List.of("macrolide", "erythromycin", "azithromycin", "clarithromycin"),
          "fluoroquinolones",
          List.of("quinolone", "floxacin"),
          "opioids",
          List.of("opioid", "morphine", "codeine", "oxycodone", "hydrocodone"));

  private static final int SHORTEST_NAME = 4;

  private AllergyCheck() {}

  /** How a medicine and an allergy were found to belong together. */
  public enum Match {
    /** The same code of the same terminology. */
    CODE,
    /** The substance's name is in the medicine's. */
    NAME,
    /** Both belong to one group. */
    GROUP
  }

  /**
   * One conflict.
   *
   * @param group the group's name if that is how it was found, else empty
   */
  public record Conflict(AllergyIntolerance allergy, Match match, String group) {
    @Override
    public String toString() {
      return "Conflict[" + match + "]";
    }
  }

  /** The listed allergies that speak against {@code medication}. */
  public static List<Conflict> conflicts(
      Collection<AllergyIntolerance> allergies, Code medication) {
    return allergies.stream().flatMap(a -> conflict(a, medication).stream()).toList();
  }

  private static List<Conflict> conflict(AllergyIntolerance allergy, Code medication) {
    Code substance = allergy.substance();
    if (!substance.code().isEmpty()
        && substance.code().equals(medication.code())
        && substance.system().equals(medication.system())) {
      return List.of(new Conflict(allergy, Match.CODE, ""));
    }
    String name = bare(substance.text());
    String medicine = bare(medication.text());
    if (name.length() >= SHORTEST_NAME && medicine.contains(name)) {
      return List.of(new Conflict(allergy, Match.NAME, ""));
    }
    Set<String> shared = groups(substance.text());
    shared.retainAll(groups(medication.text()));
    return shared.stream().limit(1).map(g -> new Conflict(allergy, Match.GROUP, g)).toList();
  }

  /** {@code Allergy to penicillin} and {@code Penicillin V Potassium 250 MG} share the word. */
  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("\\b(allergy|allergic|intolerance|hypersensitivity|to|disposition)\\b", " ")
        .replaceAll("\\([^)]*\\)", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Set<String> groups(String text) {
    String lower = text.toLowerCase(Locale.ROOT) + " ";
    Set<String> found = new TreeSet<>();
    GROUPS.forEach(
        (group, stems) -> {
          if (stems.stream().anyMatch(lower::contains)) {
            found.add(group);
          }
        });
    return found;
  }
}
