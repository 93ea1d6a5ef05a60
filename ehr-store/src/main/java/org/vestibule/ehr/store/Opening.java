package org.vestibule.ehr.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.vestibule.ehr.db.Database;
import org.vestibule.ehr.vault.Vault;

/** What was taken while a store is being opened, to be given back if that fails. */
final class Opening {
  private final FolderLock lock;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  Opening(FolderLock lock) {
    this.lock = lock;
    undo.push(lock::close);
  }

  FolderLock lock() {
    return lock;
  }

  Vault with(Vault vault) {
    undo.push(vault::close);
    return vault;
  }

  Database with(Database database) {
    undo.push(database::close);
    return database;
  }

  <T> T orUndo(Supplier<T> work) {
    try {
      return Context.guarded(work);
    } catch (RuntimeException e) {
      for (Runnable step : undo) {
        try {
          step.run();
        } catch (RuntimeException second) {
          e.addSuppressed(second);
        }
      }
      throw e;
    }
  }
}
