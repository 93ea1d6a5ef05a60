package org.vestibule.app.desk;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.ClinicDoor.RecoveryKey;

/** Takes the recovery key out of the program once: onto paper, or into a file of its owner only. */
final class RecoveryKeyOut {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryKeyOut.class);

  private final Supplier<Optional<File>> chooser;

  /**
   * @param chooser asks where to save; empty when nowhere
   */
  RecoveryKeyOut(Supplier<Optional<File>> chooser) {
    this.chooser = chooser;
  }

  /** Prints it; says in a sentence what came of it. */
  String print(RecoveryKey key) {
    return switch (Paper.print(text(key))) {
      case PRINTED -> "Printed once.";
      case NO_PRINTER -> "There is no printer here. Copy the key by hand or save it.";
      case REFUSED -> "The printer did not take it. Copy the key by hand.";
    };
  }

  /** Saves it where the chooser says; says in a sentence what came of it. */
  String save(RecoveryKey key) {
    return chooser.get().map(file -> write(file.toPath(), key)).orElse("");
  }

  /** Writes a new file that only its owner reads; an existing one is left alone. */
  static String write(Path file, RecoveryKey key) {
    try {
      boolean posix =
          file.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix");
      if (posix) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, text(key), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
      return "Saved once. Keep the stick away from this machine.";
    } catch (FileAlreadyExistsException e) {
      return "There is a file of that name already. Choose another name.";
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("recovery key not saved: {}", e.getClass().getName());
      return tidy(file);
    }
  }

  private static String tidy(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("half a key file stays: {}", e.getClass().getName());
    }
    return "It could not be saved there. Choose another place.";
  }

  private static String text(RecoveryKey key) {
    return "Vestibule recovery key\n\n" + String.join(" ", key.groups()) + "\n";
  }
}
