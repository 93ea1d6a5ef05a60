package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.DeskView.Staff;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StaffMember;
import org.vestibule.ehr.store.StoreException;

/** Who is signed in at the desk. Thread-safe. */
final class DeskSignIn {
  static final Duration QUIET = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(DeskSignIn.class);

  private final EhrStore store;
  private final DeskRecords records;
  private final InstantSource clock;
  private volatile Optional<Staff> staff = Optional.empty();
  private volatile Optional<Instant> lockedAt = Optional.empty();
  private volatile List<Staff> people;
  private volatile Instant lastTouch;

  DeskSignIn(EhrStore store, DeskRecords records, InstantSource clock) {
    this.store = store;
    this.records = records;
    this.clock = clock;
    this.lastTouch = clock.instant();
    this.people =
        List.of(new Staff(store.firstAdministrator(), store.firstAdministrator(), "administrator"));
  }

  Optional<Staff> staff() {
    return staff;
  }

  Optional<Instant> lockedAt() {
    return lockedAt;
  }

  /** Who may be offered on the unlock screen: everybody, once somebody has signed in. */
  List<Staff> people() {
    return people;
  }

  void touched() {
    lastTouch = clock.instant();
  }

  /** Whether nobody has touched the desk for so long that it is to be locked. */
  boolean forgotten() {
    return !records.locked() && clock.instant().isAfter(lastTouch.plus(QUIET));
  }

  /** Takes over a session that is open already. */
  void signedIn(Session session) {
    records.open(session);
    staff =
        Optional.of(
            shown(new StaffMember(session.user(), session.roles(), StaffMember.Factor.NONE)));
    lockedAt = Optional.empty();
    touched();
    try {
      people = session.act(Purpose.ADMINISTRATION).keys().list().stream().map(this::shown).toList();
    } catch (StoreException.Denied e) {
      LOG.debug("Only administrators list staff");
    }
  }

  /** Signs in; wipes the password. */
  void unlock(String user, char[] password, Optional<String> secondFactor) throws FlowException {
    try {
      Session session = store.unlock(user, SecondFactors.secret(password, secondFactor));
      records.lock();
      signedIn(session);
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Signs the first administrator in; wipes the key. */
  void unlockWithRecoveryKey(char[] recoveryKey) throws FlowException {
    try {
      Session session = store.unlockWithRecoveryKey(recoveryKey);
      records.lock();
      signedIn(session);
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(recoveryKey, '\0');
    }
  }

  void lock() {
    records.lock();
    staff = Optional.empty();
    lockedAt = Optional.of(clock.instant());
  }

  private Staff shown(StaffMember member) {
    String role =
        member.roles().contains(Role.ADMINISTRATOR)
            ? "administrator"
            : member.roles().contains(Role.CLINICIAN) ? "doctor" : "front desk";
    return new Staff(member.user(), member.user(), role);
  }
}
