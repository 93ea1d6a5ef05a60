package org.vestibule.ehr.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.ehr.db.EntryTable;
import org.vestibule.ehr.db.StoredEntry;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/**
 * How long records and faces are kept: what is due, an archive of it, and its disposal by
 * destroying the keys. Nothing is disposed of but by {@link #dispose}. Needs all keys of an
 * administrator.
 */
public final class Retention {
  private static final String SCHEDULE = "retention_schedule";

  private final Context context;

  Retention(Context context) {
    this.context = context;
  }

  /** How long each kind is kept here. */
  public RetentionSchedule schedule() {
    context.require(Operation.RETAIN, KeyScope.DIRECTORY);
    return Context.guarded(() -> context.core().database().read(Retention::schedule));
  }

  private static RetentionSchedule schedule(Tx tx) {
    return tx.meta()
        .sealedText(SCHEDULE)
        .map(RetentionSchedule::parse)
        .orElse(RetentionSchedule.DEFAULT);
  }

  /** Keeps everything as long as this from now on. */
  public void change(RetentionSchedule schedule) {
    context.write(
        Operation.RETAIN,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          tx.meta().setSealedText(SCHEDULE, schedule.text());
          trail.note(AuditAction.RETENTION_CHANGED, schedule.text().replace('\n', ' '));
          return null;
        });
  }

  /**
   * Writes down that an administrator compared this computer's date with a calendar. What was dated
   * later before was dated by a clock set ahead, and counts as of now.
   */
  public void confirmClock() {
    context.write(
        Operation.RETAIN,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          trail.note(AuditAction.CLOCK_CONFIRMED, "");
          return null;
        });
  }

  /**
   * What has been kept long enough; changes nothing.
   *
   * @throws StoreException.Refused if the clock is in doubt, see {@link #confirmClock}
   */
  public RetentionPlan plan() {
    return context.readMuch(
        Operation.RETAIN, KeyScope.CLINICAL, AuditAction.RETENTION_PLANNED, this::plan);
  }

  private RetentionPlan plan(Tx tx) {
    LedgerTime time = new LedgerTime();
    tx.audit().walk(time::next);
    Instant now = context.now();
    time.now(now);
    RetentionSchedule schedule = schedule(tx);
    Instant soonest = now.atZone(ZoneOffset.UTC).minusYears(schedule.shortest()).toInstant();
    Set<PatientId> faces = tx.faces().kept();
    List<RetentionFacts> facts = new ArrayList<>();
    for (var id : tx.patients().ids()) {
      Family family = context.family(new PatientId(id));
      // Opening a record costs time: only where the ledger alone could let it go.
      if (family.head().value().equals(id)) {
        contact(time, family, now)
            .filter(contact -> contact.isBefore(soonest))
            .ifPresent(contact -> facts.add(facts(tx, family, contact, faces)));
      }
    }
    return RetentionPlan.of(facts, schedule, now);
  }

  /** The last contact with any record of the person; one that the ledger does not know is now. */
  private static Optional<Instant> contact(LedgerTime time, Family family, Instant now) {
    return family.members().stream()
        .map(member -> time.contact(member.value()).orElse(now))
        .max(Instant::compareTo);
  }

  private static RetentionFacts facts(Tx tx, Family family, Instant contact, Set<PatientId> faces) {
    Patient patient = tx.patients().find(family.head()).orElseThrow(StoreException.NotFound::new);
    Set<RetentionKind> kinds = EnumSet.of(RetentionKind.CONTACT);
    Instant last = contact;
    boolean waits = false;
    for (PatientId member : family.members()) {
      waits |= tx.emergencies().waiting(member);
      if (faces.contains(member)) {
        kinds.add(RetentionKind.FACE);
      }
      for (StoredEntry entry : tx.entries().complete(member)) {
        kinds.addAll(kinds(entry.value()));
        last = later(last, touched(entry));
      }
    }
    return new RetentionFacts(
        patient.id(), patient.number(), patient.birthDate(), last, kinds, waits);
  }

  private static Set<RetentionKind> kinds(ChartEntry entry) {
    Set<RetentionKind> kinds = EnumSet.noneOf(RetentionKind.class);
    if (EntryTable.scopeOf(entry) == KeyScope.CLINICAL) {
      kinds.add(RetentionKind.CHART);
    }
    if (entry instanceof DocumentReference) {
      kinds.add(RetentionKind.DOCUMENT);
    }
    if (entry instanceof Immunization) {
      kinds.add(RetentionKind.VACCINATION);
    }
    return kinds;
  }

  /** When an entry was written, or the visit it tells of took place, whichever is later. */
  private static Instant touched(StoredEntry entry) {
    Instant written = entry.authorship().at();
    if (entry.value() instanceof Encounter visit) {
      return later(written, visit.end().or(visit::start).orElse(written));
    }
    return entry.value() instanceof Appointment a ? later(written, a.start()) : written;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * Writes the whole records of a plan into one sealed file and reads it back; it has its name only
   * then. Face data are never archived.
   *
   * @param file where there is none yet
   * @throws StoreException.OutputThere if there is such a file
   * @throws StoreException.Unreadable if it cannot be written
   */
  public ArchiveReport archive(Path file, RetentionPlan plan) {
    context.require(Operation.RETAIN, KeyScope.ADMINISTRATION);
    Path part = BackupFile.part(file);
    List<PatientId> whole =
        plan.due().stream()
            .filter(RetentionPlan.Due::whole)
            .map(RetentionPlan.Due::patient)
            .toList();
    return Context.guarded(
        () -> {
          try {
            new RetentionArchive(context).write(part, whole);
            var read = RetentionArchive.read(context.core().vault(), part);
            BackupFile.keep(part, file);
            return new ArchiveReport(read.bundles().size(), read.files(), Files.size(file));
          } catch (IOException e) {
            throw new StoreException.Unreadable(
                "The archive could not be written: check the disk, its rights and its room.", e);
          } finally {
            Backups.discard(part);
          }
        });
  }

  /**
   * Destroys the keys of every record of the plan that is still due and stands in the archive just
   * as it is now, and the face data that are due. Each person in one transaction: cut short, the
   * same call with the same archive goes on.
   *
   * @param archive as {@link #archive} wrote it; it is read to its end first
   * @throws StoreException.Damaged if the archive or the ledger is not whole
   */
  public Disposal dispose(RetentionPlan plan, Path archive) {
    context.require(Operation.RETAIN, KeyScope.ADMINISTRATION);
    requireWholeLedger();
    RetentionArchive.Contents contents = contents(archive);
    Set<PatientId> records = wanted(plan, true);
    Set<PatientId> faces = wanted(plan, false);
    int disposed = 0;
    int faceless = 0;
    for (RetentionPlan.Due due : plan().due()) {
      if (due.whole() && !due.waits() && records.contains(due.patient())) {
        disposed += disposeOfRecord(due, contents) ? 1 : 0;
      } else if (!due.whole() && faces.contains(due.patient())) {
        disposeOfFace(due);
        faceless++;
      }
    }
    ErasureList.of(context.core()).write();
    return new Disposal(disposed, faceless, plan.due().size() - disposed - faceless);
  }

  private static Set<PatientId> wanted(RetentionPlan plan, boolean whole) {
    return plan.due().stream()
        .filter(d -> d.whole() == whole)
        .map(RetentionPlan.Due::patient)
        .collect(Collectors.toSet());
  }

  /** It says who was here last: one that was cut or altered must not decide what is destroyed. */
  private void requireWholeLedger() {
    Context.guarded(
        () -> {
          if (!context.core().database().read(tx -> tx.audit().verify(List.of())).isEmpty()) {
            throw new StoreException.Damaged(
                "The ledger is not whole, so nothing was disposed of: run verify.", null);
          }
          return null;
        });
  }

  private RetentionArchive.Contents contents(Path archive) {
    return Context.guarded(
        () -> {
          try {
            return RetentionArchive.read(context.core().vault(), archive);
          } catch (IOException e) {
            throw new StoreException.Unreadable(
                "There is no such archive that can be read: nothing was disposed of.", e);
          }
        });
  }

  private boolean disposeOfRecord(RetentionPlan.Due due, RetentionArchive.Contents contents) {
    return context.write(
        Operation.RETAIN,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          Family family = context.family(due.patient());
          if (!contents.holds(tx, family)) {
            return false;
          }
          Patient patient =
              tx.patients().find(due.patient()).orElseThrow(StoreException.NotFound::new);
          trail.note(AuditAction.RECORD_DISPOSED, due.patient(), "kind=" + due.kind());
          new Erasures(context).destroy(tx, trail, patient, family);
          return true;
        });
  }

  private void disposeOfFace(RetentionPlan.Due due) {
    context.write(
        Operation.RETAIN,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          trail.note(AuditAction.FACE_DISPOSED, due.patient(), "years=" + due.years());
          return Consents.erase(tx, trail, context.family(due.patient()));
        });
  }

  /** Unpacks an archive in the open; see {@link EhrStore#openArchive}. */
  static int open(Path file, Path folder, char[] recoveryKey) {
    if (Files.exists(folder)) {
      throw new StoreException.OutputThere();
    }
    try {
      return RetentionArchive.open(file, folder, recoveryKey);
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "The archive could not be read or its files not written: check both disks.", e);
    }
  }
}
