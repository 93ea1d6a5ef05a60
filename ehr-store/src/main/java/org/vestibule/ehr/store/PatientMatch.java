package org.vestibule.ehr.store;

import org.vestibule.ehr.record.Patient;

/**
 * A patient a search found.
 *
 * @param patient who
 * @param closeness how well the name fits: 1 exactly, towards 0 less; only for ordering
 */
public record PatientMatch(Patient patient, double closeness) {}
