package org.vestibule.ehr.db;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Failed sign-ins: counted without keys, so that they are counted before anybody has some. Whoever
 * signs in seals how the counts stand; what was done to them by hand since then shows, unless all
 * of them were put back together.
 */
public final class SignInTable {
  /** Stands for everybody at this terminal: no hash of a name is empty. */
  public static final String TERMINAL = "";

  private static final String BEGUN = "sign_ins_begun";
  private static final String UNDONE = "sign_ins_undone";
  private static final String CODE_STEP = "code_step_";

  private final Tx tx;

  SignInTable(Tx tx) {
    this.tx = tx;
  }

  /**
   * @param failures since the last success
   * @param last when the last one was, to the millisecond
   */
  public record Failures(int failures, Instant last) {}

  /**
   * All that is counted.
   *
   * @param begun attempts ever
   * @param undone those of them that were no guesses
   * @param failures of each account since its last success
   * @param codeSteps the newest code used, by key slot
   */
  record Counts(
      long begun, long undone, Map<String, Integer> failures, Map<String, Long> codeSteps) {
    /**
     * Whether nothing but attempts, and what undoes them, lies between these and the later ones.
     */
    boolean leadTo(Counts later) {
      long undoneSince = later.undone - undone;
      long since = later.begun - begun - undoneSince;
      return undoneSince >= 0
          && later.begun >= begun
          && later.ofAccounts() - ofAccounts() == since
          && missing(later) <= 2 * undoneSince
          && codeSteps.equals(later.codeSteps);
    }

    private long ofAccounts() {
      return failures.entrySet().stream()
          .filter(e -> !e.getKey().equals(TERMINAL))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    private long missing(Counts later) {
      return failures.entrySet().stream()
          .mapToLong(e -> Math.max(0, e.getValue() - later.failures.getOrDefault(e.getKey(), 0)))
          .sum();
    }
  }

  /** What is known of an account. */
  public Optional<Failures> find(String account) {
    return tx.handle()
        .createQuery("SELECT failures, last_millis FROM sign_in_failure WHERE account = ?")
        .bind(0, account)
        .map((row, context) -> new Failures(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))))
        .findOne();
  }

  /** Replaces what is known of an account. */
  public void put(String account, Failures failures) {
    tx.handle()
        .execute(
            "INSERT INTO sign_in_failure (account, failures, last_millis) VALUES (?, ?, ?)"
                + " ON CONFLICT (account) DO UPDATE"
                + " SET failures = excluded.failures, last_millis = excluded.last_millis",
            account,
            failures.failures(),
            failures.last().toEpochMilli());
  }

  /** Forgets an account's failures. */
  public void forget(String account) {
    tx.handle().execute("DELETE FROM sign_in_failure WHERE account = ?", account);
  }

  /** Counts an attempt, whatever becomes of it. */
  public void begun() {
    tx.meta().setCounter(BEGUN, tx.meta().counter(BEGUN) + 1);
  }

  /** Counts an attempt that was no guess. */
  public void undone() {
    tx.meta().setCounter(UNDONE, tx.meta().counter(UNDONE) + 1);
  }

  /** The step of the newest code that somebody used; 0 before the first. */
  public long codeStep(String slot) {
    return tx.meta().counter(CODE_STEP + slot);
  }

  /** Keeps the step of a code that was used. */
  public void useCode(String slot, long step) {
    tx.meta().setCounter(CODE_STEP + slot, step);
  }

  Counts counts() {
    Map<String, Integer> failures = new TreeMap<>();
    tx.handle()
        .createQuery("SELECT account, failures FROM sign_in_failure")
        .map((row, context) -> failures.put(row.getString(1), row.getInt(2)))
        .list();
    Map<String, Long> codeSteps = new TreeMap<>();
    tx.handle()
        .createQuery("SELECT name, value FROM counter WHERE name LIKE 'code_step_%'")
        .map((row, context) -> codeSteps.put(row.getString(1), row.getLong(2)))
        .list();
    return new Counts(tx.meta().counter(BEGUN), tx.meta().counter(UNDONE), failures, codeSteps);
  }

  /**
   * Whether the counts are others than attempts since they were sealed last could have made them:
   * somebody changed them by hand. Needs the directory keys.
   */
  public boolean altered() {
    Counts now = counts();
    return tx.clinic().signIns().map(before -> !before.leadTo(now)).orElse(false);
  }

  /** Seals how the counts stand. Needs the directory keys. */
  public void seal() {
    tx.clinic().seal(counts());
  }
}
