package org.vestibule.ehr.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;

/** A second process that works on a store until it is killed. */
final class Child {
  private Child() {}

  /**
   * Starts one.
   *
   * @param temporary its folder for temporary files
   * @param what {@code open} or {@code work SEED}
   */
  static Process start(Path folder, Path temporary, String... what) throws IOException {
    Files.createDirectories(temporary);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString()));
    command.addAll(List.of(what));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    if (args[1].equals("open")) {
      try (EhrStore store = EhrStore.open(folder)) {
        System.out.println(store.clinicName());
      } catch (StoreException e) {
        System.out.println(e.code() + " " + e.exitCode());
      }
      return;
    }
    work(EhrStore.open(folder, Clock.systemUTC()), new Random(Long.parseLong(args[2])));
  }

  /** Enrols and edits for ever; tells of each enrolment that was acknowledged. */
  private static void work(EhrStore store, Random random) {
    Access care = Clinic.unlock(store).act(Purpose.TREATMENT);
    System.out.println("ready");
    while (true) {
      Patient patient = Canaries.patient(random.nextInt());
      Patient stored = care.faces().enrol(Canaries.enrolment(patient, random.nextInt()));
      System.out.println(stored.id());
      care.charts().put(stored.id(), Canaries.entries(stored.id()));
      care.people().update(stored.change().address(Canaries.ADDRESS + " 2").build());
      if (random.nextInt(3) == 0) {
        care.faces().withdrawConsent(stored.id());
        System.out.println("-" + stored.id());
      }
    }
  }
}
