package org.vestibule.ehr.ledger;

/**
 * Something that verification found.
 *
 * @param kind what is wrong
 * @param sequence the first event concerned, from 1; for a head its size
 */
public record LedgerProblem(Kind kind, long sequence) {

  /** What can be wrong with a ledger. */
  public enum Kind {
    /** An event's content does not fit its chain value: changed, swapped or inserted. */
    CHANGED("An audit event was changed, swapped or inserted."),
    /** A sequence number is missing: the event was removed. */
    DROPPED("An audit event is missing."),
    /** A sequence number came twice or out of order: the event was inserted or replayed. */
    OUT_OF_ORDER("An audit event stands in the wrong place or twice."),
    /** The stored state does not fit the events: the end was cut off, or the state was changed. */
    STATE_DIFFERS("The end of the ledger does not fit what was kept about it."),
    /** A head vouches for more events than there are: cut off, or an older database put back. */
    SHORTER_THAN_HEAD("Events at the end are missing, or an older database was put back."),
    /** A head vouches for other events than these: history was rewritten. */
    DIFFERS_FROM_HEAD("The events differ from those that an earlier head vouches for."),
    /** A head's signature is not this clinic's. */
    HEAD_NOT_SIGNED(
        "The head was signed by no key of these records: it was not signed by this clinic, it was"
            + " changed, or an older copy of records and keys was put back since."),
    /** A head is about another ledger. */
    OTHER_LEDGER("The head belongs to another ledger.");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /** One plain English sentence. */
    public String sentence() {
      return sentence;
    }
  }
}
