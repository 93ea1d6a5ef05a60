package org.vestibule.ehr.vault;

import java.util.Optional;

/** One place that several machines keep their vault's document in, for example a database. */
public interface SharedVault {
  /**
   * The document as it stands.
   *
   * @throws VaultIoException if the place cannot be reached
   */
  Optional<byte[]> read();

  /**
   * Replaces the document durably, unless another machine has done so meanwhile.
   *
   * @param before what is to be replaced; empty if there must be none
   * @param generation of the new document, readable without parsing it
   * @return false if something else than {@code before} is there; then nothing was changed
   * @throws VaultIoException if the place cannot be reached
   */
  boolean replace(Optional<byte[]> before, byte[] next, long generation);
}
