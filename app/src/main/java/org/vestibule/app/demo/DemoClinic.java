package org.vestibule.app.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.EncounterStatus;
import org.vestibule.ehr.record.Gender;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.ObservationComponent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.Session;

/**
 * The invented people of the demo: five patients, one of whom the demo will recognise by the face,
 * with today's appointments around the present hour. All names, dates and findings are made up.
 */
final class DemoClinic {
  static final String NAME = "Lakeside Clinic";

  /** The patient whose portrait is enrolled and who walks up first. */
  static final String ARRIVING = "V-004127";

  static final LocalDate ARRIVING_BORN = LocalDate.of(1958, 3, 14);

  private static final String NAIR = "Dr Nair";
  private static final String IYER = "Dr Iyer";

  private final Clock clock;

  DemoClinic(Clock clock) {
    this.clock = clock;
  }

  /** Writes everybody into the store. */
  void fill(Session session) {
    Access desk = session.act(Purpose.FRONT_DESK);
    Access care = session.act(Purpose.TREATMENT);
    anna(desk, care);
    person(
        desk,
        "V-001932",
        "Chen",
        "Mei-Ling",
        LocalDate.of(1979, 11, 2),
        Gender.FEMALE,
        "98450 20417");
    PatientId yusuf =
        person(
            desk,
            "V-002208",
            "Al-Amin",
            "Yusuf",
            LocalDate.of(1951, 6, 30),
            Gender.MALE,
            "98450 71120");
    PatientId rohan =
        person(
            desk,
            "V-003310",
            "Patil",
            "Rohan",
            LocalDate.of(1988, 1, 17),
            Gender.MALE,
            "99001 74420");
    PatientId ivan =
        person(
            desk,
            "V-000871",
            "Petrov",
            "Ivan",
            LocalDate.of(1964, 9, 5),
            Gender.MALE,
            "99001 30052");
    care.charts().stateAllergies(yusuf, AllergyStatus.NONE_KNOWN);
    book(desk, yusuf, IYER, "blood pressure", 25);
    book(desk, rohan, IYER, "knee pain", 55);
    book(desk, ivan, NAIR, "results", 80);
  }

  private void anna(Access desk, Access care) {
    Patient anna =
        desk.people()
            .register(
                Patient.named(new HumanName("Novak", "Anna"), ARRIVING_BORN)
                    .number(ARRIVING)
                    .gender(Gender.FEMALE)
                    .phone("98450 11382")
                    .address("14 Temple Road")
                    .language("en")
                    .build());
    care.charts().put(anna.id(), annasChart(anna.id()));
    book(desk, anna.id(), NAIR, "diabetes check-up", 10);
  }

  private PatientId person(
      Access desk,
      String number,
      String family,
      String given,
      LocalDate born,
      Gender sex,
      String phone) {
    return desk.people()
        .register(
            Patient.named(new HumanName(family, given), born)
                .number(number)
                .gender(sex)
                .phone(phone)
                .language("en")
                .build())
        .id();
  }

