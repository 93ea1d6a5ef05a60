package org.vestibule.ehr.fhir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;

/**
 * One patient out of a bundle, ready to be put into the store. Every entry's id is made from the
 * patient and where the entry came from, so putting it twice changes nothing.
 *
 * @param patient under the id that the {@link PatientResolver} gave; without a clinic number
 * @param entries in the order of the bundle, staff and organisations last; what is not understood
 *     is among them as {@link ForeignResource}
 * @param path where the patient stands in the bundle, for example {@code Bundle.entry[0].resource}
 */
public record ImportedRecord(Patient patient, List<ChartEntry> entries, String path) {
  public ImportedRecord {
    entries = List.copyOf(entries);
  }

  /** How many entries there are of each FHIR type that is understood, the patient included. */
  public Map<String, Integer> understood() {
    Map<String, Integer> counts = understood(entries);
    counts.put("Patient", 1);
    return counts;
  }

  /** How many of some entries there are of each FHIR type that is understood. */
  public static Map<String, Integer> understood(Collection<? extends ChartEntry> entries) {
    Map<String, Integer> counts = new TreeMap<>();
    for (ChartEntry entry : entries) {
      if (!(entry instanceof ForeignResource)) {
        counts.merge(fhirType(entry), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** How many entries there are of each FHIR type that is kept as it came. */
  public Map<String, Integer> foreign() {
    Map<String, Integer> counts = new TreeMap<>();
    for (ChartEntry entry : entries) {
      if (entry instanceof ForeignResource f && !f.resourceType().equals("Patient")) {
        counts.merge(f.resourceType(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /**
   * The entries that nothing in a chart says yet, in any version: so neither the same file again
   * nor a record that was exported here adds anything, and nothing old undoes a later change. Two
   * entries that say the same are found twice in a chart only if they stand there twice.
   *
   * @param here the patient's demographics in the chart
   * @param chart every version of everything that stands in the chart
   */
  public List<ChartEntry> missingFrom(Patient here, Collection<? extends ChartEntry> chart) {
    Map<Id<?>, Set<Object>> said = new HashMap<>();
    chart.forEach(e -> said.computeIfAbsent(e.id(), i -> new HashSet<>()).add(Content.of(e)));
    Map<Object, Deque<Id<?>>> sayers = new HashMap<>();
    said.forEach(
        (id, contents) ->
            contents.forEach(c -> sayers.computeIfAbsent(c, x -> new ArrayDeque<>()).add(id)));
    Set<Id<?>> taken = new HashSet<>();
    entries.stream().map(ChartEntry::id).filter(said::containsKey).forEach(taken::add);
    List<ChartEntry> missing = new ArrayList<>();
    for (ChartEntry entry : entries) {
      boolean known =
          said.containsKey(entry.id())
              ? said.get(entry.id()).contains(Content.of(entry))
              : isExportOf(entry, here, chart)
                  || find(sayers.getOrDefault(Content.of(entry), new ArrayDeque<>()), taken);
      if (!known) {
        missing.add(entry);
      }
    }
    return missing;
  }

  /** Finds one who says it and was not found before. */
  private static boolean find(Deque<Id<?>> sayers, Set<Id<?>> taken) {
    while (!sayers.isEmpty()) {
      if (taken.add(sayers.poll())) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is the resource that an export here writes for the patient. */
  private static boolean isExportOf(
      ChartEntry entry, Patient here, Collection<? extends ChartEntry> chart) {
    if (!(entry instanceof ForeignResource foreign) || !isPatient(foreign)) {
      return false;
    }
    Object said = Content.of(foreign);
    return Stream.concat(
            Stream.of(List.<ChartEntry>of()),
            chart.stream().filter(ImportedRecord::isPatient).map(List::of))
        .anyMatch(kept -> said.equals(Content.of(FhirExport.person(here, kept))));
  }

  private static boolean isPatient(ChartEntry entry) {
    return entry instanceof ForeignResource foreign && foreign.resourceType().equals("Patient");
  }

  /** The FHIR type that {@code entry} is written as. */
  static String fhirType(ChartEntry entry) {
    return switch (entry.getClass().getSimpleName()) {
      case "AllergyStatement" -> "AllergyIntolerance";
      case "Note" -> "DocumentReference";
      case "ForeignResource" -> ((ForeignResource) entry).resourceType();
      default -> entry.getClass().getSimpleName();
    };
  }

  @Override
  public String toString() {
    return "ImportedRecord[" + patient.id() + "]";
  }
}
