package org.vestibule.ehr.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.ehr.record.PatientId;

/**
 * Finds accesses that somebody should be asked about. A pure rule over what is known; it accuses
 * nobody: relatives share work as well as names, and results are read without a visit.
 */
final class SnoopingRule {
  /** More different charts than this within {@link #WINDOW} are many. */
  static final int MANY = 25;

  static final Duration WINDOW = Duration.ofHours(1);

  private SnoopingRule() {}

  /**
   * Somebody opened a chart or document.
   *
   * @param number of the event in the ledger
   * @param sameSurname whether staff member and patient have a family name in common
   * @param expected whether the patient had a visit or an appointment within a day of it
   */
  record Opened(
      long number,
      Instant at,
      String actor,
      PatientId patient,
      boolean sameSurname,
      boolean expected) {
    @Override
    public String toString() {
      return "Opened[" + number + "]";
    }
  }

  /** What should be looked at, those with most reasons first, then the newest. */
  static List<Suspicion> apply(Collection<Opened> accesses) {
    List<Opened> inOrder = accesses.stream().sorted(Comparator.comparing(Opened::at)).toList();
    Map<String, List<Opened>> recent = new HashMap<>();
    List<Suspicion> found = new ArrayList<>();
    for (Opened opened : inOrder) {
      List<Opened> window = recent.computeIfAbsent(opened.actor(), a -> new ArrayList<>());
      window.removeIf(o -> o.at().isBefore(opened.at().minus(WINDOW)));
      window.add(opened);
      Set<Suspicion.Reason> reasons = EnumSet.noneOf(Suspicion.Reason.class);
      if (opened.sameSurname()) {
        reasons.add(Suspicion.Reason.SAME_SURNAME);
      }
      if (!opened.expected()) {
        reasons.add(Suspicion.Reason.NO_APPOINTMENT);
      }
      if (charts(window) > MANY) {
        reasons.add(Suspicion.Reason.MANY_CHARTS);
      }
      if (!reasons.isEmpty()) {
        found.add(
            new Suspicion(opened.number(), opened.at(), opened.actor(), opened.patient(), reasons));
      }
    }
    found.sort(
        Comparator.comparing((Suspicion s) -> -s.reasons().size())
            .thenComparing(Comparator.comparing(Suspicion::at).reversed()));
    return found;
  }

  private static int charts(List<Opened> window) {
    Set<PatientId> different = new HashSet<>();
    window.forEach(o -> different.add(o.patient()));
    return different.size();
  }
}
