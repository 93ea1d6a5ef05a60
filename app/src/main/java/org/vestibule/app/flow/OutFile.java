package org.vestibule.app.flow;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file that a person asked for, at the place they chose, for its owner alone. It has its name
 * only once it is whole; closing before that leaves nothing. Never replaces a file.
 */
final class OutFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final OutputStream out;
  private boolean kept;

  private OutFile(Path file, Path part, OutputStream out) {
    this.file = file;
    this.part = part;
    this.out = out;
  }

  static OutFile create(Path file) throws FlowException {
    Path part = part(file);
    try {
      OutputStream out =
          java.nio.channels.Channels.newOutputStream(
              Files.newByteChannel(
                  part,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  ownerOnly(part, "rw-------")));
      part.toFile().deleteOnExit();
      return new OutFile(file, part, new BufferedOutputStream(out, 1 << 16));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * What something is called while it is written: somebody else may write to the same name, or have
   * a file that is called like a part of it.
   */
  static Path part(Path wanted) throws FlowException {
    if (Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      throw there();
    }
    return wanted.resolveSibling(wanted.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  static FileAttribute<?>[] ownerOnly(Path file, String rights) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  OutputStream out() {
    return out;
  }

  /** Gives the file its name. */
  void keep() throws FlowException {
    try {
      out.close();
      if (Files.exists(file)) {
        throw there();
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      kept = true;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What is there already stays as it is. */
  static FlowException there() {
    return new FlowException(
        FlowException.Kind.USAGE, "OUT-1", "There is such a file already: choose another name.");
  }

  static FlowException unwritable(IOException e) {
    return new FlowException(
        FlowException.Kind.UNREADABLE,
        "OUT-2",
        "This file cannot be written: check the folder, its rights and the room on the disk.",
        e);
  }

  @Override
  public void close() throws FlowException {
    if (kept) {
      return;
    }
    try (OutputStream unfinished = out) {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
