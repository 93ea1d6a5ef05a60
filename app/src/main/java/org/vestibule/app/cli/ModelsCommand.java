package org.vestibule.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.Models;
import org.vestibule.natives.ModelEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "models",
    description = {
      "Lists every model with its SHA-256: shipped, supplied by the clinic, or not supplied.",
      "YuNet and SFace are used when the OpenCV Zoo's files lie in the folder models of the data",
      "folder, or in that which the Java option -Dvestibule.models=DIR names.",
      "Exit code 1 if a file is there and refused."
    })
final class ModelsCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Override
  public Integer call() {
    Globals globals = cli.globals();
    int exit = 0;
    for (ModelEntry entry : Models.of(globals.data()).entries()) {
      print(globals, entry);
      exit = entry.state() == ModelEntry.State.REFUSED ? 1 : exit;
    }
    return exit;
  }

  private static void print(Globals globals, ModelEntry entry) {
    String state = entry.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    JsonLine line =
        new JsonLine()
            .with("file", entry.file())
            .with("state", state)
            .with("sha256", entry.sha256());
    entry.trouble().ifPresent(sentence -> line.with("trouble", sentence));
    globals.print(
        line,
        String.format(
            Locale.ROOT,
            "%-12s  %s  %s%s",
            state,
            entry.sha256(),
            entry.file(),
            entry.trouble().map(sentence -> "%n  ".formatted() + sentence).orElse("")));
  }
}
