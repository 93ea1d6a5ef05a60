package org.vestibule.ehr.db;

import org.vestibule.ehr.record.Patient;

/**
 * Demographics that were superseded.
 *
 * @param version counts from 1
 * @param replaced who wrote the version after this one
 */
public record StoredPatient(Patient value, int version, Authorship replaced) {
  @Override
  public String toString() {
    return "StoredPatient[" + value.id() + "]";
  }
}
