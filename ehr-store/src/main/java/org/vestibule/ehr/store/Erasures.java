package org.vestibule.ehr.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.db.ErasureTable.Erasure;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/**
 * Destroying everything of a patient by destroying the keys; the ledger stays verifiable, and an
 * older backup that is restored later loses the patient again.
 */
public final class Erasures {
  private final Context context;

  Erasures(Context context) {
    this.context = context;
  }

  /**
   * Destroys a patient's keys, every sealed value, what the patient is found by, and every model of
   * faces the patient has a share in. It cannot be undone.
   *
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Invalid if an emergency access to the record waits for its review
   */
  public PatientErasure erase(PatientId id) {
    PatientErasure receipt =
        context.write(
            Operation.ERASE_PATIENT,
            KeyScope.SIGNING,
            (tx, trail) -> {
              Patient patient = tx.patients().find(id).orElseThrow(StoreException.NotFound::new);
              if (tx.emergencies().waiting(id)) {
                throw new StoreException.Invalid(
                    "An emergency access to this record was not reviewed yet: have it signed off,"
                        + " then erase.");
              }
              Erasure erasure = ErasureList.sign(context.core().vault(), id, trail.at());
              return destroy(tx, trail, patient, erasure);
            });
    ErasureList.of(context.core()).write();
    return receipt;
  }

  /** Whoever the clinic calls this. */
  public Optional<PatientId> numbered(String number) {
    context.require(Operation.ERASE_PATIENT, KeyScope.DIRECTORY);
    return context.core().directory().numbered(number);
  }

  private PatientErasure destroy(Tx tx, Trail trail, Patient patient, Erasure erasure) {
    PatientId id = patient.id();
    int entries = tx.entries().count(id);
    int faces = tx.faces().count(id);
    int models = Consents.erase(tx, trail, id).models().size();
    List<UUID> files = tx.blobs().letGo(id);
    trail.note(AuditAction.PATIENT_ERASED, id, "");
    tx.patients().erase(id);
    tx.erasures().add(erasure);
    Core core = context.core();
    tx.whenCommitted(() -> core.directory().remove(id));
    tx.whenCommitted(() -> files.forEach(core.blobs()::remove));
    return new PatientErasure(
        id,
        patient.number(),
        trail.at(),
        context.session().user(),
        entries,
        faces,
        models,
        files.size(),
        tx.audit().state().size());
  }

  /**
   * Every erasure of this clinic as text, to be kept beside backups: a line each with a random id,
   * a time and a signature. Says nothing about a person.
   */
  public String list() {
    context.require(Operation.ERASE_PATIENT, KeyScope.DIRECTORY);
    return Context.guarded(() -> ErasureList.of(context.core()).text());
  }

  /**
   * Erases again whoever of the list is here: after an older backup was restored. Lines that this
   * clinic did not sign are refused.
   *
   * @param list what {@link #list} gave
   * @return how many were erased again
   * @throws StoreException.Invalid if a line is not this clinic's
   */
  public int replay(String list) {
    List<Erasure> wanted = ErasureList.parse(context.core().vault(), list);
    int erased =
        context.write(
            Operation.ERASE_PATIENT, KeyScope.DIRECTORY, (tx, trail) -> replay(tx, trail, wanted));
    ErasureList.of(context.core()).write();
    return erased;
  }

  private int replay(Tx tx, Trail trail, List<Erasure> wanted) {
    int erased = 0;
    for (Erasure erasure : wanted) {
      var patient = tx.patients().find(new PatientId(erasure.patient()));
      if (patient.isPresent()) {
        destroy(tx, trail, patient.get(), erasure);
        erased++;
      } else {
        tx.erasures().add(erasure);
      }
    }
    trail.note(AuditAction.ERASURES_REPLAYED, "erased=" + erased);
    return erased;
  }

  /** Erases whoever an older database brought back, whoever signed in. */
  static void replayPending(Context system) {
    List<Erasure> pending = ErasureList.of(system.core()).unknownToTheDatabase();
    if (!pending.isEmpty()) {
      Erasures erasures = new Erasures(system);
      Context.guarded(
          () ->
              system.core().database().write(tx -> erasures.replay(tx, system.trail(tx), pending)));
    }
  }
}
