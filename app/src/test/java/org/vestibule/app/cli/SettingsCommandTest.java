package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCommandTest {
  @TempDir Path folder;

  private static String value(Typed shown, int line) throws IOException {
    return shown.json().get(line).path("value").asText();
  }

  @Test
  void whatAnAdministratorChoosesStaysAndShowsItsPixels() throws IOException {
    TypedClinic clinic = TypedClinic.init(folder);
    Typed usual = clinic.run("settings");
    assertEquals(List.of("60", "any", "60.0", "off"), values(usual));
    assertEquals(2, clinic.run("settings", "--set", "colour=red").exit());
    assertEquals(2, clinic.run("settings", "--set", "min-face=7").exit());
    assertEquals(2, clinic.run("settings", "--set", "pad=perhaps").exit());
    assertEquals(List.of("60", "any", "60.0", "off"), values(clinic.run("settings")));
    assertEquals(0, clinic.run("settings", "--set", "distance=1", "--set", "pad=on").exit());
    Typed chosen = clinic.run("settings");
    assertEquals("on", value(chosen, 3));
    assertEquals("1", value(chosen, 1));
    // A face of 19 cm, 1 m away: 640 / 2 / tan(30 degrees) * 0.19 = 105 pixels.
    assertEquals(640, chosen.json().get(5).path("frameWidth").asInt());
    assertEquals(105, chosen.json().get(5).path("minimumFaceHeight").asInt());
    assertEquals(
        List.of("60", "any", "60.0", "on"), values(clinic.run("settings", "--set", "distance=")));
  }

  private static List<String> values(Typed shown) throws IOException {
    return List.of(value(shown, 0), value(shown, 1), value(shown, 2), value(shown, 3));
  }
}
