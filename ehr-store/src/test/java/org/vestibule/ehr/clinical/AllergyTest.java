package org.vestibule.ehr.clinical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.clinical.AllergyBanner.Severity;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.PatientId;

class AllergyTest {
  private static final PatientId PATIENT = PatientId.random();
  private static final Instant JUNE = Instant.parse("2025-06-12T10:00:00Z");

  @Test
  void notAskedNoneKnownAndListedAreThreeAnswers() {
    AllergyStatement none = statement(AllergyStatus.NONE_KNOWN, JUNE);
    AllergyStatement reset = statement(AllergyStatus.NOT_ASKED, JUNE.plusSeconds(1));
    assertEquals(AllergyStatus.NOT_ASKED, AllergyBanner.of(List.of()).status());
    AllergyBanner known = AllergyBanner.of(List.of(none));
    assertEquals(AllergyStatus.NONE_KNOWN, known.status());
    assertEquals(Optional.of(JUNE), known.asked());
    assertEquals(AllergyStatus.NOT_ASKED, AllergyBanner.of(List.of(reset, none)).status());
    AllergyIntolerance latex = allergy("Latex", Criticality.LOW, "rash");
    assertEquals(AllergyStatus.LISTED, AllergyBanner.of(List.of(none, latex)).status());
  }

  @Test
  void theMostDangerousComesFirst() {
    AllergyBanner banner =
        AllergyBanner.of(
            List.of(
                allergy("Latex", Criticality.LOW, "rash"),
                allergy("Dust", Criticality.UNABLE_TO_ASSESS, ""),
                allergy("Wasp", Criticality.LOW, "Anaphylaxis"),
                allergy("Penicillin", Criticality.HIGH, "hives")));
    assertEquals(
        List.of("Penicillin, hives 2014", "Wasp, Anaphylaxis 2014", "Dust", "Latex, rash 2014"),
        banner.lines().stream().map(AllergyBanner.Line::text).toList());
    assertEquals(
        List.of(Severity.SEVERE, Severity.SEVERE, Severity.UNKNOWN, Severity.MILD),
        banner.lines().stream().map(AllergyBanner.Line::severity).toList());
  }

  @Test
  void aMedicineIsCheckedByCodeNameAndGroup() {
    AllergyIntolerance penicillin = allergy("Allergy to penicillin", Criticality.HIGH, "");
    AllergyIntolerance coded =
        new AllergyIntolerance(
            Id.random(),
            PATIENT,
            new Code("rxnorm", "723", "X"),
            Criticality.HIGH,
            "",
            Optional.empty());
    List<AllergyIntolerance> all = List.of(penicillin, coded);
    assertEquals(
        AllergyCheck.Match.NAME, match(all, Code.of("Penicillin V Potassium 250 MG Oral Tablet")));
    assertEquals(AllergyCheck.Match.GROUP, match(all, Code.of("Amoxicillin 500 mg")));
    assertEquals(AllergyCheck.Match.CODE, match(all, new Code("rxnorm", "723", "Something")));
    assertEquals(List.of(), AllergyCheck.conflicts(all, Code.of("Metformin 500 mg")));
    assertEquals(List.of(), AllergyCheck.conflicts(all, new Code("snomed", "723", "Something")));
    assertEquals(List.of(), AllergyCheck.conflicts(List.of(), Code.of("Amoxicillin")));
  }

  private static AllergyCheck.Match match(List<AllergyIntolerance> all, Code medication) {
    List<AllergyCheck.Conflict> found = AllergyCheck.conflicts(all, medication);
    assertEquals(1, found.size());
    return found.get(0).match();
  }

  private static AllergyStatement statement(AllergyStatus status, Instant when) {
    return new AllergyStatement(Id.random(), PATIENT, status, when);
  }

  private static AllergyIntolerance allergy(String name, Criticality criticality, String what) {
    return new AllergyIntolerance(
        Id.random(),
        PATIENT,
        Code.of(name),
        criticality,
        what,
        Optional.of(LocalDate.of(2014, 1, 1)));
  }
}
