package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;

/**
 * One flipped bit anywhere in the database is found at opening, at reading or by verify, or changes
 * nothing that anybody reads.
 */
class FlipTest {
  @TempDir Path folder;

  @Test
  void twoHundredFlips() throws IOException {
    flip(200, 5);
  }

  @Test
  @Tag("measure")
  void tenThousandFlips() throws IOException {
    flip(10_000, 6);
  }

  private void flip(int times, long seed) throws IOException {
    try (Created made = Clinic.create(folder)) {
      Access care = made.session().act(Purpose.TREATMENT);
      Patient maria = care.faces().enrol(Clinic.enrolment(Clinic.maria(), 1));
      care.charts().put(maria.id(), Clinic.everyKind(maria.id()));
      Patient john = Clinic.person("Smith", "John", Clinic.day("1970-01-01"));
      care.charts().put(care.people().register(john).id(), List.of());
    }
    Path database = folder.resolve(EhrStore.DATABASE);
    byte[] whole = Files.readAllBytes(database);
    String truth = readAll().orElseThrow();
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < times; i++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(database, flipped);
      Files.deleteIfExists(folder.resolve(EhrStore.DATABASE + "-wal"));
      Files.deleteIfExists(folder.resolve(EhrStore.DATABASE + "-shm"));
      try {
        var read = readAll();
        if (read.isPresent()) {
          assertEquals(truth, read.get(), "harmless means the same: byte " + at);
        } else {
          found++;
        }
      } catch (StoreException.Damaged | StoreException.Unreadable | StoreException.TooNew e) {
        found++;
      } catch (StoreException e) {
        fail("byte " + at + " gives a misleading message: " + e.code(), e);
      } catch (RuntimeException e) {
        fail("byte " + at + " gives no sentence", e);
      }
    }
    // Two thirds of so young a file are space that no row uses yet.
    assertTrue(found > times / 5, "bytes that matter are hit: " + found);
  }

  /** All that can be read, as one text; empty if verify found something. */
  private Optional<String> readAll() {
    List<String> all = new ArrayList<>();
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Access care = session.act(Purpose.TREATMENT);
      for (PatientMatch match : care.people().search("V-0", 9)) {
        Patient patient = match.patient();
        all.add(patient.number() + patient.name().listed() + patient.birthDate());
        all.add("" + care.people().byNumber(patient.number()).isPresent());
        Chart chart = care.charts().open(patient.id());
        all.add(chart.allergies().size() + " " + chart.allergyStatus());
        chart.notes().forEach(n -> all.add(n.text()));
        all.add("" + chart.observations().size() + chart.conditions().size());
        all.add("" + care.people().photo(patient.id()).map(p -> p.bytes().length));
      }
      care.faces().all(Clinic.ENCODER).forEach(f -> all.add("" + f.templates().hashCode()));
      all.add("" + care.queue().day(Clinic.day("2026-03-05")).size());
      VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
      return report.ok() ? Optional.of(String.join("\n", all)) : Optional.empty();
    }
  }
}
