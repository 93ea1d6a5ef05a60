package org.vestibule.ehr.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KdfCost;
import org.vestibule.ehr.vault.Vault;

/** No handle stays open, however the work ended, and what failed left nothing. */
class HandleTest {
  @TempDir Path folder;

  @Test
  void handlesAreClosedAndFailedWorkIsUndone() {
    try (Credentials credentials = Credentials.of("ann", "correct horse".toCharArray());
        Vault vault = Vault.create(folder, KdfCost.weak(), credentials).vault();
        Database database = Database.open(folder.resolve("clinic.db"), vault)) {
      assertEquals(0, database.openHandles());
      for (int i = 0; i < 50; i++) {
        int number = i;
        database.write(
            tx -> {
              tx.meta().setCounter("n", number);
              return null;
            });
        assertThrows(
            IllegalArgumentException.class,
            () ->
                database.write(
                    tx -> {
                      tx.meta().setCounter("n", -1);
                      throw new IllegalArgumentException("no");
                    }));
        long counted = database.read(tx -> tx.meta().counter("n"));
        assertEquals(number, counted);
        assertThrows(
            IllegalArgumentException.class,
            () ->
                database.read(
                    tx -> {
                      throw new IllegalArgumentException("no");
                    }));
      }
      assertEquals(0, database.openHandles());
    }
  }

  @Test
  void aLongReadSeesOneMomentAndHoldsNoWriterUp() {
    try (Credentials credentials = Credentials.of("ann", "correct horse".toCharArray());
        Vault vault = Vault.create(folder, KdfCost.weak(), credentials).vault();
        Database database = Database.open(folder.resolve("clinic.db"), vault)) {
      long seen =
          database.read(
              reading -> {
                long before = reading.meta().counter("n");
                database.write(
                    tx -> {
                      tx.meta().setCounter("n", 7);
                      return null;
                    });
                return before + reading.meta().counter("n");
              });
      assertEquals(0, seen);
      assertEquals(7L, database.<Long>read(tx -> tx.meta().counter("n")));
    }
  }

  @Test
  void aNewerSchemaIsNotTouched() {
    try (Credentials credentials = Credentials.of("ann", "correct horse".toCharArray());
        Vault vault = Vault.create(folder, KdfCost.weak(), credentials).vault()) {
      Path file = folder.resolve("clinic.db");
      try (Database database = Database.open(file, vault)) {
        database.write(tx -> tx.handle().execute("INSERT INTO schema_step VALUES (99)"));
      }
      DatabaseException e =
          assertThrows(DatabaseException.class, () -> Database.open(file, vault).close());
      assertEquals(DatabaseException.Kind.TOO_NEW, e.kind());
    }
  }
}
