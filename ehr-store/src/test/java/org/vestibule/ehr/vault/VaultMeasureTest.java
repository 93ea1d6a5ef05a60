package org.vestibule.ehr.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what unlocking a clinic of 100,000 patients costs; asserts no time. */
@Tag("measure")
class VaultMeasureTest {
  private static final int PATIENTS = 100_000;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(UUID patient, byte[] key, byte[] sealed) {
    Place place() {
      return Place.of("patient", patient.toString(), "sealed", patient, 1, 1);
    }
  }

  @Test
  void openingAHundredThousandPatients(@TempDir Path folder) {
    KdfCost cost = KdfCost.calibrated();
    Credentials asha = Credentials.of("Asha", "pw".toCharArray());
    Vault.Created created = Vault.create(folder, cost, asha);
    created.recoveryKey().close();
    long start = System.nanoTime();
    List<Row> rows = new ArrayList<>(PATIENTS);
    try (Vault vault = created.vault()) {
      for (int i = 0; i < PATIENTS; i++) {
        UUID id = UUID.randomUUID();
        byte[] key = vault.newPatientKey(KeyScope.DIRECTORY, id);
        Row row = new Row(id, key, null);
        byte[] sealed =
            vault.patientKey(KeyScope.DIRECTORY, id, key).seal(row.place(), new byte[1024]);
        rows.add(new Row(id, key, sealed));
      }
    }
    print("sealing 100,000 patients of 1 KB, a new key each", start);
    try (Vault vault = Vault.open(folder)) {
      start = System.nanoTime();
      vault.unlock(asha);
      print("unlocking by password, " + cost, start);
      for (int round = 1; round <= 3; round++) {
        start = System.nanoTime();
        long bytes = 0;
        for (Row row : rows) {
          PatientKey key = vault.patientKey(KeyScope.DIRECTORY, row.patient(), row.key());
          bytes += key.open(row.place(), row.sealed()).length;
        }
        print("opening 100,000 patients of 1 KB, round " + round, start);
        assertEquals(PATIENTS * 1024L, bytes);
      }
      start = System.nanoTime();
      BlindIndex index = vault.blindIndex();
      for (int i = 0; i < PATIENTS; i++) {
        index.of("patient.phone", "98450" + i);
      }
      print("100,000 blind index values", start);
      start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        vault.sign(new byte[100]);
      }
      print("100 signatures", start);
    }
  }

  private static void print(String what, long start) {
    System.out.printf("%s: %.0f ms%n", what, (System.nanoTime() - start) / 1e6);
  }
}
