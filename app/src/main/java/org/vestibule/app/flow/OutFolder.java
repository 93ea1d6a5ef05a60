package org.vestibule.app.flow;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** As {@link OutFile}, a folder of files: it has its name only once it is whole. */
final class OutFolder implements AutoCloseable {
  private final Path folder;
  private final Path part;

  private OutFolder(Path folder, Path part) {
    this.folder = folder;
    this.part = part;
  }

  static OutFolder create(Path folder) throws FlowException {
    Path part = OutFile.part(folder);
    try {
      Files.createDirectory(part, OutFile.ownerOnly(part, "rwx------"));
      return new OutFolder(folder, part);
    } catch (IOException e) {
      throw OutFile.unwritable(e);
    }
  }

  /** A new file in it; {@code name} may have one folder before a slash. */
  OutputStream file(String name) throws IOException {
    Path file = part.resolve(name);
    if (!Files.exists(file.getParent())) {
      Files.createDirectory(file.getParent(), OutFile.ownerOnly(part, "rwx------"));
    }
    return new BufferedOutputStream(
        Channels.newOutputStream(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OutFile.ownerOnly(part, "rw-------"))),
        1 << 16);
  }

  /** Gives the folder its name. */
  void keep() throws FlowException {
    if (Files.exists(folder)) {
      throw OutFile.there();
    }
    try {
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw OutFile.unwritable(e);
    }
  }

  @Override
  public void close() throws FlowException {
    try {
      wipe(part);
    } catch (IOException e) {
      throw OutFile.unwritable(e);
    }
  }

  private static void wipe(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
