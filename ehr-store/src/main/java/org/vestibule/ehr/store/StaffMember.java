package org.vestibule.ehr.store;

import java.util.Set;
import org.vestibule.ehr.record.Role;

/**
 * Somebody who can unlock.
 *
 * @param secondFactor what is asked for besides the password
 */
public record StaffMember(String user, Set<Role> roles, Factor secondFactor) {
  public StaffMember {
    roles = Set.copyOf(roles);
  }

  /** The kinds of second factor. */
  public enum Factor {
    NONE,
    /** A code of the moment: guards the screen, not the disk. */
    CODE,
    /** A key file, or a key in a token: part of the key, so it guards the disk. */
    KEY
  }

  @Override
  public String toString() {
    return "StaffMember";
  }
}
