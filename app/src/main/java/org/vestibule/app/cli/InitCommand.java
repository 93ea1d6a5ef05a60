package org.vestibule.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicDoor.NewClinic;
import org.vestibule.app.flow.ClinicDoor.RecoveryKey;
import org.vestibule.app.flow.Clinics;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "init",
    description = "Makes a new encrypted data folder and its first administrator.")
final class InitCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(names = "--clinic", paramLabel = "NAME", description = "The clinic's name.")
  private String clinic = "Clinic";

  @Option(
      names = "--recovery-key-file",
      paramLabel = "FILE",
      description = "Writes the recovery key there (0600) instead of showing it once.")
  private Optional<Path> recoveryKeyFile = Optional.empty();

  @Override
  public Integer call() throws FlowException, IOException {
    Globals globals = cli.globals();
    String user = globals.user().orElse("admin");
    try (Clinics clinics = globals.clinics()) {
      if (clinics.exists()) {
        throw new FlowException(
            Kind.USAGE,
            "EHR-32",
            "A clinic's records are here already: choose an empty folder or database.");
      }
      char[] password = newPassword(globals);
      reserveKeyFile();
      RecoveryKey key = create(clinics, new NewClinic(clinic, user, user, password));
      Logs.into(globals.data());
      hand(globals, key);
    }
    globals.print(
        new JsonLine().with("clinic", clinic).with("user", user),
        "The clinic is set up. Sign in as " + user + ".");
    return 0;
  }

  private RecoveryKey create(Clinics clinics, NewClinic wanted) throws FlowException, IOException {
    try {
      return clinics.create(wanted);
    } catch (FlowException e) {
      if (recoveryKeyFile.isPresent()) {
        Files.deleteIfExists(recoveryKeyFile.get());
      }
      throw e;
    }
  }

  private static char[] newPassword(Globals globals) throws FlowException {
    char[] password = globals.password("New password");
    if (globals.passwordFromFile().isEmpty()) {
      char[] again = globals.password("The same again");
      boolean same = Arrays.equals(password, again);
      Arrays.fill(again, '\0');
      if (!same) {
        Arrays.fill(password, '\0');
        throw new FlowException(Kind.USAGE, "CLI-5", "The two passwords differ: nothing was made.");
      }
    }
    return password;
  }

  /** Makes sure that the key can be written before there is a vault that needs it. */
  private void reserveKeyFile() throws FlowException {
    if (recoveryKeyFile.isEmpty()) {
      return;
    }
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(recoveryKeyFile.get(), ownerOnly);
    } catch (FileAlreadyExistsException e) {
      throw new FlowException(
          Kind.USAGE, "CLI-6", "The recovery key's file is there already: name another.", e);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE, "CLI-7", "The recovery key's file cannot be written there.", e);
    }
  }

  private void hand(Globals globals, RecoveryKey key) throws IOException {
    String text = String.join("-", key.groups());
    if (recoveryKeyFile.isEmpty()) {
      globals.tell("Recovery key. Write it down now, it is not shown again:");
      globals.tell("  " + text);
      return;
    }
    try (SeekableByteChannel file =
        Files.newByteChannel(recoveryKeyFile.get(), Set.of(StandardOpenOption.WRITE))) {
      file.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
    globals.tell("The recovery key is in the file you named. Print it and delete the file.");
  }
}
