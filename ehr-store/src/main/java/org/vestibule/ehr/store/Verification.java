package org.vestibule.ehr.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.DatabaseException;
import org.vestibule.ehr.db.ErasureTable;
import org.vestibule.ehr.db.IncompleteException;
import org.vestibule.ehr.db.StaffTable;
import org.vestibule.ehr.db.StoredEntry;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.ledger.LedgerHead;
import org.vestibule.ehr.ledger.LedgerProblem;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.VaultException;

/** One check of everything. For one thread. */
final class Verification {
  /** A ruined store is not listed row by row. */
  private static final int MOST_PROBLEMS = 100;

  private static final String RESTORE = "Restore the latest backup.";
  private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

  private final Context context;
  private final List<LedgerHead> heads;
  private final List<String> problems = new ArrayList<>();
  private final Set<PatientId> notWhole = new HashSet<>();
  private final Lookups lookups;
  private final boolean clinical;
  private long rows;
  private long events;
  private long notOpened;

  Verification(Context context, List<LedgerHead> heads) {
    this.context = context;
    this.heads = List.copyOf(heads);
    context.require(Operation.VERIFY, KeyScope.INDEX);
    this.lookups = new Lookups(context.core().vault());
    this.clinical = context.session().scopes().contains(KeyScope.CLINICAL);
  }

  VerifyReport run() {
    attempt("The database", () -> context.core().database().read(this::checkAll));
    VerifyReport report = new VerifyReport(rows, events, notOpened, problems);
    attempt(
        "The ledger",
        () ->
            context.write(
                Operation.VERIFY,
                KeyScope.DIRECTORY,
                (tx, trail) -> {
                  trail.note(AuditAction.STORE_VERIFIED, "problems=" + problems.size());
                  return null;
                }));
    return report;
  }

  private Void checkAll(Tx tx) {
    attempt("The database", () -> tx.meta().integrityProblems().forEach(this::report));
    attempt("The ledger", () -> ledger(tx));
    attempt("The list of staff", () -> staff(tx));
    attempt("The practitioners", () -> providers(tx));
    attempt("The models of faces", () -> models(tx));
    attempt("The list of staff, settings and models", () -> clinic(tx));
    attempt("The sign-ins", () -> signIns(tx));
    List<UUID> patients = new ArrayList<>();
    if (clinical) {
      attempt("What waits for review", () -> reviews(tx));
    } else {
      attempt("The database", () -> notOpened = tx.meta().clinicalValues());
    }
    attempt("What waits for review", () -> everyReviewIsThere(tx));
    attempt("The list of patients", () -> patients.addAll(tx.patients().ids()));
    attempt("The list of patients", () -> everybodyIsThere(tx, patients));
    patients.stream().map(PatientId::new).forEach(id -> attempt(id, () -> patient(tx, id)));
    sayNotWhole(patients.size());
    attempt("The documents", () -> unknownFiles(tx));
    attempt("The database", () -> orphans(tx));
    return null;
  }

  private void ledger(Tx tx) {
    events = tx.audit().count();
    for (LedgerProblem problem : tx.audit().verify(heads)) {
      report(sentence(problem));
    }
  }

  private String sentence(LedgerProblem problem) {
    return switch (problem.kind()) {
      case SHORTER_THAN_HEAD ->
          "The head vouches for "
              + problem.sequence()
              + " audit events and there are "
              + events
              + ": events "
              + (events + 1)
              + " to "
              + problem.sequence()
              + " are missing. The end was cut off, or an older database was put back:"
              + " look for a newer copy of the records.";
      case DIFFERS_FROM_HEAD ->
          "The head vouches for other audit events than the first "
              + problem.sequence()
              + " here: history was rewritten, or a backup from before the head was restored. Unless"
              + " that is so, keep a copy as it is, and restore the latest backup that fits the head.";
      case HEAD_NOT_SIGNED, OTHER_LEDGER ->
          problem.kind().sentence() + " Compare with another copy of the head.";
      default ->
          "Audit event "
              + problem.sequence()
              + ": "
              + problem.kind().sentence()
              + " Keep a copy as it is, and restore the latest backup.";
    };
  }

  private void staff(Tx tx) {
    List<StaffTable.Staff> everybody = tx.staff().everybody();
    Set<UUID> there = everybody.stream().map(StaffTable.Staff::slot).collect(Collectors.toSet());
    rows += there.size();
    // Whoever comes first is whom the recovery key lets in.
    Optional<String> first = everybody.stream().findFirst().map(s -> s.person().user());
    if (!first.equals(tx.meta().text(EhrStore.ADMINISTRATOR))) {
      report("The list of staff is in another order than it was written. " + RESTORE);
    }
    for (UUID named : tx.audit().staff()) {
      if (!there.contains(named)) {
        report(
            "The list of staff: whoever has the key slot "
                + named
                + " is missing. Restore the latest backup.");
      }
    }
  }

