package org.vestibule.ehr.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vestibule.ehr.db.SignInTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.vault.KeyScope;

/**
 * Slows down whoever guesses. Five failures of one name cost 30 seconds, each further one twice as
 * much up to a quarter of an hour; fifty at this terminal lock it for all but administrators, who
 * wait but always get in. Counted in the database before the password is tried, so neither a
 * restart nor pulling the plug helps; the clock set back starts the waiting anew.
 *
 * <p>Nobody has keys yet when this is counted: whoever can write the database file can set it back.
 * That is noticed at the next sign-in unless all counts were put back to where they were sealed.
 */
final class SignInGuard {
  static final int FREE = 5;
  static final int LOCKED = 50;
  static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final Core core;

  SignInGuard(Core core) {
    this.core = core;
  }

  /** How long this many failures in a row cost. */
  static Duration wait(int failures) {
    if (failures < FREE) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - FREE, 10);
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /**
   * Counts an attempt as failed until {@link #succeeded} or {@link #undo}.
   *
   * @throws StoreException.TooManyAttempts if it is not this name's time yet
   * @throws StoreException.TerminalLocked if only administrators may try
   */
  void begin(String user) {
    String account = core.vault().nameHash(user);
    Optional<StoreException> refused =
        core.database().write(tx -> refusal(tx, account, mayUnlockTerminal(user)));
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  private Optional<StoreException> refusal(Tx tx, String account, boolean administrator) {
    Instant now = now();
    SignInTable table = tx.signIns();
    int atTerminal = table.find(SignInTable.TERMINAL).map(SignInTable.Failures::failures).orElse(0);
    if (atTerminal >= LOCKED && !administrator) {
      return Optional.of(new StoreException.TerminalLocked());
    }
    Optional<SignInTable.Failures> before = table.find(account);
    if (before.isPresent()) {
      Duration left = left(tx, account, before.get(), now);
      if (!left.isZero()) {
        return Optional.of(new StoreException.TooManyAttempts(left));
      }
    }
    int failures = before.map(SignInTable.Failures::failures).orElse(0);
    table.put(account, new SignInTable.Failures(failures + 1, now));
    table.put(SignInTable.TERMINAL, new SignInTable.Failures(atTerminal + 1, now));
    table.begun();
    return Optional.empty();
  }

  private static Duration left(Tx tx, String account, SignInTable.Failures before, Instant now) {
    Duration wait = wait(before.failures());
    if (wait.isZero()) {
      return Duration.ZERO;
    }
    if (now.isBefore(before.last())) {
      tx.signIns().put(account, new SignInTable.Failures(before.failures(), now));
      return wait;
    }
    Duration left = wait.minus(Duration.between(before.last(), now));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The attempt was no guess: the password fitted and something else was asked for. */
  void undo(String user) {
    String account = core.vault().nameHash(user);
    core.database()
        .write(
            tx -> {
              if (less(tx, account)) {
                tx.signIns().undone();
              }
              less(tx, SignInTable.TERMINAL);
              return null;
            });
  }

  /** Returns whether there was one to take away: a success meanwhile forgave it already. */
  private static boolean less(Tx tx, String account) {
    Optional<SignInTable.Failures> before = tx.signIns().find(account);
    before.ifPresent(
        f -> {
          if (f.failures() <= 1) {
            tx.signIns().forget(account);
          } else {
            tx.signIns().put(account, new SignInTable.Failures(f.failures() - 1, f.last()));
          }
        });
    return before.isPresent();
  }

  /** Forgets the failures of this name and of the terminal. */
  void succeeded(Tx tx, String user) {
    tx.signIns().forget(SignInTable.TERMINAL);
    forgive(tx, user);
  }

  /** Forgets the failures of this name, and seals how the counts stand then. */
  void forgive(Tx tx, String user) {
    tx.signIns().forget(core.vault().nameHash(user));
    tx.signIns().seal();
  }

  private boolean mayUnlockTerminal(String user) {
    return core.vault()
        .slots()
        .of(user)
        .map(s -> s.scopes().contains(KeyScope.ADMINISTRATION))
        .orElse(false);
  }

  private Instant now() {
    return Instant.ofEpochMilli(core.clock().millis());
  }
}
