package org.vestibule.ehr.vault;

/**
 * What a set of keys is for. A key slot wraps only the scopes that its owner's role needs.
 *
 * <p>The names are part of {@code vault.json}; never rename one.
 */
public enum KeyScope {
  /** Demographics, photo, templates, appointments, emergency card. */
  DIRECTORY,
  /** Charts and documents. */
  CLINICAL,
  /** Staff, settings, and the right to change key slots. */
  ADMINISTRATION,
  /** Ed25519 for ledger heads, HPKE for bundles between clinics. */
  SIGNING,
  /** The pseudo-random function behind blind indexes. */
  INDEX
}
