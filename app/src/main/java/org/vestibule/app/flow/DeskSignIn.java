package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.DeskView.Lock;
import org.vestibule.app.flow.DeskView.Staff;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StaffMember;
import org.vestibule.ehr.store.StoreException;

/** Who is signed in at the desk. Thread-safe. */
final class DeskSignIn {
  private static final String BY_HAND = "by hand";
  private static final String BY_ITSELF = "quiet";
  private static final Logger LOG = LoggerFactory.getLogger(DeskSignIn.class);

  private final EhrStore store;
  private final DeskRecords records;
  private final InstantSource clock;
  private final QuietTimes times;
  private volatile Optional<Staff> staff = Optional.empty();
  private volatile Optional<Lock> lock = Optional.empty();
  private volatile List<Staff> people;
  private volatile Instant lastTouch;

  DeskSignIn(EhrStore store, DeskRecords records, InstantSource clock, QuietTimes times) {
    this.store = store;
    this.records = records;
    this.clock = clock;
    this.times = times;
    this.lastTouch = clock.instant();
    this.people =
        store.firstAdministrator().stream()
            .map(user -> new Staff(user, user, "administrator"))
            .toList();
  }

  String clinic() {
    return store.clinicName();
  }

  Optional<Staff> staff() {
    return staff;
  }

  /** How it is locked, once somebody was signed in. */
  Optional<Lock> lock() {
    return lock;
  }

  /** Who may be offered on the unlock screen: everybody, once somebody has signed in. */
  List<Staff> people() {
    return people;
  }

  /** Keys and pointer at a locked screen may be anybody's: they put nothing off. */
  void touched() {
    if (!records.locked()) {
      lastTouch = clock.instant();
    }
  }

  /** Whether nobody has touched the desk for so long that it is to be locked. */
  boolean forgotten() {
    return !records.locked() && clock.instant().isAfter(lastTouch.plus(times.screen()));
  }

  /** Whether nobody has touched the desk for so long that every key is to be wiped. */
  boolean abandoned() {
    return times.keys().filter(keys -> clock.instant().isAfter(lastTouch.plus(keys))).isPresent();
  }

  /** Takes over a session that is open already. */
  void signedIn(Session session) {
    records.open(session);
    staff =
        Optional.of(
            shown(new StaffMember(session.user(), session.roles(), StaffMember.Factor.NONE)));
    lock = Optional.empty();
    touched();
    try {
      people = session.act(Purpose.ADMINISTRATION).keys().list().stream().map(this::shown).toList();
    } catch (StoreException.Denied e) {
      LOG.debug("Only administrators list staff");
    }
  }

  /** Signs in; wipes the password. */
  Session unlock(String user, char[] password, Optional<String> secondFactor) throws FlowException {
    try {
      return entered(store.unlock(user, SecondFactors.secret(password, secondFactor)));
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Signs the first administrator in, who has a new password from now on; wipes both. */
  Session unlockWithRecoveryKey(char[] recoveryKey, char[] next) throws FlowException {
    try {
      return entered(store.unlockWithRecoveryKey(recoveryKey, next));
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(recoveryKey, '\0');
      Arrays.fill(next, '\0');
    }
  }

  private Session entered(Session session) {
    records.lock(BY_HAND);
    signedIn(session);
    return session;
  }

  /**
   * Locks the screen.
   *
   * @param quiet whether it does so by itself
   */
  void lock(boolean quiet) {
    records.lock(quiet ? BY_ITSELF : BY_HAND);
    staff = Optional.empty();
    Optional<Duration> after = quiet ? Optional.of(times.screen()) : Optional.empty();
    lock = Optional.of(new Lock(clock.instant(), after, false));
  }

  /** The keys behind the locked screen are wiped too. */
  void wiped() {
    lock = lock.map(how -> new Lock(how.at(), how.quiet(), true));
  }

  private Staff shown(StaffMember member) {
    String role =
        member.roles().contains(Role.ADMINISTRATOR)
            ? "administrator"
            : member.roles().contains(Role.CLINICIAN) ? "doctor" : "front desk";
    return new Staff(member.user(), member.user(), role);
  }
}
