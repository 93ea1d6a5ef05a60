package org.vestibule.ehr.fhir;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.ehr.record.Provider;

/**
 * What a bundle brought.
 *
 * @param records one for each patient
 * @param providers practitioners, organisations and places, if the file brought no patient with
 *     whom they are kept
 * @param leftOut how many entries of each FHIR type were not taken at all; why stands in the
 *     problems
 * @param problems everything that was not taken as it stands, in the order of the bundle
 */
public record ImportedBundle(
    List<ImportedRecord> records,
    List<Provider> providers,
    Map<String, Integer> leftOut,
    List<ImportProblem> problems) {
  public ImportedBundle {
    records = List.copyOf(records);
    providers = List.copyOf(providers);
    leftOut = Map.copyOf(leftOut);
    problems = List.copyOf(problems);
  }

  /**
   * Entries that did not become records of their type: kept as they came, or left out. Together
   * with the providers and what is understood of every record these are all entries of the bundle.
   */
  public Map<String, Integer> skipped() {
    Map<String, Integer> counts = new TreeMap<>(leftOut);
    for (ImportedRecord record : records) {
      record.foreign().forEach((type, n) -> counts.merge(type, n, Integer::sum));
    }
    return counts;
  }

  @Override
  public String toString() {
    return "ImportedBundle[" + records.size() + " records]";
  }
}
