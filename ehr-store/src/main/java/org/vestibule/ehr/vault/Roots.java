package org.vestibule.ehr.vault;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.PublicKeyVerify;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Who may change the roster: holders of the root key. Every slot's secret names the root that its
 * owner trusts, under her password, so somebody who can write the file but holds no root key cannot
 * slip in slots or keys of his own.
 */
final class Roots {
  private Roots() {}

  static byte[] sign(KeysetHandle root, byte[] message) {
    try {
      return root.getPrimitive(Keysets.TINK, PublicKeySign.class).sign(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  static Roster.RootStep step(UUID vault, KeysetHandle from, KeysetHandle to) {
    String fromText = Base64Text.encode(Keysets.publicBytes(from));
    String toText = Base64Text.encode(Keysets.publicBytes(to));
    byte[] signature = sign(from, Context.rootStep(vault, fromText, toText));
    return new Roster.RootStep(fromText, toText, Base64Text.encode(signature));
  }

  /**
   * Checks that the roster was signed by the trusted root, or by one that it handed over to.
   *
   * @throws VaultDamagedException if not
   */
  static void check(VaultDocument document, String trustedRoot) {
    Roster roster = document.roster();
    String root = trustedRoot;
    for (Roster.RootStep step : roster.rootSteps()) {
      if (step.from().equals(root)) {
        byte[] message = Context.rootStep(roster.vault(), step.from(), step.to());
        verify(step.from(), message, step.signature());
        root = step.to();
      }
    }
    if (!root.equals(roster.root())) {
      throw notSigned(null);
    }
    verify(root, VaultDocument.signedBytes(roster), document.signature());
  }

  private static void verify(String publicKeyset, byte[] message, String signature) {
    try {
      Keysets.fromPublicBytes(Base64Text.decode(publicKeyset))
          .getPrimitive(Keysets.TINK, PublicKeyVerify.class)
          .verify(Base64Text.decode(signature), message);
    } catch (GeneralSecurityException e) {
      throw notSigned(e);
    }
  }

  private static VaultDamagedException notSigned(Throwable cause) {
    return new VaultDamagedException(
        "The key file vault.json was changed by somebody without the right to."
            + " Please restore it from a backup and call the administrator.",
        cause);
  }
}
