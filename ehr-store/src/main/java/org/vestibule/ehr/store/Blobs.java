package org.vestibule.ehr.store;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of sealed files: random names, for the owner alone. A file is written under a name of
 * its own, forced to disk and renamed, so that a file with its final name is whole. Thread-safe.
 */
final class Blobs {
  static final String FOLDER = "blobs";
  private static final String UNFINISHED = ".new";
  private static final int BUFFER = 1 << 16;

  private final Path dataFolder;
  private final Path folder;
  private final Set<UUID> toRemove = new HashSet<>();
  private int holds;

  Blobs(Path dataFolder) {
    this.dataFolder = dataFolder;
    this.folder = dataFolder.resolve(FOLDER);
  }

  Path dataFolder() {
    return dataFolder;
  }

  /** What a backup left that did not come to its end. */
  void discardSnapshot() {
    if (!Files.isDirectory(dataFolder)) {
      return;
    }
    try (var left = Files.newDirectoryStream(dataFolder, EhrStore.SNAPSHOT + "*")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "The data folder cannot be written: check the disk and its permissions.", e);
    }
  }

  /** While held, files are not deleted: a backup is reading them. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Puts off every deletion until the hold is closed. */
  synchronized Hold hold() {
    holds++;
    return this::release;
  }

  private synchronized void release() {
    if (--holds == 0) {
      List<UUID> due = List.copyOf(toRemove);
      toRemove.clear();
      due.forEach(name -> remove(name));
    }
  }

  /** A file that is being written. Closing it without {@link #finish} takes it away. */
  final class NewBlob implements AutoCloseable {
    private final UUID name;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean finished;

    private NewBlob(UUID name, FileChannel channel) {
      this.name = name;
      this.channel = channel;
      this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /** Where its bytes go; whoever closes this does not end the file. */
    OutputStream content() {
      return new FilterOutputStream(out) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
          flush();
        }
      };
    }

    /** Makes what was written durable under its final name; returns its length. */
    long finish() throws IOException {
      out.flush();
      channel.force(true);
      long length = channel.size();
      channel.close();
      Files.move(unfinished(name), file(name), StandardCopyOption.ATOMIC_MOVE);
      force(folder);
      finished = true;
      return length;
    }

    @Override
    public void close() throws IOException {
      if (!finished) {
        channel.close();
        Files.deleteIfExists(unfinished(name));
      }
    }
  }

  /** Begins a file. */
  NewBlob create(UUID name) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(posix, "rwx------"));
      force(folder.toAbsolutePath().getParent());
    }
    FileChannel channel =
        FileChannel.open(
            unfinished(name),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(posix, "rw-------"));
    return new NewBlob(name, channel);
  }

  /** For a new file that only its owner reads. */
  static FileAttribute<?>[] ownerOnly(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return attributes(posix, "rw-------");
  }

  private static FileAttribute<?>[] attributes(boolean posix, String rights) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /** Opens a whole file. */
  InputStream open(UUID name) throws IOException {
    return Files.newInputStream(file(name));
  }

  /** Its length; empty if it is not there. */
  Optional<Long> length(UUID name) {
    try {
      return Optional.of(Files.size(file(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "A document's file cannot be read: check the disk and its permissions.", e);
    }
  }

  /**
   * Deletes a file, whole or half made, if it is there.
   *
   * @return false if that was put off by a hold: it stays announced until it is gone
   */
  synchronized boolean remove(UUID name) {
    if (holds > 0) {
      toRemove.add(name);
      return false;
    }
    try {
      Files.deleteIfExists(file(name));
      Files.deleteIfExists(unfinished(name));
      return true;
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "A document's file cannot be deleted: check the disk and its permissions.", e);
    }
  }

  /** Whole files and their lengths. */
  Map<UUID, Long> present() throws IOException {
    Map<UUID, Long> present = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return present;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(UNFINISHED)) {
          present.put(name(name), Files.size(file));
        }
      }
    }
    return present;
  }

  /** A name that is none of ours is one that nobody knows. */
  private static UUID name(String file) {
    try {
      return UUID.fromString(file);
    } catch (IllegalArgumentException e) {
      return new UUID(0, file.hashCode());
    }
  }

  private Path file(UUID name) {
    return folder.resolve(name.toString());
  }

  private Path unfinished(UUID name) {
    return folder.resolve(name + UNFINISHED);
  }

  static void force(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return; // Windows cannot open a folder, and makes the rename durable itself.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
