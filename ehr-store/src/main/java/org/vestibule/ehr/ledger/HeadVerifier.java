package org.vestibule.ehr.ledger;

/** Checks the signatures of heads; the vault does, without any key unlocked. */
@FunctionalInterface
public interface HeadVerifier {
  /** Whether {@code signature} is this clinic's over {@code message}. */
  boolean verify(byte[] message, byte[] signature);
}
