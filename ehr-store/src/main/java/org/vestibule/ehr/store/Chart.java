package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AuditEvent;
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

/**
 * A whole chart as it stood when it was opened: the latest version of everything, complete (its
 * manifest was checked). Lists are ordered by time, newest first where entries have one.
 *
 * @param patient who it is about
 * @param allergyStatus not asked, none known, or listed
 * @param flags what staff must know first; those still active
 * @param entries all of it in one list, as an export needs it
 * @param lookedAt who has seen or changed this chart, newest first
 */
public record Chart(
    Patient patient,
    AllergyStatus allergyStatus,
    List<AllergyIntolerance> allergies,
    List<Condition> conditions,
    List<MedicationStatement> medications,
    List<MedicationRequest> prescriptions,
    List<Encounter> encounters,
    List<Note> notes,
    List<Observation> observations,
    List<Immunization> immunizations,
    List<Procedure> procedures,
    List<Appointment> appointments,
    List<Consent> consents,
    List<DocumentReference> documents,
    List<Flag> flags,
    List<ForeignResource> foreign,
    List<ChartEntry> entries,
    List<AuditEvent> lookedAt) {
  public Chart {
    allergies = List.copyOf(allergies);
    conditions = List.copyOf(conditions);
    medications = List.copyOf(medications);
    prescriptions = List.copyOf(prescriptions);
    encounters = List.copyOf(encounters);
    notes = List.copyOf(notes);
    observations = List.copyOf(observations);
    immunizations = List.copyOf(immunizations);
    procedures = List.copyOf(procedures);
    appointments = List.copyOf(appointments);
    consents = List.copyOf(consents);
    documents = List.copyOf(documents);
    flags = List.copyOf(flags);
    foreign = List.copyOf(foreign);
    entries = List.copyOf(entries);
    lookedAt = List.copyOf(lookedAt);
  }

  @Override
  public String toString() {
    return "Chart[" + patient.id() + "]";
  }
}
