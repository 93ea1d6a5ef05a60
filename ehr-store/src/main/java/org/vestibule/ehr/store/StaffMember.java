package org.vestibule.ehr.store;

import java.util.Set;
import org.vestibule.ehr.record.Role;

/**
 * Somebody who can unlock the store.
 *
 * @param user the name typed to unlock
 * @param roles what for
 */
public record StaffMember(String user, Set<Role> roles) {
  public StaffMember {
    roles = Set.copyOf(roles);
  }
}