  private void reviews(Tx tx) {
    for (UUID id : tx.reviews().all()) {
      tx.reviews().find(id, HeldImport.class);
      rows++;
    }
  }

  /** Who waits is sealed row by row: that one is gone only the ledger knows. */
  private void everyReviewIsThere(Tx tx) {
    Set<UUID> missing = new HashSet<>(HeldImports.inLedger(tx));
    tx.reviews().all().forEach(missing::remove);
    if (!missing.isEmpty()) {
      report(
          "Imported people who waited for review and are missing: "
              + missing.size()
              + ". Import their file again, or restore the latest backup.");
    }
  }

  private void providers(Tx tx) {
    rows += tx.providers().openAll();
    if (!tx.providers().hasManifest() && tx.audit().has(AuditAction.PROVIDERS_IMPORTED)) {
      report("The list of practitioners is missing: restore the latest backup.");
    }
  }

  private void models(Tx tx) {
    for (String encoder : tx.models().encoders()) {
      tx.models().find(encoder);
      rows++;
    }
  }

  private void clinic(Tx tx) {
    tx.clinic().problems().forEach(problem -> report(problem + " " + RESTORE));
  }

  /** What a sign-in found is named once: the ledger keeps it. */
  private void signIns(Tx tx) {
    long noticed = tx.audit().last(Set.of(AuditAction.SIGN_IN_COUNT_SET_BACK)).orElse(0L);
    long checked = tx.audit().last(Set.of(AuditAction.STORE_VERIFIED)).orElse(0L);
    if (noticed > checked || tx.signIns().altered()) {
      report(
          "The counts of wrong passwords were changed by hand: somebody may have guessed. Ask who"
              + " could reach this computer, and change the passwords.");
    }
  }

  private void everybodyIsThere(Tx tx, List<UUID> patients) {
    Set<UUID> there = new HashSet<>(patients);
    Set<UUID> erased = new HashSet<>(tx.audit().erased());
    Set<UUID> emptied = new HashSet<>(tx.patients().erased());
    for (UUID empty : emptied) {
      if (!erased.contains(empty)) {
        report("Record " + empty + " was emptied by hand: restore the latest backup.");
      }
    }
    for (UUID gone : erased) {
      if (!emptied.contains(gone) && !there.contains(gone)) {
        report("The empty row of the erased record " + gone + " is missing. " + RESTORE);
      }
    }
    erasures(tx, there, erased);
    for (UUID registered : tx.audit().registered()) {
      if (!there.contains(registered) && !erased.contains(registered)) {
        report("Record " + registered + " is missing: restore the latest backup.");
      }
    }
  }

  /** The list is what an older database is told; whom it names is not here. */
  private void erasures(Tx tx, Set<UUID> there, Set<UUID> erased) {
    List<ErasureTable.Erasure> genuine = ErasureList.of(context.core()).genuine(tx);
    Set<UUID> listed =
        genuine.stream().map(ErasureTable.Erasure::patient).collect(Collectors.toSet());
    if (genuine.size() < tx.erasures().all().size()) {
      report("The list of erasures names somebody whom nobody here erased. " + RESTORE);
    }
    if (!listed.containsAll(erased)) {
      report(
          "Erasures are missing from their list, so that an older backup could bring patients back."
              + " "
              + RESTORE);
    }
    if (!Collections.disjoint(there, erased) || !Collections.disjoint(there, listed)) {
      report(
          "A record that was erased is here again, since an older database was put back: erase it"
              + " again.");
    }
  }

  private void patient(Tx tx, PatientId id) {
    Patient patient = tx.patients().find(id).orElseThrow(StoreException.NotFound::new);
    rows++;
    rows += tx.entries().openAll(id.value(), KeyScope.DIRECTORY);
    rows += tx.faces().openAll(id.value());
    tx.manifests().check(id.value(), KeyScope.DIRECTORY);
    rows++;
    same(id, "what it is found by", Lookups.keys(patient), tx.patients().lookups(id));
    for (StoredEntry entry : tx.entries().complete(id, KeyScope.DIRECTORY)) {
      if (entry.value() instanceof Appointment appointment) {
        List<Lookups.Key> expected = ChartWriter.keys(context, appointment);
        same(id, "the day of an appointment", expected, tx.entryIndex().of(appointment.id()));
      }
    }
    if (clinical && tx.patients().hasClinicalKey(id.value())) {
      rows += tx.entries().openAll(id.value(), KeyScope.CLINICAL);
      tx.manifests().check(id.value(), KeyScope.CLINICAL);
      rows++;
    }
    documents(tx, id);
  }

