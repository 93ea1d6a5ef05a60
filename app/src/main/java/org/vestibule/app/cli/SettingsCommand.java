package org.vestibule.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.SettingsWork;
import org.vestibule.app.flow.SettingsWork.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "settings",
    description = {
      "Shows how this clinic's door looks for faces, and the smallest face that follows from it.",
      "An option of the same name on a command's line goes before the setting."
    })
final class SettingsCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "From the next start on: min-face (pixels), distance (metres), field-of-view (degrees),"
            + " pad (on or off).",
        "NAME= goes back to the usual value."
      })
  private Map<String, String> changes = new LinkedHashMap<>();

  @Override
  public Integer call() throws FlowException {
    Globals globals = cli.globals();
    try (ClinicWork work = globals.work(false)) {
      SettingsWork settings = work.settings();
      if (!changes.isEmpty()) {
        settings.change(changes);
      }
      SettingsWork.Shown shown = settings.shown();
      shown.settings().forEach(setting -> print(globals, setting));
      shown.leastFaceHeights().forEach((width, height) -> print(globals, width, height));
    }
    return 0;
  }

  private static void print(Globals globals, Setting setting) {
    globals.print(
        new JsonLine()
            .with("setting", setting.name())
            .with("value", setting.value())
            .with("chosen", setting.chosen()),
        setting.name() + " " + setting.value() + (setting.chosen() ? "" : " (usual)"));
  }

  private static void print(Globals globals, int width, int height) {
    globals.print(
        new JsonLine().with("frameWidth", width).with("minimumFaceHeight", height),
        "In a picture " + width + " pixels wide, faces from " + height + " pixels are looked at.");
  }
}
