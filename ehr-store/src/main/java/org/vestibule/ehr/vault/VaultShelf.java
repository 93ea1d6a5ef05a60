package org.vestibule.ehr.vault;

/** Where a vault's document is kept. */
interface VaultShelf {
  boolean exist();

  /** Reads without writing: nothing is authenticated yet, so nothing may be overwritten. */
  VaultFiles.Found read();

  /**
   * Replaces the document durably.
   *
   * @throws VaultIoException if that failed; then the old or the new document is there whole
   */
  void write(VaultDocument document);

  /** The document as it stands now, where others may have changed it. */
  VaultDocument newest(VaultDocument known);
}