  /** Opens every document whole; without clinical keys its file is only looked for. */
  private void documents(Tx tx, PatientId id) {
    Map<UUID, Long> files = tx.blobs().of(id);
    Blobs blobs = context.core().blobs();
    files.forEach((blob, length) -> attempt(id, () -> present(blob, length)));
    if (!clinical || !tx.patients().hasClinicalKey(id.value())) {
      return;
    }
    Set<UUID> named = new HashSet<>();
    for (DocumentReference document : Documents.of(tx, id)) {
      named.add(document.content().blob());
      Runnable whole =
          () ->
              Documents.pour(tx.blobs().key(id), document, blobs, OutputStream.nullOutputStream());
      rows += attempt(id, whole) ? 1 : 0;
    }
    if (!named.equals(files.keySet())) {
      report(
          "Record "
              + id
              + ": the list of its documents' files was altered. Restore the latest backup.");
    }
  }

  private void present(UUID blob, long length) {
    Optional<Long> found = context.core().blobs().length(blob);
    if (found.isEmpty()) {
      throw new StoreException.Damaged(
          "the file of a document is missing: " + blob + ". " + RESTORE, null);
    }
    if (found.get() != length) {
      throw new StoreException.Damaged(
          "the file of a document was cut: " + blob + ". " + RESTORE, null);
    }
  }

  private void unknownFiles(Tx tx) {
    try {
      Set<UUID> unknown = new HashSet<>(context.core().blobs().present().keySet());
      // Files are announced before they are made, but this looks as of an earlier moment.
      unknown.removeAll(tx.blobs().all().keySet());
      unknown.removeAll(context.core().database().read(now -> now.blobs().all().keySet()));
      if (!unknown.isEmpty()) {
        report(
            "Files in the blobs folder that belong to no document: "
                + unknown.size()
                + ". An older database was put back, or somebody added them: look for a newer copy"
                + " of the records, or take the files away.");
      }
    } catch (IOException e) {
      report("The blobs folder cannot be read: check the disk and its permissions.");
    }
  }

  private void same(PatientId id, String what, List<Lookups.Key> expected, List<byte[]> found) {
    Set<String> left = texts(found);
    // During a rotation each may be the value of the keys before.
    boolean same =
        expected.stream().distinct().allMatch(k -> left.removeAll(texts(lookups.sought(k))))
            && left.isEmpty();
    rows += found.size();
    if (!same) {
      report("Record " + id + ": " + what + " was altered. " + RESTORE);
    }
  }

  private static Set<String> texts(List<byte[]> tokens) {
    return tokens.stream().map(HexFormat.of()::formatHex).collect(Collectors.toSet());
  }

  private void orphans(Tx tx) {
    long orphans = tx.meta().orphans();
    if (orphans > 0) {
      report("Rows that belong to no record: " + orphans + ". " + RESTORE);
    }
  }

  private boolean attempt(PatientId id, Runnable check) {
    boolean whole = attempt("Record " + id, check);
    if (!whole) {
      notWhole.add(id);
    }
    return whole;
  }

  /** A check ends at the first value that does not open: what is behind it was not looked at. */
  private void sayNotWhole(int records) {
    if (!notWhole.isEmpty()) {
      problems.add(
          "Records that could not be read whole: "
              + notWhole.size()
              + " of "
              + records
              + ". What was not opened of them is not among the rows counted.");
    }
  }

  /** Returns whether the check came to its end, whatever it reported. */
  private boolean attempt(String where, Runnable check) {
    try {
      check.run();
      return true;
    } catch (IncompleteException e) {
      report(where + ": " + e.getMessage());
    } catch (DatabaseException e) {
      LOG.warn("verify: {}: {}", where, e.getMessage());
      report(sentence(where, e));
    } catch (VaultException e) {
      LOG.warn("verify: {}: {}", where, e.code());
      report(where + ": a sealed value was altered or damaged. " + RESTORE);
    } catch (StoreException.Damaged | StoreException.Unreadable e) {
      report(where + ": " + e.getMessage());
    }
    return false;
  }

  private static String sentence(String where, DatabaseException failure) {
    return switch (failure.kind()) {
      case DAMAGED, TOO_NEW -> where + ": what is kept there is damaged. " + RESTORE;
      case FULL -> where + ": the disk is full. Make room, then check again.";
      case IN_USE -> where + ": another program uses it. Close that, then check again.";
      case UNREADABLE ->
          where + ": it cannot be read. Check the disk and its permissions, then check again.";
      case SERVER -> where + ": " + failure.getMessage();
    };
  }

  private void report(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }
}
