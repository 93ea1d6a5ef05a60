package org.vestibule.ehr.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
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
  private final Vault vault;

  Keys(Context context) {
    this.context = context;
    this.vault = context.core().vault();
  }

  /**
   * Adds somebody of staff with an own password; the slot gets the keys the roles need.
   *
   * @param password not kept; the caller wipes it
   * @throws StoreException.Invalid if the user name is taken or the password too short
   */
  public void addStaff(Practitioner person, Set<Role> roles, char[] password) {
    requireStaffRoles(roles);
    EhrStore.requireGood(person.user(), password);
    context.write(
        Operation.MANAGE_STAFF,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          removeLeftOver(tx);
          if (find(tx, person.user()).isPresent() || vault.slots().of(person.user()).isPresent()) {
            throw new StoreException.Invalid("This user name is taken: choose another.");
          }
          SlotInfo slot;
          try (Credentials credentials = Credentials.of(person.user(), password)) {
            slot = vault.slots().add(credentials, AccessMatrix.scopes(roles));
          }
          tx.staff().insert(new StaffTable.Staff(slot.id(), person, roles));
          changed(tx);
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
          return tx.staff().all().stream().map(this::shown).toList();
        });
  }

  /** Whoever is signed in, with the own second factor. */
  public StaffMember own() {
    return context.write(
        Operation.CHANGE_OWN_PASSWORD,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          trail.note(AuditAction.STAFF_LISTED, "own");
          return shown(require(tx, context.session().user()));
        });
  }

  /**
   * Takes somebody's key slot away and begins to bring everything under keys that this person never
   * had; {@link #rotate} goes on with that.
   *
   * @throws StoreException.Refused if nobody has the name, if it is the last administrator, or
   *     whoever asks
   */
  public void removeStaff(String user) {
    context.write(
        Operation.MANAGE_STAFF,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          StaffTable.Staff gone = require(tx, user);
          requireSomebodyElse(gone, "Nobody removes the own account");
          requireAnotherAdministrator(tx, gone);
          removeLeftOver(tx);
          if (vault.slots().all().stream().anyMatch(s -> s.id().equals(gone.slot()))) {
            vault.slots().remove(gone.slot());
          }
          KeyRotation.start(vault, AccessMatrix.scopes(gone.roles()));
          tx.staff().update(gone.gone());
          changed(tx);
          trail.note(AuditAction.STAFF_REMOVED, "slot=" + gone.slot());
          return null;
        });
    context.core().endSessionsOf(user);
  }

  /**
   * Gives somebody other roles, and the keys these need. Keys no longer needed are taken away and
   * begin to be renewed as in {@link #removeStaff}, which needs an administrator. It holds from the
   * next sign-in.
   *
   * @throws StoreException.Refused if nobody has the name, or if the last administrator or whoever
   *     asks would be none any more
   */
  public void changeRoles(String user, Set<Role> roles) {
    requireStaffRoles(roles);
    context.write(
        Operation.MANAGE_STAFF,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          StaffTable.Staff person = require(tx, user);
          if (!roles.contains(Role.ADMINISTRATOR)) {
            requireAnotherAdministrator(tx, person);
            requireSomebodyElse(person, "Nobody gives up the own administration");
          }
          Set<KeyScope> lost = EnumSet.noneOf(KeyScope.class);
          lost.addAll(AccessMatrix.scopes(person.roles()));
          lost.removeAll(AccessMatrix.scopes(roles));
          vault.slots().changeScopes(person.slot(), AccessMatrix.scopes(roles));
          if (!lost.isEmpty()) {
            KeyRotation.start(vault, lost);
          }
          tx.staff().update(person.with(roles));
          changed(tx);
          trail.note(AuditAction.ROLES_CHANGED, "slot=" + person.slot());
          return null;
        });
    context.core().endSessionsOf(user);
  }

  /**
   * Changes the own password. The second factor stays.
   *
   * @param now with the second factor, if it is part of the key
   * @param next not kept; the caller wipes it
   * @throws StoreException.WrongSecret if {@code now} does not fit
   */
  public void changePassword(Secret now, char[] next) {
    String user = context.session().user();
    EhrStore.requireGood(user, next);
    change(now.credentials(user), new Secret(next, now.factor()).credentials(user));
  }

  private void change(Credentials now, Credentials next) {
    try (now;
        next) {
      context.write(
          Operation.CHANGE_OWN_PASSWORD,
          KeyScope.DIRECTORY,
          (tx, trail) -> {
            vault.slots().changePassword(now, next);
            changed(tx);
            trail.note(AuditAction.PASSWORD_CHANGED, "");
            return null;
          });
    }
  }

  /**
   * Gives somebody a new password without knowing the old one; second factors are gone and the
   * slot's keys new. For who forgot it, or where it leaked.
   *
   * @param next not kept; the caller wipes it
   */
  public void resetPassword(String user, char[] next) {
    EhrStore.requireGood(user, next);
    context.write(
        Operation.MANAGE_STAFF,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          StaffTable.Staff person = require(tx, user);
          try (Credentials credentials = Credentials.of(person.person().user(), next)) {
            vault.slots().resetPassword(credentials);
          }
          tx.staff().update(person.withCodes(Optional.empty()));
          if (tx.signIns().altered()) {
            trail.note(AuditAction.SIGN_IN_COUNT_SET_BACK, "");
          }
          new SignInGuard(context.core()).forgive(tx, user);
          changed(tx);
          trail.note(AuditAction.PASSWORD_RESET, "slot=" + person.slot());
          return null;
        });
  }

  /**
   * Makes a key file, or a key in a token, part of the own key: without it the password opens
   * nothing. Codes are no longer asked for. A token makes its key where it has none of that label.
   *
   * @param now password and, if there is one already, the key
   */
  public void useKey(Secret now, SecondFactor.Key key) {
    String user = context.session().user();
    Context.guarded(
        () -> {
          key.makeIfMissing();
          return null;
        });
    change(now.credentials(user), new Secret(now.password(), Optional.of(key)).credentials(user));
    setCodes(Optional.empty(), "key");
  }

  /** Begins to ask for codes of this secret at the own sign-in, once one code was right. */
  public void useCodes(Totp totp, String code) {
    if (totp.step(code, context.now(), -1).isEmpty()) {
      throw new StoreException.Invalid(
          "The code does not fit: check the clock of the telephone and of this computer.");
    }
    setCodes(Optional.of(totp.secret()), "code");
  }

  /**
   * Ends the own second factor.
   *
   * @param now password and key
   */
  public void useNoSecondFactor(Secret now) {
    String user = context.session().user();
    change(now.credentials(user), new Secret(now.password(), Optional.empty()).credentials(user));
    setCodes(Optional.empty(), "none");
  }

  private void setCodes(Optional<String> secret, String what) {
    context.write(
        Operation.CHANGE_OWN_PASSWORD,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          tx.staff().update(require(tx, context.session().user()).withCodes(secret));
          trail.note(AuditAction.SECOND_FACTOR_SET, what);
          return null;
        });
  }

  /**
   * Begins a rotation of every key; {@link #rotate} goes on with it. Does nothing to what is
   * rotating already.
   */
  public void startRotation() {
    context.write(
        Operation.ROTATE_KEYS,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          KeyRotation.start(vault, EnumSet.allOf(KeyScope.class));
          changed(tx);
          return null;
        });
  }

  /** Whether a rotation was begun and is not finished. Needs the administration keys. */
  public boolean rotating() {
    context.require(Operation.ROTATE_KEYS, KeyScope.ADMINISTRATION);
    return !vault.rotating().isEmpty();
  }

  /**
   * Goes on with a rotation until everything is under the new keys and the old ones are destroyed.
   * May be ended by a power cut at any moment; the next call goes on. The desk works on meanwhile.
   *
   * @param told how many patients are done so far
   * @return how many patients there are, and how many of their keys this run wrapped anew
   */
  public KeysRotated rotate(LongConsumer told) {
    return new KeyRotation(context).run(told);
  }

  private void changed(Tx tx) {
    tx.meta().setNumber(EhrStore.GENERATION, vault.generation());
  }

  private StaffMember shown(StaffTable.Staff staff) {
    boolean key =
        vault.slots().all().stream().anyMatch(s -> s.id().equals(staff.slot()) && s.keyFile());
    StaffMember.Factor factor =
        key
            ? StaffMember.Factor.KEY
            : staff.codeSecret().isPresent() ? StaffMember.Factor.CODE : StaffMember.Factor.NONE;
    return new StaffMember(staff.person().user(), staff.roles(), factor);
  }

  private static void requireStaffRoles(Set<Role> roles) {
    if (roles.isEmpty() || roles.contains(Role.PATIENT)) {
      throw new IllegalArgumentException("staff has at least one role, and never PATIENT");
    }
  }

  private static Optional<StaffTable.Staff> find(Tx tx, String user) {
    return tx.staff().all().stream().filter(s -> s.person().user().equals(user)).findFirst();
  }

  private static StaffTable.Staff require(Tx tx, String user) {
    return find(tx, user)
        .orElseThrow(
            () -> new StoreException.Refused("Nobody here has this user name: check the list."));
  }

  private void requireSomebodyElse(StaffTable.Staff person, String rule) {
    if (person.slot().equals(context.session().slot())) {
      throw new StoreException.Refused(rule + ": ask another administrator.");
    }
  }

  private static void requireAnotherAdministrator(Tx tx, StaffTable.Staff person) {
    boolean another =
        tx.staff().all().stream()
            .anyMatch(
                s -> !s.slot().equals(person.slot()) && s.roles().contains(Role.ADMINISTRATOR));
    if (!another) {
      throw new StoreException.Refused(
          "This is the only administrator: make somebody else one first.");
    }
  }

  /** A crash between vault and database leaves a slot that nobody is known to have. */
  private void removeLeftOver(Tx tx) {
    Set<UUID> known =
        tx.staff().all().stream().map(StaffTable.Staff::slot).collect(Collectors.toSet());
    for (SlotInfo slot : vault.slots().all()) {
      if (slot.kind() == SlotInfo.Kind.PASSWORD && !known.contains(slot.id())) {
        vault.slots().remove(slot.id());
      }
    }
  }
}
