package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Backups written at the desk, for administrators. Thread-safe; takes long: call it off the JavaFX
 * thread.
 */
public interface DeskBackup {

  /** When one was written whole for the last time. */
  Optional<Instant> last() throws FlowException;

  /**
   * Writes keys, records, documents and ledger as of one moment into one sealed file, which has its
   * name only once it is whole. Desk and kiosks work on meanwhile; the desk may be locked.
   *
   * @param file where there is none yet
   */
  BackedUp write(Path file) throws FlowException;
}
