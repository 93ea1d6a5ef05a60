package org.vestibule.ehr.clinical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.ObservationComponent;
import org.vestibule.ehr.record.PatientId;

class ChartSummaryTest {
  private static final PatientId PATIENT = PatientId.random();
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final Instant NOW = Instant.parse("2026-11-24T04:49:00Z");

  @Test
  void anEmptyChartSaysNothing() {
    assertEquals(List.of(), ChartSummary.of(List.of(), NOW, KOLKATA));
  }

  @Test
  void everyFactNamesItsSource() {
    Appointment today =
        new Appointment(
            Id.random(),
            PATIENT,
            Instant.parse("2026-11-24T04:30:00Z"),
            "diabetes check-up",
            "Dr Nair",
            AppointmentStatus.ARRIVED,
            Optional.of(NOW),
            false);
    Observation march = number("4548-4", "HbA1c", "8.1", "%", "2026-03-02T04:00:00Z");
    Observation november = number("4548-4", "HbA1c", "7.2", "%", "2026-11-03T04:00:00Z");
    Note note =
        new Note(
            Id.random(),
            PATIENT,
            Optional.empty(),
            "Dr Nair",
            Instant.parse("2026-09-18T05:42:00Z"),
            "",
            "Felt dizzy on standing.\nSecond line.");
    Condition old = problem("Type 2 diabetes", LocalDate.of(2009, 1, 1));
    Condition fresh = problem("Kidney disease, stage 3a", LocalDate.of(2026, 5, 4));
    List<ChartEntry> chart =
        List.of(note, march, november, today, old, fresh, medicine("Metformin 500 mg"));
    List<Fact> facts = ChartSummary.of(chart, NOW, KOLKATA);
    assertEquals(
        List.of(
            "Here for an appointment with Dr Nair: diabetes check-up.",
            "New since 4 May: Kidney disease, stage 3a.",
            "HbA1c fell from 8.1 since 2 Mar to 7.2 %, above the usual range.",
            "Takes Metformin 500 mg, twice a day.",
            "Note of 18 Sep: Felt dizzy on standing."),
        facts.stream().map(Fact::sentence).toList());
    assertEquals(Optional.of(today.id()), facts.get(0).source());
    assertEquals(Optional.of(fresh.id()), facts.get(1).source());
    assertEquals(Optional.of(november.id()), facts.get(2).source());
    assertEquals("7.2 %", facts.get(2).emphasis());
    assertEquals("HbA1c, 3 Nov", facts.get(2).sourceLabel());
    assertEquals(Optional.of(note.id()), facts.get(4).source());
  }

  @Test
  void resultsInRangeAndSteadyAreNotMentioned() {
    List<ChartEntry> chart =
        List.of(
            number("6298-4", "Potassium", "4.6", "mmol/L", "2026-11-03T04:00:00Z"),
            number("6298-4", "Potassium", "4.4", "mmol/L", "2026-03-03T04:00:00Z"),
            number("4548-4", "HbA1c", "9.9", "%", "2020-03-03T04:00:00Z"));
    assertEquals(List.of(), ChartSummary.of(chart, NOW, KOLKATA));
  }

  @Test
  void anAppointmentOfAnotherDayInTheClinicsZoneIsNotTodays() {
    Appointment lateYesterdayUtc =
        new Appointment(
            Id.random(),
            PATIENT,
            Instant.parse("2026-11-23T18:00:00Z"),
            "",
            "",
            AppointmentStatus.BOOKED,
            Optional.empty(),
            true);
    assertEquals(List.of(), ChartSummary.of(List.of(lateYesterdayUtc), NOW, KOLKATA));
    Appointment afterMidnight =
        new Appointment(
            Id.random(),
            PATIENT,
            Instant.parse("2026-11-23T18:31:00Z"),
            "",
            "",
            AppointmentStatus.BOOKED,
            Optional.empty(),
            true);
    assertEquals(
        "Came without an appointment.",
        ChartSummary.of(List.of(afterMidnight), NOW, KOLKATA).get(0).sentence());
  }

  @Test
  void trendsSeparateUnitsAndPartsAndRoundWhatNoInstrumentGave() {
    Observation pressure =
        new Observation(
            Id.random(),
            PATIENT,
            "vital-signs",
            new Code("http://loinc.org", "55284-4", "Blood pressure"),
            "",
            "",
            NOW,
            List.of(
                new ObservationComponent(
                    new Code("http://loinc.org", "8480-6", "Systolic"), "134.25719", "mm[Hg]"),
                new ObservationComponent(
                    new Code("http://loinc.org", "8462-4", "Diastolic"), "78", "mm[Hg]")));
    List<Trend> trends =
        Trend.of(
            List.of(
                pressure,
                number("2339-0", "Glucose", "95", "mg/dL", "2026-01-01T00:00:00Z"),
                number("2339-0", "Glucose", "5.3", "mmol/L", "2026-02-01T00:00:00Z"),
                number("2339-0", "Glucose", "<0.1", "mg/dL", "2026-03-01T00:00:00Z"),
                number("2339-0", "Glucose", "1e999999999", "mg/dL", "2026-04-01T00:00:00Z")));
    assertEquals(4, trends.size());
    Trend systolic = trends.get(0);
    assertEquals("134", systolic.latest().text());
    assertEquals(Range.Verdict.IN_RANGE, systolic.verdict());
    assertEquals(pressure.id(), systolic.latest().source());
    assertEquals(Range.Verdict.NO_RANGE, trends.get(2).verdict());
    assertEquals(Range.Verdict.IN_RANGE, trends.get(3).verdict());
    assertTrue(systolic.toString().length() < 12);
  }

  @Test
  void aRangeIncludesItsBounds() {
    Range range = new Range(3.5, 5.0);
    assertEquals(Range.Verdict.LOW, range.verdict(3.49));
    assertEquals(Range.Verdict.IN_RANGE, range.verdict(3.5));
    assertEquals(Range.Verdict.IN_RANGE, range.verdict(5.0));
    assertEquals(Range.Verdict.HIGH, range.verdict(5.01));
    assertEquals(Range.Verdict.IN_RANGE, new Range(60, Double.NaN).verdict(1e9));
    assertEquals(Range.Verdict.HIGH, new Range(Double.NaN, 130).verdict(131));
  }

  @Test
  void aLongNoteIsCutAtAWord() {
    Note note = new Note(Id.random(), PATIENT, Optional.empty(), "", NOW, "", "word ".repeat(100));
    String sentence = ChartSummary.of(List.of(note), NOW, KOLKATA).get(0).sentence();
    assertTrue(sentence.length() < 180 && sentence.endsWith("word …"), sentence);
    assertFalse(note.toString().contains("word"));
  }

  private static Observation number(
      String loinc, String name, String value, String unit, String when) {
    return new Observation(
        Id.random(),
        PATIENT,
        "laboratory",
        new Code("http://loinc.org", loinc, name),
        value,
        unit,
        Instant.parse(when),
        List.of());
  }

  private static Condition problem(String name, LocalDate onset) {
    return new Condition(
        Id.random(),
        PATIENT,
        Code.of(name),
        ClinicalStatus.ACTIVE,
        Optional.of(onset),
        Optional.empty());
  }

  private static MedicationStatement medicine(String name) {
    return new MedicationStatement(
        Id.random(),
        PATIENT,
        Code.of(name),
        "twice a day",
        MedicationStatus.ACTIVE,
        Optional.empty(),
        Optional.empty());
  }
}
