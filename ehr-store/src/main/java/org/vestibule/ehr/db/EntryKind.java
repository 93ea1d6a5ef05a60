package org.vestibule.ehr.db;

import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Procedure;
import org.vestibule.ehr.record.Provider;
import org.vestibule.ehr.vault.KeyScope;

/**
 * What a row is, as its sealed bytes and the manifest say. The numbers are on disk: never reuse.
 */
enum EntryKind {
  ALLERGY(1, AllergyIntolerance.class, KeyScope.CLINICAL, "an allergy"),
  ALLERGY_STATEMENT(2, AllergyStatement.class, KeyScope.CLINICAL, "the statement about allergies"),
  CONDITION(3, Condition.class, KeyScope.CLINICAL, "a condition"),
  MEDICATION_STATEMENT(4, MedicationStatement.class, KeyScope.CLINICAL, "a medication"),
  MEDICATION_REQUEST(5, MedicationRequest.class, KeyScope.CLINICAL, "a prescription"),
  ENCOUNTER(6, Encounter.class, KeyScope.CLINICAL, "a visit"),
  NOTE(7, Note.class, KeyScope.CLINICAL, "a note"),
  OBSERVATION(8, Observation.class, KeyScope.CLINICAL, "a measurement"),
  IMMUNIZATION(9, Immunization.class, KeyScope.CLINICAL, "a vaccination"),
  APPOINTMENT(10, Appointment.class, KeyScope.DIRECTORY, "an appointment"),
  CONSENT(11, Consent.class, KeyScope.DIRECTORY, "a consent"),
  FOREIGN(12, ForeignResource.class, KeyScope.CLINICAL, "an imported entry"),
  DOCUMENT(40, DocumentReference.class, KeyScope.CLINICAL, "a document"),
  PROCEDURE(14, Procedure.class, KeyScope.CLINICAL, "a procedure"),
  FLAG(13, Flag.class, KeyScope.DIRECTORY, "a flag"),
  /** Demographics that were superseded. */
  FORMER_DEMOGRAPHICS(20, Patient.class, KeyScope.DIRECTORY, "earlier demographics"),
  DEMOGRAPHICS(21, Patient.class, KeyScope.DIRECTORY, "the demographics"),
  PHOTO(22, null, KeyScope.DIRECTORY, "the photo"),
  TEMPLATES(23, null, KeyScope.DIRECTORY, "the face templates"),
  SAMPLE(24, null, KeyScope.DIRECTORY, "an enrolment sample"),
  EMERGENCY_CARD(26, null, KeyScope.DIRECTORY, "the emergency card"),
  EMERGENCY_ACCESS(27, null, KeyScope.DIRECTORY, "an emergency access"),
  PROVIDER(28, Provider.class, KeyScope.DIRECTORY, "a practitioner or organisation"),
  /** Says in the directory manifest that there is a clinical one. */
  CLINICAL_CHART(25, null, KeyScope.DIRECTORY, "the whole clinical part");

  private final int number;
  private final Class<?> type;
  private final KeyScope scope;
  private final String words;

  EntryKind(int number, Class<?> type, KeyScope scope, String words) {
    this.number = number;
    this.type = type;
    this.scope = scope;
    this.words = words;
  }

  int number() {
    return number;
  }

  Class<?> type() {
    return type;
  }

  KeyScope scope() {
    return scope;
  }

  /** For the sentence that says what is missing. */
  String words() {
    return words;
  }

  static EntryKind numbered(int number) {
    for (EntryKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw DatabaseException.damaged("kind of entry " + number + " is not known");
  }

  static EntryKind of(ChartEntry entry) {
    for (EntryKind kind : values()) {
      if (entry.getClass() == kind.type) {
        return kind;
      }
    }
    throw new IllegalStateException("no kind for " + entry.getClass().getSimpleName());
  }
}
