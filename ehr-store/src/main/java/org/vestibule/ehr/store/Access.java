package org.vestibule.ehr.store;

/** One actor with one purpose: the way to the facades. Safe for use by several threads. */
public final class Access {
  Access() {}

  /** Demographics, lookup and search. */
  public People people() {
    throw new UnsupportedOperationException();
  }

  /** Charts. */
  public Charts charts() {
    throw new UnsupportedOperationException();
  }

  /** Templates, samples and the models made of them. */
  public Faces faces() {
    throw new UnsupportedOperationException();
  }

  /** Appointments and arrivals. */
  public Queue queue() {
    throw new UnsupportedOperationException();
  }

  /** Who did what. */
  public Audit audit() {
    throw new UnsupportedOperationException();
  }

  /** Staff and their keys. */
  public Keys keys() {
    throw new UnsupportedOperationException();
  }

  /**
   * Checks the database's integrity, opens every sealed value, compares every manifest, recomputes
   * every lookup entry and walks the whole ledger.
   */
  public VerifyReport verify() {
    throw new UnsupportedOperationException();
  }
}
