package org.vestibule.ehr.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.DatabaseException;
import org.vestibule.ehr.db.IncompleteException;
import org.vestibule.ehr.vault.KeysLockedException;
import org.vestibule.ehr.vault.MistypedRecoveryKeyException;
import org.vestibule.ehr.vault.SealBrokenException;
import org.vestibule.ehr.vault.TokenException;
import org.vestibule.ehr.vault.VaultDamagedException;
import org.vestibule.ehr.vault.VaultException;
import org.vestibule.ehr.vault.VaultExistsException;
import org.vestibule.ehr.vault.VaultMissingException;
import org.vestibule.ehr.vault.WrongSecretException;

/** What the layers below throw, said to a person; logged once, here. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static RuntimeException translate(RuntimeException failure) {
    if (failure instanceof VaultException e) {
      return vault(e);
    }
    if (failure instanceof DatabaseException e) {
      LOG.warn("database: {}", e.getMessage());
      return database(e);
    }
    if (failure instanceof IncompleteException e) {
      LOG.warn("a record is not complete");
      return new StoreException.Damaged(e.getMessage(), e);
    }
    return failure;
  }

  private static StoreException vault(VaultException e) {
    if (e instanceof WrongSecretException || e instanceof MistypedRecoveryKeyException) {
      return new StoreException.WrongSecret(e.getMessage());
    }
    if (e instanceof TokenException token && token.pinRefused()) {
      return new StoreException.WrongSecret(e.getMessage());
    }
    if (e instanceof KeysLockedException) {
      return new StoreException.Locked();
    }
    if (e instanceof VaultExistsException) {
      return new StoreException.AlreadyThere();
    }
    if (e instanceof VaultMissingException) {
      return new StoreException.Damaged(
          "The key file vault.json and its backup are missing: restore them from a copy.", e);
    }
    if (e instanceof VaultDamagedException || e instanceof SealBrokenException) {
      LOG.warn("vault: {}", e.code());
      return new StoreException.Damaged(e.getMessage(), e);
    }
    LOG.warn("vault: {}", e.code(), e);
    return new StoreException.Unreadable(e.getMessage(), e);
  }

  private static StoreException database(DatabaseException e) {
    return switch (e.kind()) {
      case DAMAGED ->
          new StoreException.Damaged(
              "The records on this machine are damaged: stop here and restore the latest backup.",
              e);
      case IN_USE -> new StoreException.InUse();
      case FULL ->
          new StoreException.Unreadable(
              "The disk is full and nothing was saved: make room, then try again.", e);
      case UNREADABLE ->
          new StoreException.Unreadable(
              "The records cannot be read or written: check the disk and its permissions.", e);
      case TOO_NEW -> new StoreException.TooNew();
      case SERVER -> new StoreException.Unreadable(e.getMessage(), e);
    };
  }
}
