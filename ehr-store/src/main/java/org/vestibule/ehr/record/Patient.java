package org.vestibule.ehr.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Who the patient is: the demographics, without anything clinical.
 *
 * @param id random id
 * @param number what the clinic calls the patient, for example {@code V-004127}; at most 64
 *     characters; empty in a draft, which registration fills
 * @param name the name
 * @param birthDate date of birth: the second identifier at the front door, so nobody is without one
 * @param gender administrative gender
 * @param phone as written; may be empty
 * @param address in one text, lines separated by newline; may be empty
 * @param language BCP 47 tag; may be empty
 * @param mothersName may be empty
 * @param identifiers numbers given by others, for example the national id
 * @param faceOptOut true if the patient does not want to be recognised by the face
 * @param contacts whom to call for the patient, the first first
 * @param body what care in a hurry needs to know
 * @param practitioner who looks after the patient; may be empty
 * @param replacedBy the record that stands for this one since both were found to be one person's;
 *     usually empty (FHIR Patient.link, replaced-by)
 */
public record Patient(
    PatientId id,
    String number,
    HumanName name,
    LocalDate birthDate,
    Gender gender,
    String phone,
    String address,
    String language,
    String mothersName,
    List<Identifier> identifiers,
    boolean faceOptOut,
    List<EmergencyContact> contacts,
    Body body,
    String practitioner,
    Optional<PatientId> replacedBy) {
  /** Longest patient number, in characters. */
  public static final int NUMBER_LENGTH = 64;

  public Patient {
    Checks.present(id, number, name, birthDate, gender, phone, address, language, mothersName);
    Checks.present(identifiers);
    Checks.atMost(NUMBER_LENGTH, number);
    identifiers = List.copyOf(identifiers);
    // Rows written before there were these have none.
    contacts = contacts == null ? List.of() : List.copyOf(contacts);
    body = body == null ? Body.UNKNOWN : body;
    practitioner = practitioner == null ? "" : practitioner;
    replacedBy = replacedBy == null ? Optional.empty() : replacedBy;
  }

  /** Starts a new patient with a fresh id and no number; everything else is empty. */
  public static PatientBuilder named(HumanName name, LocalDate birthDate) {
    return new PatientBuilder(PatientId.random(), name, birthDate);
  }

  /** Starts a changed copy. */
  public PatientBuilder change() {
    return new PatientBuilder(this);
  }

  @Override
  public String toString() {
    return Checks.name("Patient", id.value());
  }
}
