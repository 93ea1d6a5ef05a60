package org.vestibule.ehr.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Patient}; what is not set stays empty. For one thread. */
public final class PatientBuilder {
  private PatientId id;
  private String number = "";
  private HumanName name;
  private LocalDate birthDate;
  private Gender gender = Gender.UNKNOWN;
  private String phone = "";
  private String address = "";
  private String language = "";
  private String mothersName = "";
  private List<Identifier> identifiers = List.of();
  private boolean faceOptOut;
  private List<EmergencyContact> contacts = List.of();
  private Body body = Body.UNKNOWN;
  private String practitioner = "";
  private Optional<PatientId> replacedBy = Optional.empty();

  PatientBuilder(PatientId id, HumanName name, LocalDate birthDate) {
    this.id = id;
    this.name = name;
    this.birthDate = birthDate;
  }

  PatientBuilder(Patient from) {
    this(from.id(), from.name(), from.birthDate());
    number = from.number();
    gender = from.gender();
    phone = from.phone();
    address = from.address();
    language = from.language();
    mothersName = from.mothersName();
    identifiers = from.identifiers();
    faceOptOut = from.faceOptOut();
    contacts = from.contacts();
    body = from.body();
    practitioner = from.practitioner();
    replacedBy = from.replacedBy();
  }

  /** The same person under another id: of a draft that turns out to be somebody known. */
  public PatientBuilder id(PatientId id) {
    this.id = id;
    return this;
  }

  /** Sets what {@link Patient#number()} says. */
  public PatientBuilder number(String number) {
    this.number = number;
    return this;
  }

  /** Sets what {@link Patient#name()} says. */
  public PatientBuilder name(HumanName name) {
    this.name = name;
    return this;
  }

  /** Sets what {@link Patient#birthDate()} says. */
  public PatientBuilder birthDate(LocalDate birthDate) {
    this.birthDate = birthDate;
    return this;
  }

  /** Sets what {@link Patient#gender()} says. */
  public PatientBuilder gender(Gender gender) {
    this.gender = gender;
    return this;
  }

  /** Sets what {@link Patient#phone()} says. */
  public PatientBuilder phone(String phone) {
    this.phone = phone;
    return this;
  }

  /** Sets what {@link Patient#address()} says. */
  public PatientBuilder address(String address) {
    this.address = address;
    return this;
  }

  /** Sets what {@link Patient#language()} says. */
  public PatientBuilder language(String language) {
    this.language = language;
    return this;
  }

  /** Sets what {@link Patient#mothersName()} says. */
  public PatientBuilder mothersName(String mothersName) {
    this.mothersName = mothersName;
    return this;
  }

  /** Sets what {@link Patient#identifiers()} says. */
  public PatientBuilder identifiers(List<Identifier> identifiers) {
    this.identifiers = identifiers;
    return this;
  }

  /** Sets what {@link Patient#faceOptOut()} says. */
  public PatientBuilder faceOptOut(boolean faceOptOut) {
    this.faceOptOut = faceOptOut;
    return this;
  }

  /** Sets what {@link Patient#contacts()} says. */
  public PatientBuilder contacts(List<EmergencyContact> contacts) {
    this.contacts = contacts;
    return this;
  }

  /** Sets what {@link Patient#body()} says. */
  public PatientBuilder body(Body body) {
    this.body = body;
    return this;
  }

  /** Sets what {@link Patient#practitioner()} says. */
  public PatientBuilder practitioner(String practitioner) {
    this.practitioner = practitioner;
    return this;
  }

  /** Sets what {@link Patient#replacedBy()} says. */
  public PatientBuilder replacedBy(Optional<PatientId> replacedBy) {
    this.replacedBy = replacedBy;
    return this;
  }

  /**
   * The patient.
   *
   * @throws IllegalArgumentException if a value is missing or too long
   */
  public Patient build() {
    return new Patient(
        id,
        number,
        name,
        birthDate,
        gender,
        phone,
        address,
        language,
        mothersName,
        identifiers,
        faceOptOut,
        contacts,
        body,
        practitioner,
        replacedBy);
  }
}
