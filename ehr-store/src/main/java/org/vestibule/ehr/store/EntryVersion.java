package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.UUID;
import org.vestibule.ehr.record.Purpose;

/**
 * One version of something in a record, with who wrote it.
 *
 * @param entry which entry; the demographics have the patient's id
 * @param version counts from 1
 * @param latest whether it is how the entry stands now
 * @param value a {@link org.vestibule.ehr.record.ChartEntry}, or a {@link
 *     org.vestibule.ehr.record.Patient} for demographics
 * @param by the user who wrote it
 * @param at when
 * @param why for which purpose
 */
public record EntryVersion(
    UUID entry, int version, boolean latest, Object value, String by, Instant at, Purpose why) {
  /** What kind of entry it is: {@code Condition}, {@code Patient}. */
  public String type() {
    return value.getClass().getSimpleName();
  }

  @Override
  public String toString() {
    return "EntryVersion[" + entry + ", " + version + "]";
  }
}
