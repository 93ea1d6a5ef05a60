package org.vestibule.ehr.store;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vestibule.ehr.db.StaffTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.SlotInfo;
import org.vestibule.ehr.vault.Vault;

/** Staff and their key slots. */
public final class Keys {
  private final Context context;

  Keys(Context context) {
    this.context = context;
  }

  /**
   * Adds somebody of staff with an own password; the slot gets the keys the roles need.
   *
   * @param password not kept; the caller wipes it
   * @throws StoreException.Invalid if the user name is taken or the password too short
   */
  public void addStaff(Practitioner person, Set<Role> roles, char[] password) {
    if (roles.isEmpty() || roles.contains(Role.PATIENT)) {
      throw new IllegalArgumentException("staff has at least one role, and never PATIENT");
    }
    EhrStore.requireGood(person.user(), password);
    Vault vault = context.core().vault();
    context.write(
        Operation.MANAGE_STAFF,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          if (tx.staff().all().stream().anyMatch(s -> s.person().user().equals(person.user()))) {
            throw new StoreException.Invalid("This user name is taken: choose another.");
          }
          removeLeftOver(tx, vault);
          SlotInfo slot;
          try (Credentials credentials = Credentials.of(person.user(), password)) {
            slot = vault.addSlot(credentials, AccessMatrix.scopes(roles));
          }
          tx.staff().insert(new StaffTable.Staff(slot.id(), person, roles));
          tx.meta().setNumber(EhrStore.GENERATION, vault.generation());
          trail.note(AuditAction.STAFF_ADDED, "slot=" + slot.id());
          return null;
        });
  }

  /** Everybody who can unlock. */
  public List<StaffMember> list() {
    return context.write(
        Operation.LIST_STAFF,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          trail.note(AuditAction.STAFF_LISTED, "");
          return tx.staff().all().stream()
              .map(s -> new StaffMember(s.person().user(), s.roles()))
              .toList();
        });
  }

  /** A crash between vault and database leaves a slot that nobody is known to have. */
  private static void removeLeftOver(Tx tx, Vault vault) {
    Set<UUID> known =
        tx.staff().all().stream().map(StaffTable.Staff::slot).collect(Collectors.toSet());
    for (SlotInfo slot : vault.slots()) {
      if (slot.kind() == SlotInfo.Kind.PASSWORD && !known.contains(slot.id())) {
        vault.removeSlot(slot.id());
      }
    }
  }
}
