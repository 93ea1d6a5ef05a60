package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.ehr.record.Purpose;

/** Nothing but what the schema's steps make may be in the database file. */
class PlantedSchemaTest {
  @TempDir Path folder;

  private Hand hand;

  @BeforeEach
  void aClinic() {
    hand = new Hand(folder);
    Clinic.create(folder).close();
  }

  private List<String> problems() {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      return session.act(Purpose.ADMINISTRATION).verify().problems();
    }
  }

  @Test
  void aNewStoreIsInOrder() {
    assertEquals(List.of(), problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TRIGGER quiet BEFORE INSERT ON lookup BEGIN SELECT RAISE(IGNORE); END"
            + " | holds the trigger quiet, which Vestibule did not make",
        "CREATE VIEW everybody AS SELECT * FROM patient"
            + " | holds the view everybody, which Vestibule did not make",
        "CREATE INDEX entry_size ON entry (length(sealed))"
            + " | holds the index entry_size, which Vestibule did not make",
        "CREATE TABLE copied (sealed BLOB) | holds the table copied, which Vestibule did not make",
        "CREATE VIEW \"Novak, Anna\" AS SELECT 1"
            + " | holds the view with an unreadable name, which Vestibule did not make",
        "DROP INDEX lookup_patient | lacks the index lookup_patient",
        "ALTER TABLE counter ADD COLUMN more TEXT | holds the table counter otherwise than",
      })
  void whatWasPlantedChangedOrDroppedIsNamed(String change, String words) {
    hand.change(change);
    List<String> problems = problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).startsWith("The database file " + words), problems.get(0));
    assertTrue(problems.get(0).endsWith("restore the latest backup."), problems.get(0));
  }
}
