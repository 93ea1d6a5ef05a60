package org.vestibule.ehr.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.ehr.consent.ConsentRule.Ground;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

class ConsentRuleTest {
  private static final PatientId PATIENT = PatientId.random();
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant NEXT_YEAR = Instant.parse("2027-01-01T00:00:00Z");

  @ParameterizedTest
  @EnumSource
  void faceAndResearchNeedAPermissionTheOthersDoNot(Purpose purpose) {
    boolean optIn = purpose == Purpose.FACE_RECOGNITION || purpose == Purpose.RESEARCH;
    ConsentRule.Decision answer = ConsentRule.decide(List.of(), purpose, NOW);
    assertEquals(!optIn, answer.permitted());
    assertEquals(optIn ? Ground.NEVER_ASKED : Ground.NOT_NEEDED, answer.ground());
    assertFalse(answer.reason().isBlank());
  }

  @Test
  void aPermissionHoldsFromItsFirstInstantUntilJustBeforeItsLast() {
    Consent permit = consent(ConsentDecision.PERMIT, MAY, Optional.of(JUNE), Optional.empty());
    assertEquals(Ground.NOT_YET, face(MAY.minusNanos(1), permit));
    assertEquals(Ground.PERMITTED, face(MAY, permit));
    assertEquals(Ground.PERMITTED, face(JUNE.minusNanos(1), permit));
    assertEquals(Ground.EXPIRED, face(JUNE, permit));
  }

  @Test
  void aWithdrawnPermissionEndsAtThatInstant() {
    Consent permit = consent(ConsentDecision.PERMIT, MAY, Optional.empty(), Optional.of(JUNE));
    assertEquals(Ground.PERMITTED, face(JUNE.minusNanos(1), permit));
    assertEquals(Ground.WITHDRAWN, face(JUNE, permit));
    Consent again = consent(ConsentDecision.PERMIT, JUNE, Optional.empty(), Optional.empty());
    assertEquals(Ground.PERMITTED, face(NOW, permit, again));
  }

  @Test
  void theDecisionThatBeganLastCountsAndARefusalWinsATie() {
    Consent permit = consent(ConsentDecision.PERMIT, MAY, Optional.empty(), Optional.empty());
    Consent deny = consent(ConsentDecision.DENY, JUNE, Optional.empty(), Optional.empty());
    assertEquals(Ground.REFUSED, face(NOW, permit, deny));
    assertEquals(Ground.REFUSED, face(NOW, deny, permit));
    Consent sameTime = consent(ConsentDecision.PERMIT, JUNE, Optional.empty(), Optional.empty());
    assertEquals(Ground.REFUSED, face(NOW, sameTime, deny));
    assertEquals(Ground.REFUSED, face(NOW, deny, sameTime));
    Consent later = consent(ConsentDecision.PERMIT, NOW, Optional.of(NEXT_YEAR), Optional.empty());
    assertEquals(Ground.PERMITTED, face(NOW, permit, deny, later));
    assertEquals(Ground.REFUSED, face(NEXT_YEAR, permit, deny, later));
  }

  @Test
  void aPermissionForOnePurposeIsNoneForAnother() {
    Consent permit = consent(ConsentDecision.PERMIT, MAY, Optional.empty(), Optional.empty());
    assertFalse(ConsentRule.decide(List.of(permit), Purpose.RESEARCH, NOW).permitted());
  }

  @Test
  void aRefusalOfTreatmentHoldsButNotInAnEmergency() {
    Consent refusal =
        new Consent(
            Id.random(),
            PATIENT,
            Purpose.TREATMENT,
            ConsentDecision.DENY,
            MAY,
            Optional.empty(),
            Optional.empty(),
            "");
    assertFalse(ConsentRule.decide(List.of(refusal), Purpose.TREATMENT, NOW).permitted());
    assertTrue(ConsentRule.decide(List.of(refusal), Purpose.EMERGENCY, NOW).permitted());
  }

  private static Ground face(Instant at, Consent... consents) {
    ConsentRule.Decision answer =
        ConsentRule.decide(List.of(consents), Purpose.FACE_RECOGNITION, at);
    assertEquals(answer.ground() == Ground.PERMITTED, answer.permitted());
    return answer.ground();
  }

  private static Consent consent(
      ConsentDecision decision,
      Instant from,
      Optional<Instant> until,
      Optional<Instant> withdrawn) {
    return new Consent(
        Id.random(), PATIENT, Purpose.FACE_RECOGNITION, decision, from, until, withdrawn, "");
  }
}
