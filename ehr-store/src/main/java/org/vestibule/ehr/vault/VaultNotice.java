package org.vestibule.ehr.vault;

/** Something that staff must be told after a vault was opened although all went well. */
public enum VaultNotice {
  /** {@code vault.json} was missing; its backup was used and {@code vault.json} written anew. */
  MISSING_BACKUP_USED("The key file vault.json was missing. Its backup was used and restored."),
  /** {@code vault.json} was cut or changed; its backup was used and {@code vault.json} restored. */
  DAMAGED_BACKUP_USED("The key file vault.json was damaged. Its backup was used and restored."),
  /** {@code vault.json} was older than its backup; the backup was used and restored. */
  OLDER_BACKUP_USED(
      "The key file vault.json was an older one. Its newer backup was used and restored."),
  /** The backup was missing or damaged and was written anew. */
  BACKUP_RESTORED("The backup of the key file was missing or damaged. It was written again.");

  private final String sentence;

  VaultNotice(String sentence) {
    this.sentence = sentence;
  }

  /** One plain English sentence. */
  public String sentence() {
    return sentence;
  }
}
