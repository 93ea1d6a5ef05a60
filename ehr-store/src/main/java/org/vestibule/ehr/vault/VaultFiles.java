package org.vestibule.ehr.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code vault.json} and {@code vault.json.bak} in one folder. Each is replaced whole: written
 * beside, forced to disk, renamed, and the folder forced; the main file first. So at every moment
 * at least one is whole, and both are the same except while a change is under way.
 */
final class VaultFiles implements VaultShelf {
  static final String MAIN = "vault.json";
  static final String BACKUP = "vault.json.bak";
  static final String TEMPORARY = "vault.json.new";

  /** Far above a thousand slots; a larger file is not read into memory. */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(VaultFiles.class);

  private final Path folder;

  VaultFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * What was found.
   *
   * @param notice what staff must be told and the next writing mends
   */
  record Found(VaultDocument document, Optional<VaultNotice> notice, boolean backupDiffers) {}

  @Override
  public boolean exist() {
    return Files.exists(folder.resolve(MAIN)) || Files.exists(folder.resolve(BACKUP));
  }

  @Override
  public Found read() {
    if (!exist()) {
      throw new VaultMissingException(
          "The key file vault.json is not in the data folder. Please copy it there from a backup.",
          null);
    }
    Optional<VaultDocument> main = read(MAIN);
    Optional<VaultDocument> backup = read(BACKUP);
    if (main.isEmpty() && backup.isEmpty()) {
      throw damaged(null);
    }
    if (main.isEmpty()) {
      boolean missing = !Files.exists(folder.resolve(MAIN));
      return new Found(
          backup.get(),
          Optional.of(missing ? VaultNotice.MISSING_BACKUP_USED : VaultNotice.DAMAGED_BACKUP_USED),
          true);
    }
    if (backup.isEmpty()) {
      return new Found(main.get(), Optional.of(VaultNotice.BACKUP_RESTORED), true);
    }
    if (isNewer(backup.get(), main.get())) {
      return new Found(backup.get(), Optional.of(VaultNotice.OLDER_BACKUP_USED), true);
    }
    return new Found(main.get(), Optional.empty(), !main.get().equals(backup.get()));
  }

  private static boolean isNewer(VaultDocument backup, VaultDocument main) {
    return backup.roster().vault().equals(main.roster().vault())
        && backup.roster().generation() > main.roster().generation();
  }

  private Optional<VaultDocument> read(String name) {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      byte[] json = in.readNBytes(MOST_BYTES + 1);
      if (json.length > MOST_BYTES) {
        throw new IOException("larger than " + MOST_BYTES + " bytes");
      }
      return Optional.of(VaultDocument.parse(json));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} cannot be used: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Replaces both files durably.
   *
   * @throws VaultIoException if that failed; the files then hold the old or the new document whole
   */
  @Override
  public void write(VaultDocument document) {
    byte[] json = document.toJson();
    try {
      replace(MAIN, json);
      replace(BACKUP, json);
    } catch (IOException e) {
      throw new VaultIoException(
          "The key file could not be written. Is the disk full or the data folder read-only?", e);
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  /** One process at a time holds the folder, so nobody else changes it. */
  @Override
  public VaultDocument newest(VaultDocument known) {
    return known;
  }

  private void replace(String name, byte[] json) throws IOException {
    Path temporary = folder.resolve(TEMPORARY);
    Files.deleteIfExists(temporary);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(temporary, options, ownerOnly())) {
      ByteBuffer buffer = ByteBuffer.wrap(json);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  private FileAttribute<?>[] ownerOnly() {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  private void forceFolder() throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return; // Windows cannot open a folder, and makes the rename durable itself.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static VaultDamagedException damaged(Throwable cause) {
    return new VaultDamagedException(
        "The key file vault.json and its backup are damaged. Please restore one from a backup.",
        cause);
  }

  /** Names of the files that a copy of the keys consists of. */
  static List<String> names() {
    return List.of(MAIN, BACKUP);
  }
}
