package org.vestibule.app.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vestibule.app.flow.DeskIdentity.Beside;
import org.vestibule.app.flow.DeskIdentity.Beside.Line;
import org.vestibule.app.flow.DeskIdentity.Beside.Side;
import org.vestibule.app.flow.Registration.Compared;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.Patient;

/**
 * Makes two people ready to be compared. Of the demographics those of the record that stays stand
 * afterwards; of the chart everything of both does.
 */
final class Besides {
  private static final String BOTH = "all of both";

  private Besides() {}

  /**
   * One of the two.
   *
   * @param entries what stands in the chart; empty for a role that does not see it
   */
  record Person(Side side, Patient patient, List<ChartEntry> entries) {
    Person {
      entries = List.copyOf(entries);
    }

    @Override
    public String toString() {
      return "Person";
    }
  }

  /**
   * @param clinical whether the charts are compared too
   */
  static Beside of(Person one, Person other, boolean clinical) {
    List<Line> lines = new ArrayList<>();
    for (Compared field : Comparisons.fields(one.patient(), other.patient())) {
      String stays = field.field().equals("Identifiers") ? BOTH : field.recorded();
      lines.add(new Line(field, stays));
    }
    if (clinical) {
      for (Kind kind : Kind.values()) {
        Compared field =
            Comparisons.set(kind.words, kind.of(one.entries()), kind.of(other.entries()));
        lines.add(new Line(field, BOTH));
      }
    }
    return new Beside(one.side(), other.side(), lines);
  }

  /** What of a chart tells two people apart; the rest is counted. */
  private enum Kind {
    ALLERGIES("Allergies", Besides::allergy),
    PROBLEMS("Problems", Besides::problem),
    MEDICINES("Medicines", Besides::medicine),
    REST("Other entries", entry -> "");

    private final String words;
    private final Function<ChartEntry, String> says;

    Kind(String words, Function<ChartEntry, String> says) {
      this.words = words;
      this.says = says;
    }

    Set<String> of(List<ChartEntry> entries) {
      Set<String> said = new LinkedHashSet<>();
      if (this == REST) {
        long rest = entries.stream().filter(Besides::isOther).count();
        return rest == 0 ? said : Set.of(Long.toString(rest));
      }
      entries.stream().map(says).filter(text -> !text.isEmpty()).forEach(said::add);
      return said;
    }
  }

  private static String allergy(ChartEntry entry) {
    return entry instanceof AllergyIntolerance a ? a.substance().text() : "";
  }

  private static String problem(ChartEntry entry) {
    return entry instanceof Condition c ? c.code().text() : "";
  }

  private static String medicine(ChartEntry entry) {
    if (entry instanceof MedicationStatement m) {
      return m.medication().text();
    }
    return entry instanceof MedicationRequest m ? m.medication().text() : "";
  }

  private static boolean isOther(ChartEntry entry) {
    return (allergy(entry) + problem(entry) + medicine(entry)).isEmpty();
  }
}
