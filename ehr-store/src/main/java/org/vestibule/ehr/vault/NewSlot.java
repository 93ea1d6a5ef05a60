package org.vestibule.ehr.vault;

import com.google.crypto.tink.KeysetHandle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A slot just made, not in any roster and without any scope yet. */
record NewSlot(Roster.Slot slot, SlotSecret secret) {

  static NewSlot forPerson(
      UUID vault, String nameSalt, String root, KdfCost cost, Credentials credentials) {
    return make(
        vault,
        SlotInfo.Kind.PASSWORD,
        hashOf(nameSalt, credentials.user()),
        root,
        cost,
        credentials.password(),
        credentials.factor());
  }

  static NewSlot forRecovery(UUID vault, String root, KdfCost cost, RecoveryKey key) {
    return make(vault, SlotInfo.Kind.RECOVERY, "", root, cost, key.secret(), Optional.empty());
  }

  private static NewSlot make(
      UUID vault,
      SlotInfo.Kind kind,
      String name,
      String root,
      KdfCost cost,
      char[] password,
      Optional<KeyFactor> factor) {
    UUID id = UUID.randomUUID();
    KeysetHandle pair = SlotKeys.newKeyPair();
    SlotSecret secret =
        SlotKeys.protect(vault, id, new SlotKeys.Opened(pair, root), cost, password, factor);
    String publicKey = Base64Text.encode(Keysets.publicBytes(pair));
    String created = Instant.now().toString();
    return new NewSlot(new Roster.Slot(id, kind, created, name, publicKey, List.of()), secret);
  }

  /**
   * What the roster keeps of a sign-in name: HMAC-SHA256 of the name in NFKC, without outer spaces,
   * in lower case. A copied file shows no names, but the names of a known few can be tried.
   */
  static String hashOf(String nameSalt, String user) {
    String name = Normalizer.normalize(user, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64Text.decode(nameSalt), "HmacSHA256"));
      return Base64Text.encode(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw VaultFiles.damaged(e);
    }
  }
}
