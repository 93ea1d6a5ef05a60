package org.vestibule.ehr.store;

import java.util.Set;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** Somebody's unlocked keys. Safe for use by several threads. */
public final class Session implements AutoCloseable {
  private Session() {}

  /** Who unlocked. */
  public String user() {
    throw new UnsupportedOperationException();
  }

  /** What for. */
  public Set<Role> roles() {
    throw new UnsupportedOperationException();
  }

  /**
   * The facades for one purpose. Cheap.
   *
   * @throws StoreException.Locked if the session is over
   */
  public Access act(Purpose purpose) {
    throw new UnsupportedOperationException();
  }

  /**
   * A session for the kiosk: the role PATIENT and the directory keys only. It lives on when this
   * one is locked or closed, until it is closed itself or the store is.
   */
  public Session forKiosk() {
    throw new UnsupportedOperationException();
  }

  /** Wipes the clinical keys: charts need the password again, the directory stays readable. */
  public void lockClinical() {
    throw new UnsupportedOperationException();
  }

  /** True if charts can be opened by keys (the role decides besides). */
  public boolean clinicalUnlocked() {
    throw new UnsupportedOperationException();
  }

  /** Wipes this session's keys. Closing twice does nothing. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
