package org.vestibule.ehr.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One process at a time in a data folder. The operating system lets the lock go when the process
 * dies, so that a crash leaves nobody locked out.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE = "lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Where a server orders what several machines do. */
  static FolderLock notNeeded() {
    return new FolderLock(null);
  }

  /**
   * Takes the folder.
   *
   * @throws StoreException.InUse if it is taken, by this process or another
   */
  static FolderLock take(Path folder) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      forOwnerOnly(folder.resolve(FILE));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new StoreException.InUse();
      }
      return new FolderLock(channel);
    } catch (OverlappingFileLockException e) {
      close(channel);
      throw new StoreException.InUse();
    } catch (StoreException e) {
      close(channel);
      throw e;
    } catch (IOException e) {
      close(channel);
      throw unwritable(e);
    }
  }

  static void forOwnerOnly(Path file) throws IOException {
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** Makes the folder, or makes an existing one readable for its owner alone. */
  static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static StoreException unwritable(IOException e) {
    return new StoreException.Unreadable(
        "The data folder cannot be written: check the disk and its permissions.", e);
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
