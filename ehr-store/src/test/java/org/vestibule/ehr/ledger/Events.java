package org.vestibule.ehr.ledger;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Invented events, and heads signed by the JDK's own Ed25519 rather than by ours. */
final class Events {
  static final UUID LEDGER = UUID.fromString("11111111-2222-3333-4444-555555555555");

  private final KeyPair keys;

  Events() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  static LedgerEvent event(int n) {
    return new LedgerEvent(
        new UUID(n, n),
        Instant.ofEpochSecond(1_700_000_000L + n, n),
        new UUID(0, 7),
        "desk-1",
        n % 3 == 0 ? "chart.view" : "patient.search",
        "treatment",
        n % 2 == 0 ? Optional.of(new UUID(5, n)) : Optional.empty(),
        LedgerEvent.Outcome.DONE,
        ("sealed " + n).getBytes(StandardCharsets.US_ASCII));
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  boolean verify(byte[] message, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(keys.getPublic());
      signature.update(message);
      return signature.verify(bytes);
    } catch (java.security.GeneralSecurityException e) {
      return false;
    }
  }
}
