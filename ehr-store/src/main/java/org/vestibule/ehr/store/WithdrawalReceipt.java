package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.List;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/**
 * What a withdrawal of consent did, to be handed to the patient. For another purpose than face
 * recognition nothing is erased: the counts are 0.
 *
 * @param patient who withdrew
 * @param purpose for what
 * @param at when
 * @param by who of staff wrote it down
 * @param consents how many consents in force were withdrawn
 * @param templates how many sealed template rows were erased
 * @param samples how many enrolment samples were erased
 * @param models encoders whose derived model was destroyed because the patient had a share in it
 * @param ledgerEvent number of the ledger's event that accounts for it
 */
public record WithdrawalReceipt(
    PatientId patient,
    Purpose purpose,
    Instant at,
    String by,
    int consents,
    int templates,
    int samples,
    List<String> models,
    long ledgerEvent) {
  public WithdrawalReceipt {
    models = List.copyOf(models);
  }

  @Override
  public String toString() {
    return "WithdrawalReceipt[" + patient + "]";
  }
}