  /** Books for today, so many minutes from now, rounded to five and kept within the day. */
  private void book(Access desk, PatientId patient, String doctor, String reason, long minutes) {
    ZonedDateTime now = ZonedDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES);
    ZonedDateTime start = now.plusMinutes(minutes);
    start = start.minusMinutes(start.getMinute() % 5);
    if (!start.toLocalDate().equals(now.toLocalDate())) {
      start = now.with(LocalTime.of(23, 55));
    }
    desk.queue()
        .book(
            new Appointment(
                Id.random(),
                patient,
                start.toInstant(),
                reason,
                doctor,
                AppointmentStatus.BOOKED,
                Optional.empty(),
                false));
  }

  private List<ChartEntry> annasChart(PatientId anna) {
    List<ChartEntry> chart = new ArrayList<>();
    chart.add(
        allergy(anna, "Penicillin", Criticality.HIGH, "anaphylaxis", LocalDate.of(2014, 5, 3)));
    chart.add(allergy(anna, "Latex", Criticality.LOW, "rash", LocalDate.of(2019, 2, 11)));
    chart.add(problem(anna, "Type 2 diabetes", 2009));
    chart.add(problem(anna, "High blood pressure", 2003));
    chart.add(problem(anna, "Kidney disease, stage 3a", 2022));
    chart.add(medicine(anna, "Metformin 500 mg", "twice a day", 2019));
    chart.add(medicine(anna, "Amlodipine 5 mg", "each morning", 2003));
    chart.add(medicine(anna, "Atorvastatin 20 mg", "each night", 2011));
    laboratory(chart, anna, "HbA1c", "%", "8.1", "7.9", "7.6", "7.2");
    laboratory(chart, anna, "eGFR", "mL/min", "55", "53", "50", "48");
    laboratory(chart, anna, "Potassium", "mmol/L", "4.4", "4.7", "4.5", "4.6");
    chart.add(bloodPressure(anna, 65, "134", "78"));
    chart.add(
        new Immunization(
            Id.random(), anna, Code.of("Influenza"), today().minusDays(310), "completed"));
    visit(chart, anna, 65, "Dizziness on standing", "Felt dizzy on standing, twice in September.");
    visit(
        chart, anna, 250, "Diabetes check-up", "Started Ramipril, stopped for cough after a week.");
    return chart;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private Instant daysAgo(long days) {
    return clock.instant().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static AllergyIntolerance allergy(
      PatientId patient,
      String substance,
      Criticality criticality,
      String reaction,
      LocalDate since) {
    return new AllergyIntolerance(
        Id.random(), patient, Code.of(substance), criticality, reaction, Optional.of(since));
  }

  private static Condition problem(PatientId patient, String name, int since) {
    return new Condition(
        Id.random(),
        patient,
        Code.of(name),
        ClinicalStatus.ACTIVE,
        Optional.of(LocalDate.of(since, 1, 1)),
        Optional.empty());
  }

  private static MedicationStatement medicine(
      PatientId patient, String name, String dosage, int since) {
    return new MedicationStatement(
        Id.random(),
        patient,
        Code.of(name),
        dosage,
        MedicationStatus.ACTIVE,
        Optional.of(LocalDate.of(since, 1, 1)),
        Optional.empty());
  }

  /** The values from oldest to newest, half a year apart, the last three weeks ago. */
  private void laboratory(
      List<ChartEntry> chart, PatientId patient, String name, String unit, String... values) {
    for (int i = 0; i < values.length; i++) {
      chart.add(
          new Observation(
              Id.random(),
              patient,
              "laboratory",
              Code.of(name),
              values[i],
              unit,
              daysAgo(21 + 182L * (values.length - 1 - i)),
              List.of()));
    }
  }

  private Observation bloodPressure(
      PatientId patient, long days, String systolic, String diastolic) {
    return new Observation(
        Id.random(),
        patient,
        "vital-signs",
        Code.of("Blood pressure"),
        "",
        "",
        daysAgo(days),
        List.of(
            new ObservationComponent(Code.of("Systolic"), systolic, "mmHg"),
            new ObservationComponent(Code.of("Diastolic"), diastolic, "mmHg")));
  }

  private void visit(
      List<ChartEntry> chart, PatientId patient, long days, String reason, String note) {
    Encounter encounter =
        new Encounter(
            Id.random(),
            patient,
            EncounterStatus.FINISHED,
            Code.of("Visit"),
            daysAgo(days),
            Optional.of(daysAgo(days).plus(Duration.ofMinutes(20))),
            reason,
            NAIR);
    chart.add(encounter);
    chart.add(
        new Note(
            Id.random(),
            patient,
            Optional.of(encounter.id()),
            NAIR,
            daysAgo(days).plus(Duration.ofMinutes(20)),
            reason,
            note));
  }
}
