package org.vestibule.app.flow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.ArchiveReport;
import org.vestibule.ehr.store.Disposal;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.RetentionKind;
import org.vestibule.ehr.store.RetentionPlan;
import org.vestibule.ehr.store.RetentionSchedule;
import org.vestibule.ehr.store.StoreException;

/** What has been kept long enough, on the command line. Used by one thread. */
public final class RetentionWork {
  private final ClinicWork work;

  RetentionWork(ClinicWork work) {
    this.work = work;
  }

  /**
   * What is due of one person.
   *
   * @param kind what decides: {@code chart}, {@code minor}, …; {@code face} for face data alone
   * @param held whether it stays until an emergency access is signed off
   */
  public record DueLine(
      String patient,
      String kind,
      String words,
      int years,
      LocalDate lastContact,
      LocalDate keptUntil,
      boolean held) {
    @Override
    public String toString() {
      return "DueLine";
    }
  }

  /** What is due now; nothing has happened yet. */
  public static final class Plan {
    private final RetentionPlan plan;

    private Plan(RetentionPlan plan) {
      this.plan = plan;
    }

    /** A line each, the longest overdue first. */
    public List<DueLine> due() {
      return plan.due().stream()
          .map(
              d ->
                  new DueLine(
                      d.number(),
                      d.kind().name().toLowerCase(Locale.ROOT),
                      d.kind().words(),
                      d.years(),
                      d.lastContact(),
                      d.keptUntil(),
                      d.waits()))
          .toList();
    }
  }

  /** What an archive holds now. */
  public record Archived(int records, int files, long bytes) {}

  /** What was disposed of. */
  public record Disposed(int records, int faces, int kept) {}

  /** How many years each kind is kept, by its name in small letters. */
  public Map<String, Integer> schedule() throws FlowException {
    RetentionSchedule schedule = work.with(Purpose.ADMINISTRATION, a -> a.retention().schedule());
    return Arrays.stream(RetentionKind.values())
        .collect(
            Collectors.toMap(
                k -> k.name().toLowerCase(Locale.ROOT),
                schedule::of,
                (a, b) -> a,
                java.util.TreeMap::new));
  }

  /** Keeps these kinds for so many years from now on; the others as before. */
  public void change(Map<String, Integer> years) throws FlowException {
    work.with(
        Purpose.ADMINISTRATION,
        access -> {
          RetentionSchedule schedule = access.retention().schedule();
          for (var changed : years.entrySet()) {
            schedule = schedule.with(kind(changed.getKey()), changed.getValue());
          }
          access.retention().change(schedule);
          return null;
        });
  }

  /**
   * Checks the names of kinds.
   *
   * @throws FlowException if there is no such kind
   */
  public static void requireKinds(Iterable<String> names) throws FlowException {
    for (String name : names) {
      try {
        kind(name);
      } catch (IllegalArgumentException e) {
        throw new FlowException(
            Kind.USAGE,
            "CLI-30",
            "Kinds are contact, chart, document, vaccination, minor and face.",
            e);
      }
    }
  }

  private static RetentionKind kind(String name) {
    return RetentionKind.valueOf(name.strip().toUpperCase(Locale.ROOT));
  }

  /** Writes down that somebody compared the clock with a calendar. */
  public void confirmClock() throws FlowException {
    work.with(
        Purpose.ADMINISTRATION,
        access -> {
          access.retention().confirmClock();
          return null;
        });
  }

  /** What is due; changes nothing. */
  public Plan plan() throws FlowException {
    return new Plan(work.with(Purpose.ADMINISTRATION, a -> a.retention().plan()));
  }

  /** Writes the plan's records into a sealed file; empty if it is there already. */
  public Optional<Archived> archive(Plan plan, Path file) throws FlowException {
    if (Files.exists(file)) {
      return Optional.empty();
    }
    ArchiveReport done =
        work.with(Purpose.ADMINISTRATION, a -> a.retention().archive(file, plan.plan));
    return Optional.of(new Archived(done.records(), done.files(), done.bytes()));
  }

  /** Disposes of what is due and stands in the archive as it is now. */
  public Disposed dispose(Plan plan, Path archive) throws FlowException {
    Disposal done =
        work.with(Purpose.ADMINISTRATION, a -> a.retention().dispose(plan.plan, archive));
    return new Disposed(done.records(), done.faces(), done.kept());
  }

  /**
   * Unpacks an archive in the open.
   *
   * @param recoveryKey wiped before this returns
   * @return how many files there were
   */
  public static int open(Path archive, Path folder, char[] recoveryKey) throws FlowException {
    try {
      return EhrStore.openArchive(archive, folder, recoveryKey);
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(recoveryKey, '\0');
    }
  }
}
