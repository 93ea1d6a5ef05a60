package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.consent.ConsentRule;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;

/** Whether somebody's face may be kept: by what the person said, in all records of the person. */
final class FaceConsent {
  private final Context context;

  FaceConsent(Context context) {
    this.context = context;
  }

  /**
   * Writes what comes with an enrolment, then goes by what the record says.
   *
   * @throws StoreException.ConsentMissing if the face must not be kept
   */
  void take(Tx tx, Trail trail, Patient patient, List<ChartEntry> beside) {
    Beside.put(tx, trail, patient.id(), beside);
    Optional<String> refusal = refusal(tx, patient, List.of(), trail.at());
    if (refusal.isPresent()) {
      throw new StoreException.ConsentMissing(refusal.get());
    }
  }

  /**
   * Why the face must not be kept, if so.
   *
   * @param patient somebody registered, or a draft, of whom nothing is written yet
   * @param beside consents that are to be written with the enrolment
   */
  Optional<String> refusal(Tx tx, Patient patient, List<Consent> beside, Instant at) {
    Family family = context.family(patient.id());
    boolean optedOut =
        patient.faceOptOut()
            || family.members().stream()
                .flatMap(member -> tx.patients().find(member).stream())
                .anyMatch(Patient::faceOptOut);
    if (optedOut) {
      return Optional.of(
          "The patient does not want to be recognised by the face: use the number instead.");
    }
    List<Consent> consents = new ArrayList<>(beside);
    if (tx.patients().exists(patient.id())) {
      consents.addAll(Consents.of(tx, family));
    }
    ConsentRule.Decision decision = ConsentRule.decide(consents, Purpose.FACE_RECOGNITION, at);
    return decision.permitted() ? Optional.empty() : Optional.of(decision.reason());
  }
}
