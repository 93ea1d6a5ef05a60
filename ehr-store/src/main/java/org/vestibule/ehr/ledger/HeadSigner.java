package org.vestibule.ehr.ledger;

/** Signs heads; the vault does. */
@FunctionalInterface
public interface HeadSigner {
  /** The signature over {@code message}. */
  byte[] sign(byte[] message);
}
