package org.vestibule.ehr.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;

/** Somebody's unlocked keys. Safe for use by several threads. */
public final class Session implements AutoCloseable {
  private static final String DESK = "desk";
  private static final String KIOSK = "kiosk";

  private final Core core;
  private final UUID slot;
  private final String user;
  private final String terminal;
  private final Set<Role> roles;
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private volatile Set<KeyScope> scopes;

  private Session(Core core, UUID slot, String user, String terminal, Set<Role> roles) {
    this.core = core;
    this.slot = slot;
    this.user = user;
    this.terminal = terminal;
    this.roles = Set.copyOf(roles);
    this.scopes = Set.copyOf(AccessMatrix.scopes(roles));
  }

  static Session begin(Core core, UUID slot, String user, Set<Role> roles) {
    Session session = new Session(core, slot, user, DESK, roles);
    core.begin(session);
    return session;
  }

  /** What whoever signed in should be told, found only now that there are keys; usually nothing. */
  public List<Notice> notices() {
    return List.copyOf(notices);
  }

  void notice(Notice notice) {
    notices.add(notice);
  }

  /** Who unlocked; {@code kiosk} for a kiosk's session. */
  public String user() {
    return user;
  }

  /** What for. */
  public Set<Role> roles() {
    return roles;
  }

  /**
   * The facades for one purpose. Cheap.
   *
   * @throws StoreException.Locked if the session is over
   */
  public Access act(Purpose purpose) {
    requireOpen();
    return new Access(new Context(core, this, purpose));
  }

  /**
   * A session for the kiosk: the role PATIENT and the directory keys only. It lives on when this
   * one is locked or closed, until it is closed itself or the store is.
   *
   * @throws StoreException.Locked if this session is over
   */
  public Session forKiosk() {
    requireOpen();
    Session kiosk = new Session(core, slot, KIOSK, KIOSK, EnumSet.of(Role.PATIENT));
    core.begin(kiosk);
    return kiosk;
  }

  /**
   * Wipes the clinical and administration keys: charts need the password again, the directory stays
   * readable.
   */
  public void lockClinical() {
    Set<KeyScope> left = EnumSet.noneOf(KeyScope.class);
    left.addAll(scopes);
    left.removeAll(EnumSet.of(KeyScope.CLINICAL, KeyScope.ADMINISTRATION));
    scopes = Set.copyOf(left);
    core.wipeUnused();
  }

  /** True if charts can be opened by keys (the role decides besides). */
  public boolean clinicalUnlocked() {
    return scopes.contains(KeyScope.CLINICAL);
  }

  /**
   * Writes that the screen was locked, then ends this session as {@link #close} does, even where
   * the event cannot be written. A kiosk's session runs on.
   *
   * @param why {@code by hand}, {@code quiet}: not about a patient
   */
  public void lockScreen(String why) {
    end(AuditAction.SCREEN_LOCKED, why);
  }

  /**
   * Writes that the keys were wiped, then ends this session, even where the event cannot be
   * written. Whoever has the last session open wipes every key by this.
   *
   * @param why as for {@link #lockScreen}
   */
  public void wipeKeys(String why) {
    end(AuditAction.KEYS_WIPED, why);
  }

  private void end(AuditAction what, String why) {
    try {
      if (scopes.contains(KeyScope.DIRECTORY)) {
        Context context = new Context(core, this, Purpose.ADMINISTRATION);
        Context.guarded(
            () ->
                core.database()
                    .write(
                        tx -> {
                          context.trail(tx).note(what, why);
                          return null;
                        }));
      }
    } finally {
      close();
    }
  }

  /** Wipes this session's keys, but for those another session needs. Twice does nothing. */
  @Override
  public void close() {
    scopes = Set.of();
    core.end(this);
  }

  Set<KeyScope> scopes() {
    return scopes;
  }

  UUID slot() {
    return slot;
  }

  String terminal() {
    return terminal;
  }

  private void requireOpen() {
    if (scopes.isEmpty()) {
      throw new StoreException.Locked();
    }
  }

  @Override
  public String toString() {
    return "Session[" + slot + "]";
  }
}
