package org.vestibule.ehr.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.vault.Credentials;
import org.vestibule.ehr.vault.KdfCost;
import org.vestibule.ehr.vault.Vault;

/** What SQLite finds is said by what is kept there, once for each place. */
class FileDamageTest {
  private static final String KEEPS = "The database file is damaged where it keeps ";
  private static final String FINDS =
      "The database file is damaged where it says in which order to find ";
  private static final String RESTORE = ": restore the latest backup.";

  @TempDir Path folder;

  @Test
  void everyKindOfFindingHasASentenceAndAPlace() {
    try (Credentials credentials = Credentials.of("ann", "correct horse".toCharArray());
        Vault vault = Vault.create(folder, KdfCost.weak(), credentials).vault();
        Database database = Database.open(folder.resolve("clinic.db"), vault)) {
      database.read(
          tx -> {
            assertEquals(
                List.of(
                    KEEPS + "the charts" + RESTORE,
                    FINDS + "the numbers by which patients are found" + RESTORE,
                    FINDS + "the list of patients" + RESTORE,
                    KEEPS + "the photos and face templates" + RESTORE,
                    KEEPS + "the audit ledger" + RESTORE,
                    KEEPS + "its own lists" + RESTORE),
                new FileDamage(tx.handle()).sentences(findings(tx.handle())));
            return null;
          });
    }
  }

  private static List<String> findings(Handle handle) {
    int root =
        handle
            .createQuery("SELECT rootpage FROM sqlite_master WHERE name = 'entry'")
            .mapTo(Integer.class)
            .one();
    return List.of(
        "Tree " + root + " page 12 cell 3: Rowid 9 out of order",
        "Tree " + root + " page 40: btreeInitPage() returns error code 11",
        "row 3 missing from index lookup_patient",
        "wrong # of entries in index lookup_patient",
        "non-unique entry in index sqlite_autoindex_patient_1",
        "NULL value in face.patient",
        "CHECK constraint failed in audit",
        "Page 77: never used",
        "Freelist: size is 4 but should be 5");
  }
}
