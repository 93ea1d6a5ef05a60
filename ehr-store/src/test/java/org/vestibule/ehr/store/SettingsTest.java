package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Purpose;

class SettingsTest {
  @TempDir Path parent;

  @Test
  void whatIsChosenIsSealedAuditedAndGoneWhenItIsEmptied() throws Exception {
    Path folder = parent.resolve("data");
    try (EhrStore store = Clinic.create(folder).store();
        Session admin = Clinic.unlock(store)) {
      Settings settings = admin.act(Purpose.ADMINISTRATION).settings();
      assertEquals(Map.of(), settings.chosen());
      settings.change(Map.of("distance", "1.5", "wording", "a=b zebra-canary"));
      assertEquals(Map.of("distance", "1.5", "wording", "a=b zebra-canary"), settings.chosen());
      settings.change(Map.of("wording", ""));
      Settings desk = admin.act(Purpose.FRONT_DESK).settings();
      assertEquals(Map.of("distance", "1.5"), desk.chosen());
      assertThrows(StoreException.Denied.class, () -> desk.change(Map.of("distance", "9")));
      long changes =
          admin.act(Purpose.AUDIT).audit().latest(50).stream()
              .filter(event -> event.action() == AuditAction.SETTINGS_CHANGED)
              .count();
      assertEquals(2, changes);
    }
    String bytes = Files.readString(folder.resolve("clinic.db"), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("zebra-canary"));
  }

  @Test
  void aNameOrValueThatCannotBeKeptChangesNothing() {
    try (EhrStore store = Clinic.create(parent.resolve("data")).store();
        Session admin = Clinic.unlock(store)) {
      Settings settings = admin.act(Purpose.ADMINISTRATION).settings();
      List<Map<String, String>> none =
          List.of(
              Map.of("Name", "1"),
              Map.of("", "1"),
              Map.of("a", "x\ny=1"),
              Map.of("a", "x".repeat(201)));
      for (Map<String, String> bad : none) {
        assertThrows(StoreException.Invalid.class, () -> settings.change(bad));
      }
      assertEquals(Map.of(), settings.chosen());
    }
  }
}
