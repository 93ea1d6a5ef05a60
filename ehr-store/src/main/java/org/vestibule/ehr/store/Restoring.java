package org.vestibule.ehr.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.vault.RecoveryKey;
import org.vestibule.ehr.vault.SealBrokenException;
import org.vestibule.ehr.vault.Vault;
import org.vestibule.ehr.vault.VaultDamagedException;

/** From a backup to a folder of files that a store can be opened from. */
final class Restoring {
  /** What a store on a server keeps in its folder. */
  private static final List<String> BESIDE = List.of(Blobs.FOLDER, ErasureList.FILE);

  private Restoring() {}

  /** Unpacks into a new folder; returns how many files there were. */
  static int into(Path folder, Path file, char[] recoveryKey) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        RecoveryKey key = RecoveryKey.parse(recoveryKey)) {
      BackupFile.Header header = BackupFile.header(BackupFile.Kind.BACKUP, in);
      FolderLock.prepare(folder);
      Vault.place(folder, header.vault());
      try (Vault vault = Vault.open(folder)) {
        vault.unlock(key);
        int files = BackupFile.unpack(vault, header, in, folder);
        if (!Files.exists(folder.resolve(EhrStore.DATABASE))) {
          throw BackupFile.notOne(null);
        }
        return files;
      }
    } catch (VaultDamagedException | SealBrokenException e) {
      // Of the backup: what this machine may have is not touched, and not meant.
      throw BackupFile.damaged(e);
    }
  }

  /**
   * What was restored.
   *
   * @param erased how many patients of the list had come back
   */
  record Checked(int erased, VerifyReport report) {}

  /** Opens what was unpacked, erases again, says so in its ledger, and checks everything. */
  static Checked check(Path folder, char[] recoveryKey, Optional<String> erasures) {
    try (EhrStore store = EhrStore.open(folder);
        Session session = store.unlockWithRecoveryKey(recoveryKey)) {
      Access administration = session.act(Purpose.ADMINISTRATION);
      int erased = erasures.map(administration.erasures()::replay).orElse(0);
      administration.backups().noteRestored();
      return new Checked(erased, administration.verify());
    }
  }

  /**
   * Refuses a place where something is already.
   *
   * @throws StoreException.AlreadyThere if that is a clinic, or documents beside a server
   * @throws StoreException.OutputThere if it is anything else
   */
  static void requireFree(StorePlace place) {
    Path folder = place.folder();
    boolean onServer = place.server().isPresent();
    if (place.exists() || (onServer && !fitsBeside(folder))) {
      throw new StoreException.AlreadyThere();
    }
    if (onServer || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new StoreException.OutputThere(
          "There is something of this name, a file or a link: choose an empty or new folder.");
    }
    if (!isEmpty(folder)) {
      throw new StoreException.OutputThere("This folder is not empty: choose an empty or new one.");
    }
  }

  private static boolean fitsBeside(Path folder) {
    return !Vault.exists(folder)
        && BESIDE.stream().noneMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    } catch (IOException e) {
      throw new StoreException.Unreadable("The folder cannot be looked into: check its rights.", e);
    }
  }

  /** Moves what was checked: documents to the folder of the place, then rows and keys at once. */
  static void toServer(Path checked, StorePlace place) throws IOException {
    FolderLock.prepare(place.folder());
    try {
      for (String name : BESIDE) {
        if (Files.exists(checked.resolve(name))) {
          Files.move(checked.resolve(name), place.folder().resolve(name));
        }
      }
      Blobs.force(place.folder());
      try (Vault vault = Vault.open(checked)) {
        place.fill(checked.resolve(EhrStore.DATABASE), vault);
      }
    } catch (RuntimeException | IOException e) {
      for (String name : BESIDE) {
        wipe(place.folder().resolve(name));
      }
      throw e;
    }
  }

  /** Deletes a folder with everything in it, if it is there. */
  static void wipe(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "A folder ending in .restoring could not be deleted: delete it.", e);
    }
  }
}
