package org.vestibule.ehr.record;

import java.time.LocalDate;
import java.util.List;

/** Makes a {@link Patient}; what is not set stays empty. For one thread. */
public final class PatientBuilder {
  private final PatientId id;
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
        faceOptOut);
  }
}
