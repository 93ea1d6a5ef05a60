package org.vestibule.ehr.vault;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A vault just made and not on disk yet. */
record NewVault(VaultDocument document, Map<KeyScope, OpenScope> scopes, RecoveryKey recoveryKey) {
  private static final int NAME_SALT_BYTES = 32;

  static NewVault make(KdfCost cost, Credentials administrator) {
    Map<KeyScope, OpenScope> scopes = new EnumMap<>(KeyScope.class);
    for (KeyScope scope : KeyScope.values()) {
      scopes.put(scope, ScopeKeys.underNewKey(1, Keysets.create(scope)));
    }
    OpenScope administration = scopes.get(KeyScope.ADMINISTRATION);
    String root =
        Base64Text.encode(Keysets.publicBytes(administration.keysets().get(Keysets.ROOT)));
    byte[] salt = new byte[NAME_SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    UUID vault = UUID.randomUUID();
    Roster empty =
        new Roster(
            vault, 0, Base64Text.encode(salt), cost, root, List.of(), "", "", List.of(), List.of());
    RecoveryKey recoveryKey = RecoveryKey.random();
    RosterEdit edit = new RosterEdit(VaultDocument.of(empty, new byte[0], List.of()));
    edit.adopt(scopes);
    NewSlot person = NewSlot.forPerson(vault, empty.nameSalt(), root, cost, administrator);
    edit.add(person.slot(), person.secret(), scopes);
    NewSlot recovery = NewSlot.forRecovery(vault, root, cost, recoveryKey);
    edit.add(recovery.slot(), recovery.secret(), scopes);
    VaultDocument document = edit.sign(administration, scopes.get(KeyScope.SIGNING));
    return new NewVault(document, scopes, recoveryKey);
  }

  @Override
  public String toString() {
    return "NewVault[...]";
  }
}
