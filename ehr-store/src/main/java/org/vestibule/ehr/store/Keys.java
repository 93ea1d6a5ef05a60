package org.vestibule.ehr.store;

import java.util.List;
import java.util.Set;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Role;

/** Staff and their key slots. */
public final class Keys {
  Keys() {}

  /**
   * Adds somebody of staff with an own password; the slot gets the keys the roles need.
   *
   * @param password not kept; the caller wipes it
   * @throws StoreException.Duplicate if the user name is taken
   */
  public void addStaff(Practitioner person, Set<Role> roles, char[] password) {
    throw new UnsupportedOperationException();
  }

  /** Everybody who can unlock. */
  public List<StaffMember> list() {
    throw new UnsupportedOperationException();
  }
}
