package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.Backups;
import org.vestibule.ehr.store.StoreException;

/** {@link DeskBackup} on the records of whoever is signed in. */
final class DeskBackupWork implements DeskBackup {
  private final DeskRecords records;
  private final Runnable onWritten;

  DeskBackupWork(DeskRecords records, Runnable onWritten) {
    this.records = records;
    this.onWritten = onWritten;
  }

  @Override
  public Optional<Instant> last() throws FlowException {
    return records.with(Purpose.ADMINISTRATION, access -> access.backups().last());
  }

  @Override
  public BackedUp write(Path file) throws FlowException {
    Backups backups = records.with(Purpose.ADMINISTRATION, Access::backups);
    try {
      // Not on the store's thread: the door would stand still while every document is copied.
      BackedUp written = BackedUp.of(backups.write(file));
      onWritten.run();
      return written;
    } catch (StoreException e) {
      throw Troubles.of(e);
    }
  }
}
