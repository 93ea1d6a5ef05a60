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
            ? "The recovery key has ten groups of four characters. Please type all of them."
            : "Group "
                + printed((group - 1) * RecoveryKey.GROUP)
                + " or "
                + printed(group * RecoveryKey.GROUP - 1)
                + " of the recovery key has a typing mistake. Please type them again.",
        null);
    this.group = group;
  }

  /** In which of the printed groups, from 1, a character is, from 0. */
  private static int printed(int character) {
    return character / RecoveryKey.PRINTED + 1;
  }

  /** The first group of five with a mistake, from 1; 0 if the number of characters is wrong. */
  public int group() {
    return group;
  }
}
