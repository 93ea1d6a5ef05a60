package org.vestibule.ehr.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/** Putting a patient into the store, within somebody's transaction. */
final class Registration {
  private static final String COUNTER = "patient_number";

  private final Context context;

  Registration(Context context) {
    this.context = context;
  }

  Patient register(Tx tx, Trail trail, Patient draft) {
    Lookups lookups = new Lookups(context.core().vault());
    Patient patient =
        draft
            .change()
            .number(draft.number().isBlank() ? nextNumber(tx, lookups) : draft.number())
            .replacedBy(Optional.empty())
            .build();
    PlausiblePatient.require(patient, context.today());
    if (tx.patients().isKnown(patient.id())) {
      throw new StoreException.Duplicate();
    }
    requireUnique(tx, lookups, patient);
    tx.patients().insert(patient, lookups.all(patient));
    trail.note(AuditAction.PATIENT_REGISTERED, patient.id(), "");
    remember(tx, patient);
    return patient;
  }

  Patient update(Tx tx, Trail trail, Patient changed) {
    Lookups lookups = new Lookups(context.core().vault());
    Patient before = tx.patients().find(changed.id()).orElseThrow(StoreException.NotFound::new);
    Patient patient =
        changed
            .change()
            .number(changed.number().isBlank() ? before.number() : changed.number())
            .replacedBy(before.replacedBy())
            .build();
    PlausiblePatient.require(patient, context.today());
    requireUnique(tx, lookups, patient);
    if (!patient.equals(before)) {
      tx.patients().update(patient, trail.authorship());
      tx.patients().setLookups(patient.id(), lookups.all(patient));
    }
    trail.note(AuditAction.PATIENT_CHANGED, patient.id(), "");
    remember(tx, patient);
    return patient;
  }

  private void remember(Tx tx, Patient patient) {
    Directory directory = context.core().directory();
    tx.whenCommitted(() -> directory.put(patient));
  }

  private static void requireUnique(Tx tx, Lookups lookups, Patient patient) {
    for (Lookups.Key key : Lookups.unique(patient)) {
      List<PatientId> owners = tx.patients().byTokens(lookups.sought(key));
      if (owners.stream().anyMatch(owner -> !owner.equals(patient.id()))) {
        throw new StoreException.Duplicate();
      }
    }
  }

  private static String nextNumber(Tx tx, Lookups lookups) {
    long next = tx.meta().counter(COUNTER);
    String number;
    do {
      next++;
      number = String.format(Locale.ROOT, "V-%06d", next);
      // Somebody may have been given this number by hand.
    } while (!tx.patients().byTokens(lookups.sought(Lookups.number(number))).isEmpty());
    tx.meta().setCounter(COUNTER, next);
    return number;
  }
}
