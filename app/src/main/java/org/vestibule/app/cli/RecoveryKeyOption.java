package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import picocli.CommandLine.Option;

/** Where the printed recovery key comes from. */
final class RecoveryKeyOption {
  @Option(
      names = "--recovery-key-file",
      paramLabel = "FILE",
      description = "Reads the recovery key from this file instead of asking for it.")
  private Optional<Path> file = Optional.empty();

  /** The key as typed; the caller wipes it. */
  char[] read(Globals globals) throws FlowException {
    if (file.isPresent()) {
      return Globals.read(file.get());
    }
    return globals
        .terminal()
        .secret("Recovery key")
        .orElseThrow(
            () ->
                new FlowException(
                    Kind.USAGE,
                    "CLI-13",
                    "There is no terminal to ask for the recovery key: use --recovery-key-file."));
  }
}
