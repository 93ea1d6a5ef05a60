package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.LedgerHeadOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "ledger-head",
    description = {
      "Signs what the ledger is now, as a line of text and a QR code. Keep it elsewhere:",
      "verify --head finds whatever was changed, cut or rolled back since."
    })
final class LedgerHeadCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the line to this file too.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--qr", paramLabel = "FILE", description = "Writes the QR code as PNG.")
  private Optional<Path> qr = Optional.empty();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      LedgerHeadOut head = work.audit().head();
      if (out.isPresent()) {
        head.toText(out.get());
      }
      if (qr.isPresent()) {
        head.toQr(qr.get());
      }
      globals.print(
          new JsonLine()
              .with("head", head.text())
              .with("events", head.events())
              .with("time", head.time().toString()),
          head.text());
      if (!globals.json() && qr.isEmpty()) {
        globals.tell(head.qrInWords());
      }
      return 0;
    }
  }
}
