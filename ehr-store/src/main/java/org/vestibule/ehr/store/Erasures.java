package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
   * Destroys a patient's keys, every sealed value, what the patient is found by, every model of
   * faces the patient has a share in, and what of imports waits for review and is about the
   * patient; all of it for every record that was merged with this one. It cannot be undone.
   *
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Refused if an emergency access to the record waits for its review
   */
  public PatientErasure erase(PatientId id) {
    PatientErasure receipt =
        context.write(
            Operation.ERASE_PATIENT,
            KeyScope.SIGNING,
            (tx, trail) -> {
              Patient patient = tx.patients().find(id).orElseThrow(StoreException.NotFound::new);
              Family family = context.family(id);
              if (family.members().stream().anyMatch(m -> tx.emergencies().waiting(m))) {
                throw new StoreException.Refused(
                    "An emergency access to this record was not reviewed yet: have it signed off,"
                        + " then erase.");
              }
              return destroy(tx, trail, patient, family);
            });
    ErasureList.of(context.core()).write();
    return receipt;
  }

  /** Every record of the person, the one that stands for all last. */
  PatientErasure destroy(Tx tx, Trail trail, Patient patient, Family family) {
    int held = destroyHeld(tx, trail, family.members());
    Destroyed all = new Destroyed(0, 0, 0, 0);
    List<PatientId> members = new ArrayList<>(family.members());
    Collections.reverse(members);
    for (PatientId member : members) {
      Erasure erasure = tx.erasures().proved(member, trail.at());
      all = all.and(destroy(tx, trail, member, erasure));
    }
    return new PatientErasure(
        patient.id(),
        patient.number(),
        trail.at(),
        context.session().user(),
        all.entries(),
        all.faces(),
        all.models(),
        all.documents(),
        held,
        tx.audit().state().size());
  }

  private record Destroyed(int entries, int faces, int models, int documents) {
    Destroyed and(Destroyed other) {
      return new Destroyed(
          entries + other.entries,
          faces + other.faces,
          models + other.models,
          documents + other.documents);
    }
  }

  /** Whoever the clinic calls this. */
  public Optional<PatientId> numbered(String number) {
    context.require(Operation.ERASE_PATIENT, KeyScope.DIRECTORY);
    return context.core().directory().numbered(number);
  }

  /** The numbers of all records of the person, which go together; the head's first. */
  public List<String> numbers(PatientId id) {
    context.require(Operation.ERASE_PATIENT, KeyScope.DIRECTORY);
    return Context.guarded(
        () ->
            context
                .core()
                .database()
                .read(
                    tx ->
                        context.family(id).members().stream()
                            .flatMap(member -> tx.patients().find(member).stream())
                            .map(Patient::number)
                            .toList()));
  }

  private int destroyHeld(Tx tx, Trail trail, List<PatientId> members) {
    List<Patient> records =
        members.stream().flatMap(member -> tx.patients().find(member).stream()).toList();
    boolean readable = context.session().scopes().contains(KeyScope.CLINICAL);
    return new HeldImports(tx, readable).destroyAbout(records, trail);
  }

  private Destroyed destroy(Tx tx, Trail trail, PatientId id, Erasure erasure) {
    int entries = tx.entries().count(id);
    int faces = tx.faces().count(id);
    Family alone = new Family(id, List.of(id));
    int models = Consents.erase(tx, trail, alone).models().size();
    List<UUID> files = tx.blobs().letGo(id);
    trail.note(AuditAction.PATIENT_ERASED, id, "");
    tx.patients().erase(id);
    tx.erasures().add(erasure);
    Core core = context.core();
    tx.whenCommitted(() -> core.directory().remove(id));
    tx.whenCommitted(() -> files.forEach(core.blobs()::remove));
    return new Destroyed(entries, faces, models, files.size());
  }

  /**
   * Every erasure of this clinic as text, to be kept beside backups: a line each with a random id,
   * a time and a proof. Says nothing about a person.
   */
  public String list() {
    context.require(Operation.ERASE_PATIENT, KeyScope.DIRECTORY);
    return Context.guarded(() -> ErasureList.of(context.core()).text());
  }

  /**
   * Erases again whoever of the list is here: after an older backup was restored. A list with a
   * line that is not this clinic's is refused.
   *
   * @param list what {@link #list} gave
   * @return how many were erased again
   * @throws StoreException.Invalid if a line is not this clinic's
   */
  public int replay(String list) {
    List<Erasure> wanted = Context.guarded(() -> ErasureList.of(context.core()).parse(list));
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
        destroyHeld(tx, trail, List.of(patient.get().id()));
        destroy(tx, trail, patient.get().id(), erasure);
        erased++;
      } else {
        tx.erasures().add(erasure);
      }
    }
    trail.note(AuditAction.ERASURES_REPLAYED, "erased=" + erased);
    return erased;
  }

  /**
   * Erases whoever an older database brought back, whoever signed in.
   *
   * @return what to tell whoever did; empty if the database is not older than the list
   */
  static Optional<Notice> replayPending(Context system) {
    List<Erasure> pending = ErasureList.of(system.core()).unknownToTheDatabase();
    if (pending.isEmpty()) {
      ErasureList.of(system.core()).mend();
      return Optional.empty();
    }
    Erasures erasures = new Erasures(system);
    boolean older = Context.guarded(() -> unknownToTheLedger(system.core(), pending));
    int erased =
        Context.guarded(
            () ->
                system
                    .core()
                    .database()
                    .write(tx -> erasures.replay(tx, system.trail(tx), pending)));
    if (!older) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            "EHR-N4",
            "An older copy of the records was put back here. Of the patients erased since then "
                + erased
                + " had come back and were erased again; what else was written since is missing:"
                + " look for a newer copy."));
  }

  /** Else somebody took it away from the list in the database alone. */
  private static boolean unknownToTheLedger(Core core, List<Erasure> pending) {
    Set<UUID> known = core.database().read(tx -> Set.copyOf(tx.audit().erased()));
    return pending.stream().anyMatch(e -> !known.contains(e.patient()));
  }
}
