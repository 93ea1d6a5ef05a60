package org.vestibule.ehr.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.EncounterStatus;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Gender;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.ObservationComponent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.vault.KdfCost;

/** Invented clinics and people for the tests, with a cheap key derivation. */
final class Clinic {
  static final String USER = "amara";
  static final String ENCODER = "deep-512/1";
  static final Instant NOW = Instant.parse("2026-03-05T09:30:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private Clinic() {}

  static char[] password() {
    return "correct horse".toCharArray();
  }

  /** Where a test's store is: in its folder, or in a database of its own on the test's server. */
  static StorePlace place(Path folder) {
    return PostgresServer.placeOf(folder).orElse(StorePlace.in(folder));
  }

  static Created create(Path folder) {
    NewClinic clinic = new NewClinic("Riverside Clinic", USER, password());
    return EhrStore.create(place(folder), clinic, KdfCost.weak(), CLOCK);
  }

  static EhrStore open(Path folder) {
    return EhrStore.open(place(folder), CLOCK);
  }

  static Session unlock(EhrStore store) {
    return store.unlock(USER, password());
  }

  static Patient person(String family, String given, LocalDate born) {
    return Patient.named(new HumanName(family, given), born).build();
  }

  static Patient maria() {
    return Patient.named(new HumanName("Okonkwo-Lindqvist", "Maria José"), day("1984-02-29"))
        .gender(Gender.FEMALE)
        .phone("+46 70 123 45 67")
        .address("Storgatan 5\nUmeå")
        .language("sv")
        .mothersName("Ngozi")
        .identifiers(List.of(Identifier.nationalId("19840229-2384")))
        .build();
  }

  static LocalDate day(String iso) {
    return LocalDate.parse(iso);
  }

  static Consent faceConsent(PatientId patient) {
    return new Consent(
        Id.random(),
        patient,
        Purpose.FACE_RECOGNITION,
        ConsentDecision.PERMIT,
        NOW,
        Optional.empty(),
        Optional.empty(),
        USER);
  }

  static FaceTemplate template(int seed) {
    byte[] bytes = new byte[2_048];
    new Random(seed).nextBytes(bytes);
    return new FaceTemplate(ENCODER, bytes);
  }

  static ImageBytes picture(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return new ImageBytes(bytes);
  }

  static Enrolment enrolment(Patient patient, int seed) {
    return new Enrolment(
        patient,
        Optional.of(faceConsent(patient.id())),
        List.of(template(seed), template(seed + 1), template(seed + 2)),
        List.of(picture(seed, 9_000), picture(seed + 1, 8_000)),
        Optional.of(picture(seed + 2, 20_000)));
  }

  static AllergyIntolerance penicillin(PatientId patient) {
    return new AllergyIntolerance(
        Id.random(),
        patient,
        new Code("http://snomed.info/sct", "764146007", "Penicillin"),
        Criticality.HIGH,
        "anaphylaxis",
        Optional.of(day("1999-05-01")));
  }

  static Note note(PatientId patient, String text) {
    return new Note(Id.random(), patient, Optional.empty(), USER, NOW, "Visit", text);
  }

  static Appointment appointment(PatientId patient, Instant start) {
    return new Appointment(
        Id.random(),
        patient,
        start,
        "check-up",
        "Dr Abara",
        AppointmentStatus.BOOKED,
        Optional.empty(),
        false);
  }

  /** One of every kind that a chart holds. */
  static List<ChartEntry> everyKind(PatientId p) {
    Encounter encounter =
        new Encounter(
            Id.random(),
            p,
            EncounterStatus.FINISHED,
            Code.of("Outpatient visit"),
            NOW.minusSeconds(7_200),
            Optional.of(NOW.minusSeconds(3_600)),
            "cough",
            "Dr Abara");
    return List.of(
        penicillin(p),
        new Condition(
            Id.random(),
            p,
            Code.of("Asthma"),
            ClinicalStatus.ACTIVE,
            Optional.of(day("2001-01-01")),
            Optional.empty()),
        new MedicationStatement(
            Id.random(),
            p,
            Code.of("Salbutamol 100 µg"),
            "2 puffs when needed",
            MedicationStatus.ACTIVE,
            Optional.of(day("2010-10-10")),
            Optional.empty()),
        new MedicationRequest(
            Id.random(),
            p,
            Code.of("Prednisolone 5 mg"),
            "1 daily",
            MedicationStatus.COMPLETED,
            Optional.of(NOW.minusSeconds(86_400)),
            "Dr Abara"),
        encounter,
        new Note(
            Id.random(), p, Optional.of(encounter.id()), USER, NOW, "Cough", "Better already."),
        new Observation(
            Id.random(),
            p,
            "vital-signs",
            new Code("http://loinc.org", "85354-9", "Blood pressure"),
            "",
            "",
            NOW,
            List.of(
                new ObservationComponent(Code.of("Systolic"), "128", "mm[Hg]"),
                new ObservationComponent(Code.of("Diastolic"), "82", "mm[Hg]"))),
        new Immunization(Id.random(), p, Code.of("Tetanus"), day("2020-06-01"), "completed"),
        appointment(p, NOW.plusSeconds(1_800)),
        faceConsent(p),
        new ForeignResource(Id.random(), p, "CarePlan", "{\"resourceType\":\"CarePlan\"}"));
  }
}
