package org.vestibule.ehr.ledger;

/** Bytes or text are not what the ledger writes: a head, a state or a proof that was cut. */
public final class LedgerFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerFormatException(String message) {
    super(message);
  }
}
