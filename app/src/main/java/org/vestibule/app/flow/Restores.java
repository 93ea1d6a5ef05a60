package org.vestibule.app.flow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.store.BackupReport;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.StoreException;
import org.vestibule.ehr.store.StorePlace;
import org.vestibule.ehr.store.VerifyReport;

/** Brings backups back, or tries whether they would come back. Both take as long as verify. */
public final class Restores {
  private Restores() {}

  /**
   * What was found in a backup.
   *
   * @param files the database and each document
   * @param bytes of the backup
   * @param erased how many patients were erased again, since the list of erasures said so
   * @param problems of the restored records, one sentence each; empty when all is well
   */
  public record Restored(
      int files, long bytes, long rows, long events, int erased, List<String> problems) {
    public Restored {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Restores a backup into a data folder that is empty or missing, or to a server's database
   * without a clinic.
   *
   * @param recoveryKey wiped before this returns
   */
  public static Restored restore(
      Path backup, StorePlace place, char[] recoveryKey, Optional<Path> erasures)
      throws FlowException {
    try {
      return restored(EhrStore.restore(backup, place, recoveryKey, erasures));
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(recoveryKey, '\0');
    }
  }

  /**
   * Restores a backup to a temporary folder, checks everything and takes it away.
   *
   * @param recoveryKey wiped before this returns
   */
  public static Restored drill(Path backup, char[] recoveryKey) throws FlowException {
    try {
      return restored(EhrStore.drill(backup, recoveryKey));
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(recoveryKey, '\0');
    }
  }

  private static Restored restored(BackupReport report) {
    VerifyReport checked = report.checked().orElseThrow();
    return new Restored(
        report.files(),
        report.bytes(),
        checked.rows(),
        checked.events(),
        report.erased(),
        checked.problems());
  }
}
