package org.vestibule.ehr.vault;

/** A recovery key was typed wrongly; the group with the mistake is known. */
public final class MistypedRecoveryKeyException extends VaultException {
  private static final long serialVersionUID = 1L;

  private final int group;

  /**
   * @param group from 1; 0 if the number of characters is wrong
   */
  MistypedRecoveryKeyException(int group) {
    super(
        "V-08",
        group == 0
            ? "The recovery key has eight groups of five characters. Please type all of them."
            : "Group " + group + " of the recovery key has a typing mistake. Please type it again.",
        null);
    this.group = group;
  }

  /** The first group with a mistake, from 1; 0 if the number of characters is wrong. */
  public int group() {
    return group;
  }
}
