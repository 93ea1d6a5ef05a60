package org.vestibule.ehr.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Vault;

/**
 * Brings everything under new keys: starts the rotation in the vault, wraps every patient's keys
 * and rewrites every blind index value in small transactions, then has the vault destroy the old
 * keys. Each step may be the last before the power goes: the next run finds what is left to do.
 */
final class KeyRotation {
  private static final int BATCH = 200;

  private final Context context;
  private final Vault vault;

  KeyRotation(Context context) {
    this.context = context;
    this.vault = context.core().vault();
  }

  /** Index values and directory keys always change together: see {@link #renew}. */
  static void start(Vault vault, Set<KeyScope> scopes) {
    Set<KeyScope> all = EnumSet.of(KeyScope.DIRECTORY, KeyScope.INDEX);
    all.addAll(scopes);
    vault.startRotation(all);
  }

  /**
   * Goes on with what is rotating until nothing is.
   *
   * @return how many patients there are, and how many of their keys this run wrapped anew
   */
  KeysRotated run(LongConsumer told) {
    context.write(Operation.ROTATE_KEYS, KeyScope.ADMINISTRATION, this::begin);
    long done = 0;
    long renewed = 0;
    Optional<PatientId> last = Optional.empty();
    while (true) {
      Optional<PatientId> after = last;
      Batch batch =
          context.write(
              Operation.ROTATE_KEYS, KeyScope.ADMINISTRATION, (tx, trail) -> batch(tx, after));
      if (batch.patients() == 0) {
        break;
      }
      done += batch.patients();
      renewed += batch.renewed();
      last = batch.last();
      told.accept(done);
    }
    finish(renewed);
    return new KeysRotated(done, renewed);
  }

  private Void begin(Tx tx, Trail trail) {
    trail.note(AuditAction.KEYS_ROTATION_STARTED, "scopes=" + vault.rotating().size());
    tx.meta().rewrapClinicKey();
    tx.staff().reseal();
    tx.models().reseal();
    tx.reviews().reseal();
    return null;
  }

  private record Batch(int patients, int renewed, Optional<PatientId> last) {}

  private Batch batch(Tx tx, Optional<PatientId> after) {
    List<PatientId> page = tx.patients().page(after, BATCH);
    int renewed = 0;
    for (PatientId id : page) {
      renewed += renew(tx, id) ? 1 : 0;
    }
    return new Batch(
        page.size(),
        renewed,
        page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1)));
  }

  /** Keys and index values in one transaction, so that new keys say that the index is new too. */
  private boolean renew(Tx tx, PatientId id) {
    if (!tx.patients().rewrap(id)) {
      return false;
    }
    Patient patient = tx.patients().find(id).orElseThrow(StoreException.NotFound::new);
    tx.patients().setLookups(id, new Lookups(vault).all(patient));
    tx.entries().complete(id, KeyScope.DIRECTORY).stream()
        .map(e -> e.value())
        .filter(Appointment.class::isInstance)
        .map(Appointment.class::cast)
        .forEach(a -> tx.entryIndex().set(a, ChartWriter.tokens(context, a)));
    return true;
  }

  private void finish(long renewed) {
    vault.rotating().forEach(vault::finishRotation);
    context.write(
        Operation.ROTATE_KEYS,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          // Keys wrapped by the old ones, which somebody who left may have a copy of.
          tx.destroy();
          tx.meta().setNumber(EhrStore.GENERATION, vault.generation());
          trail.note(AuditAction.KEYS_ROTATED, "patients=" + renewed);
          return null;
        });
  }
}
