package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.PatientId;

/** Charts. Needs the clinical keys. */
public final class Charts {
  Charts() {}

  /**
   * Opens a chart, complete or not at all.
   *
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Damaged if an entry is missing, rolled back or altered
   */
  public Chart open(PatientId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Puts entries into a chart, all or none. An entry whose id is there becomes a new version, or
   * nothing if it is the same word for word.
   *
   * @throws IllegalArgumentException if an entry belongs to another patient
   */
  public PutResult put(PatientId id, List<? extends ChartEntry> entries) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes down what was said about allergies as a whole.
   *
   * @param status NONE_KNOWN or NOT_ASKED
   */
  public void stateAllergies(PatientId id, AllergyStatus status) {
    throw new UnsupportedOperationException();
  }
}
