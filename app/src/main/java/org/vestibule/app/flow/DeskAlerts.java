package org.vestibule.app.flow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.store.Backups;

/**
 * What whoever is signed in should know of the records, and how much waits for a decision of
 * somebody with their rights. Belongs to the flow thread.
 */
final class DeskAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(DeskAlerts.class);

  /** A week's work is what a clinic may have to do again. */
  private static final int DAYS_WITHOUT_BACKUP = 7;

  private final Executor flow;
  private final DeskRecords records;
  private final InstantSource clock;
  private final Runnable changed;
  private String words = "";

  /**
   * @param changed told after every change
   */
  DeskAlerts(Executor flow, DeskRecords records, InstantSource clock, Runnable changed) {
    this.flow = flow;
    this.records = records;
    this.clock = clock;
    this.changed = changed;
  }

  /** In words; empty if nothing waits. */
  String words() {
    return words;
  }

  void forget() {
    words = "";
  }

  /** Counts anew; asks for nothing that the role would be refused. */
  void refresh() {
    Set<Role> roles = records.roles();
    boolean signsOff = roles.contains(Role.ADMINISTRATOR) || roles.contains(Role.AUDITOR);
    CompletableFuture<Integer> uses =
        signsOff
            ? records.later(Purpose.AUDIT, access -> access.emergencies().waiting().size())
            : CompletableFuture.completedFuture(0);
    CompletableFuture<Integer> imports =
        roles.contains(Role.CLINICIAN)
            ? records.later(Purpose.TREATMENT, access -> access.imports().waiting().size())
            : CompletableFuture.completedFuture(0);
    CompletableFuture<Long> unsaved =
        records.may(DeskRight.BACK_UP)
            ? records.later(Purpose.ADMINISTRATION, access -> daysSince(access.backups()))
            : CompletableFuture.completedFuture(0L);
    List<String> notices = records.notices();
    uses.thenCombine(imports, DeskAlerts::waiting)
        .thenCombine(unsaved, (waiting, days) -> inWords(notices, waiting, days))
        .whenCompleteAsync(
            (said, failure) -> {
              // Locked meanwhile, it is no failure.
              if (failure != null && !records.locked()) {
                LOG.warn("What waits for a decision could not be counted", failure);
                return;
              }
              words = records.locked() ? "" : said;
              changed.run();
            },
            flow);
  }

  private long daysSince(Backups backups) {
    return Duration.between(backups.unsavedSince(), clock.instant()).toDays();
  }

  private static List<String> waiting(int uses, int imports) {
    List<String> parts = new ArrayList<>();
    if (uses > 0) {
      parts.add(Count.of(uses, "emergency access", "emergency accesses") + " to sign off");
    }
    if (imports > 0) {
      parts.add(Count.of(imports, "imported person", "imported people") + " to review");
    }
    return parts;
  }

  private static String inWords(List<String> notices, List<String> waiting, long unsavedDays) {
    List<String> parts = new ArrayList<>();
    if (unsavedDays >= DAYS_WITHOUT_BACKUP) {
      parts.add("No backup for " + Count.of(unsavedDays, "day"));
    }
    parts.addAll(waiting);
    List<String> all = new ArrayList<>(notices);
    all.add(String.join(", ", parts));
    return String.join(" ", all).strip();
  }
}
