package org.vestibule.ehr.fhir;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;

/**
 * One patient out of a bundle, ready to be put into the store. Every entry's id is made from the
 * patient and where the entry came from, so putting it twice changes nothing.
 *
 * @param patient under the id that the {@link PatientResolver} gave; without a clinic number
 * @param entries in the order of the bundle; what is not understood is among them as {@link
 *     ForeignResource}
 */
public record ImportedRecord(Patient patient, List<ChartEntry> entries) {
  public ImportedRecord {
    entries = List.copyOf(entries);
  }

  /** How many entries there are of each FHIR type that is understood, the patient included. */
  public Map<String, Integer> understood() {
    Map<String, Integer> counts = new TreeMap<>(Map.of("Patient", 1));
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
   * The entries that a chart does not have yet. Entries are the same if all but their ids is: so a
   * record that was exported here and comes back adds nothing.
   *
   * @param chart everything that stands in the patient's chart
   */
  public List<ChartEntry> missingFrom(Collection<? extends ChartEntry> chart) {
    Set<Id<?>> ids = new HashSet<>();
    Set<Object> contents = new HashSet<>();
    chart.forEach(
        e -> {
          ids.add(e.id());
          contents.add(Content.of(e));
        });
    return entries.stream()
        .filter(e -> ids.contains(e.id()) || !contents.contains(Content.of(e)))
        .toList();
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
