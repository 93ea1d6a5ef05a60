package org.vestibule.ehr.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.Database;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.KeysLockedException;

/** Backups of the whole store while it is being used. Needs the administration keys. */
public final class Backups {
  private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

  /** When the last one was whole and on the disk, in seconds since 1970. */
  private static final String LAST = "last_backup";

  private final Context context;

  Backups(Context context) {
    this.context = context;
  }

  /**
   * Writes everything as of one moment (keys, records, documents, ledger) into one sealed file,
   * which has its name only once it is whole and on the disk. The desk works on meanwhile, and the
   * backup is written to its end although the session ends.
   *
   * @param file where there is none yet
   * @throws StoreException.OutputThere if there is such a file
   * @throws StoreException.Unreadable if it cannot be written
   */
  public BackupReport write(Path file) {
    Path part = BackupFile.part(file);
    requireElsewhere(file);
    context.write(
        Operation.BACK_UP,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          trail.note(AuditAction.BACKED_UP, "");
          return null;
        });
    return Context.guarded(
        () -> {
          try {
            int files = write(file, part);
            noteLast();
            return new BackupReport(files, Files.size(file), 0, Optional.empty());
          } catch (IOException e) {
            throw new StoreException.Unreadable(
                "The backup could not be written: check the disk, its rights and its room.", e);
          } finally {
            discard(part);
          }
        });
  }

  /** In the data folder it would be lost with it, or be taken for one of its files. */
  private void requireElsewhere(Path file) {
    try {
      Path into = file.toAbsolutePath().getParent().toRealPath();
      if (into.startsWith(context.core().folder().toRealPath())) {
        throw new StoreException.Invalid(
            "A backup in the data folder would be lost with it: choose a place elsewhere.");
      }
    } catch (IOException e) {
      LOG.debug("There is no such folder, which is said when the backup is written", e);
    }
  }

  /** When a backup was written whole for the last time; empty if that never was. */
  public Optional<Instant> last() {
    return read(Backups::last);
  }

  /** Since when whatever was written is in no backup: the last one, or when the clinic began. */
  public Instant unsavedSince() {
    return read(
        tx ->
            last(tx)
                .orElseGet(() -> tx.audit().since().orElseGet(context.core().clock()::instant)));
  }

  private <T> T read(Database.Work<T> work) {
    context.require(Operation.BACK_UP, KeyScope.ADMINISTRATION);
    return Context.guarded(() -> context.core().database().read(work));
  }

  private static Optional<Instant> last(Tx tx) {
    return tx.meta().number(LAST).map(Instant::ofEpochSecond);
  }

  private void noteLast() {
    long now = context.now().getEpochSecond();
    try {
      context
          .core()
          .database()
          .write(
              tx -> {
                tx.meta().setNumber(LAST, now);
                return null;
              });
    } catch (KeysLockedException e) {
      LOG.info("A backup was finished after the keys were wiped, which is not noted");
    }
  }

  private int write(Path file, Path part) throws IOException {
    Blobs blobs = context.core().blobs();
    FolderLock.prepare(blobs.dataFolder());
    // Another machine that shares the folder may be writing a backup too.
    Path snapshot = blobs.dataFolder().resolve(EhrStore.SNAPSHOT + "-" + UUID.randomUUID());
    try (Blobs.Hold held = blobs.hold()) {
      while (true) {
        Optional<Integer> files = attempt(part, snapshot);
        if (files.isPresent()) {
          BackupFile.keep(part, file);
          return files.get();
        }
        Files.delete(part);
      }
    }
  }

  /** Writes all; nothing if keys were changed meanwhile, so that rows and keys may not fit. */
  private Optional<Integer> attempt(Path part, Path snapshot) throws IOException {
    Core core = context.core();
    long generation = core.vault().generation();
    TreeMap<UUID, Long> documents = new TreeMap<>();
    try (OutputStream to = create(part)) {
      BackupFile.Writer backup = new BackupFile.Writer(core.vault(), to);
      core.database().snapshot(snapshot, tx -> documents.putAll(tx.blobs().kept()));
      if (core.vault().generation() != generation) {
        return Optional.empty();
      }
      int files = 1;
      try (InputStream content = Files.newInputStream(snapshot)) {
        backup.add(EhrStore.DATABASE, Files.size(snapshot), content);
      }
      for (var document : documents.entrySet()) {
        // A missing one is verify's to name: the backup saves what there is.
        files += add(backup, core.blobs(), document.getKey(), document.getValue());
      }
      backup.end();
      backup.close();
      return Optional.of(files);
    } finally {
      Files.deleteIfExists(snapshot);
    }
  }

  private static int add(BackupFile.Writer backup, Blobs blobs, UUID name, long length)
      throws IOException {
    if (blobs.length(name).orElse(-1L) != length) {
      return 0;
    }
    try (InputStream content = blobs.open(name)) {
      backup.add(Blobs.FOLDER + "/" + name, length, content);
      return 1;
    }
  }

  static OutputStream create(Path file) throws IOException {
    OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
    FolderLock.forOwnerOnly(file);
    return out;
  }

  static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "A half-written file could not be deleted: delete the file ending in .part.", e);
    }
  }

  /**
   * Restores a backup into a folder, which has its name only once everything is there.
   *
   * @param recoveryKey as printed when the clinic was made, or renewed since, before the backup
   * @param place a folder that is empty or missing; with a server, one that holds no clinic
   * @param erasures who was erased since, erased again before the folder has its name
   */
  static BackupReport restore(
      Path file, StorePlace place, char[] recoveryKey, Optional<Path> erasures) {
    Path dataFolder = place.folder().toAbsolutePath();
    Restoring.requireFree(place);
    Optional<String> list = erasures.map(Backups::read);
    Path staging =
        dataFolder.resolveSibling(
            dataFolder.getFileName() + "." + UUID.randomUUID() + ".restoring");
    try {
      int files = Restoring.into(staging, file, recoveryKey);
      Restoring.Checked checked = Restoring.check(staging, recoveryKey, list);
      if (place.server().isPresent()) {
        Restoring.toServer(staging, place);
      } else {
        Restoring.requireFree(place);
        Files.deleteIfExists(dataFolder);
        Files.move(staging, dataFolder, StandardCopyOption.ATOMIC_MOVE);
        Blobs.force(dataFolder.getParent());
      }
      return new BackupReport(
          files, Files.size(file), checked.erased(), Optional.of(checked.report()));
    } catch (NoSuchFileException e) {
      throw new StoreException.Unreadable(
          "There is no such backup that can be read: check its name.", e);
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "The backup could not be read or its files not written: check both disks.", e);
    } finally {
      Restoring.wipe(staging);
    }
  }

  private static String read(Path erasures) {
    try {
      return Files.readString(erasures, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "There is no such list of erasures that can be read: check its name.", e);
    }
  }

  /** Restores to a folder for the moment, checks everything there, and takes it away. */
  static BackupReport drill(Path file, char[] recoveryKey) {
    Path temporary;
    try {
      temporary = Files.createTempDirectory("vestibule-drill");
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "There is no room for the drill: check the folder for temporary files.", e);
    }
    try {
      StorePlace place = StorePlace.in(temporary.resolve("clinic"));
      return restore(file, place, recoveryKey, Optional.empty());
    } finally {
      Restoring.wipe(temporary);
    }
  }

  /** Says in the restored ledger that it was restored. */
  void noteRestored() {
    context.write(
        Operation.BACK_UP,
        KeyScope.ADMINISTRATION,
        (tx, trail) -> {
          trail.note(AuditAction.RESTORED, "");
          return null;
        });
  }
}
