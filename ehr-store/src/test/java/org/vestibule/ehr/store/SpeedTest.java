package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.vault.KeyScope;

/** Prints how fast the store is with many patients; asserts results, never times. */
@Tag("measure")
class SpeedTest {
  private static final int PATIENTS = Integer.getInteger("speed.patients", 100_000);
  private static final int ENROLLED = PATIENTS;
  private static final int BATCH = 1_000;

  @TempDir Path folder;

  @Test
  void manyPatients() throws IOException, InterruptedException {
    Random random = new Random(7);
    List<String> families = names(random, 20_000);
    List<String> given = names(random, 3_000);
    List<PatientId> ids = new ArrayList<>();
    try (Created made = Clinic.create(folder)) {
      long start = System.nanoTime();
      while (ids.size() < PATIENTS) {
        registerBatch(made.session(), families, given, random, ids);
      }
      print("bulk registration, patients a second", PATIENTS / seconds(start));
    }
    inOwnProcess("cold");
    inOwnProcess("rehearsed");
    try (EhrStore store = Clinic.open(folder)) {
      Session session = Clinic.unlock(store);
      Access care = session.act(Purpose.TREATMENT);
      assertEquals(PATIENTS, care.people().count());
      spread(
          "name search with a typo, ms",
          300,
          i -> care.people().search(typo(families.get(i), random), 20));
      spread(
          "registration in a transaction of its own, ms",
          300,
          i -> care.people().register(Clinic.person("New" + i, "One", LocalDate.of(1990, 1, 1))));
      for (PatientId id : ids.subList(0, 300)) {
        care.charts().put(id, Clinic.everyKind(id));
      }
      spread("chart of 11 entries opened, ms", 300, i -> care.charts().open(ids.get(i)));
      long verifying = System.nanoTime();
      VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
      assertEquals(List.of(), report.problems());
      print("verify of " + report.rows() + " rows, s", seconds(verifying));
    }
  }

  /** A fresh one, as in the morning: Java has compiled nothing yet. */
  private void inOwnProcess(String how) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                UnlockTimes.class.getName(),
                folder.toString(),
                how)
            .redirectErrorStream(true)
            .start();
    List<String> said = process.inputReader().lines().toList();
    said.forEach(System.out::println);
    assertEquals(0, process.waitFor());
    String all = "unlocked, with " + 3 * ENROLLED + " templates";
    assertTrue(said.stream().anyMatch(line -> line.contains(all)));
  }

  private static void registerBatch(
      Session session,
      List<String> families,
      List<String> given,
      Random random,
      List<PatientId> ids) {
    Context context = session.act(Purpose.FRONT_DESK).context();
    context.write(
        Operation.REGISTER,
        KeyScope.INDEX,
        (tx, trail) -> {
          for (int i = 0; i < BATCH; i++) {
            HumanName name =
                new HumanName(
                    families.get(random.nextInt(families.size())),
                    given.get(random.nextInt(given.size())));
            Patient draft =
                Patient.named(name, LocalDate.of(1930, 1, 1).plusDays(random.nextInt(30_000)))
                    .phone("+91 " + (9_000_000_000L + random.nextInt(900_000_000)))
                    .address("x".repeat(700))
                    .build();
            Patient patient = new Registration(context).register(tx, trail, draft);
            ids.add(patient.id());
            tx.faces()
                .putTemplates(
                    patient.id(),
                    Clinic.ENCODER,
                    List.of(Clinic.template(i), Clinic.template(i + 1), Clinic.template(i + 2)));
          }
          return null;
        });
  }

  private static List<String> names(Random random, int count) {
    String consonants = "bdfghjklmnprstvz";
    String vowels = "aeiou";
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder name = new StringBuilder();
      for (int syllable = 2 + random.nextInt(3); syllable > 0; syllable--) {
        name.append(consonants.charAt(random.nextInt(consonants.length())));
        name.append(vowels.charAt(random.nextInt(vowels.length())));
      }
      names.add(name.toString());
    }
    return names;
  }

  private static String typo(String name, Random random) {
    char[] letters = name.toCharArray();
    letters[random.nextInt(letters.length)] = 'q';
    return new String(letters);
  }

  private static void spread(String what, int times, IntConsumer work) {
    for (int i = 0; i < 50; i++) {
      work.accept(times - 1 - i);
    }
    double[] millis = new double[times - 50];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      work.accept(i);
      millis[i] = seconds(start) * 1_000;
    }
    Arrays.sort(millis);
    print(what + ", p50", millis[millis.length / 2]);
    print(what + ", p99", millis[millis.length * 99 / 100]);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "SPEED %-60s %10.2f%n", what, value);
  }
}
