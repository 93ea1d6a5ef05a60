package org.vestibule.ehr.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/** A second process that works on a store until it is killed. */
final class Child {
  private Child() {}

  /**
   * Starts one.
   *
   * @param temporary its folder for temporary files
   * @param what {@code open}, {@code full} or {@code work SEED}
   */
  static Process start(Path folder, Path temporary, String... what) throws IOException {
    Files.createDirectories(temporary);
    return new ProcessBuilder(command(folder, temporary, what))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The command line that starts one. */
  static List<String> command(Path folder, Path temporary, String... what) {
    return java(Child.class, temporary, folder, what);
  }

  /** The command line that starts another class's {@code main}, with a folder as its first word. */
  static List<String> java(Class<?> main, Path temporary, Path folder, String... what) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString()));
    command.addAll(List.of(what));
    return command;
  }

  /** The same command behind another program's. */
  static List<String> prepend(List<String> command, String... before) {
    return Stream.concat(Stream.of(before), command.stream()).toList();
  }

  static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    if (args[1].equals("open")) {
      try (EhrStore store = EhrStore.open(folder)) {
        System.out.println(store.clinicName());
      } catch (StoreException e) {
        System.out.println(said(e));
      }
      return;
    }
    if (args[1].equals("full")) {
      fill(folder);
      return;
    }
    if (args[1].equals("rotate")) {
      rotate(folder);
      return;
    }
    work(Clinic.open(folder), new Random(Long.parseLong(args[2])));
  }

  private static String said(StoreException e) {
    return e.code() + " " + e.exitCode() + " " + e.getMessage();
  }

  /** Enrols until the disk is full, makes room, and goes on. */
  private static void fill(Path folder) throws IOException {
    Path ballast = Files.write(folder.resolve("ballast"), new byte[4_000_000]);
    Set<PatientId> acknowledged = new HashSet<>();
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      Access care = session.act(Purpose.TREATMENT);
      try {
        for (int seed = 0; ; seed++) {
          acknowledged.add(
              care.faces().enrol(Canaries.enrolment(Canaries.patient(seed), seed)).id());
        }
      } catch (StoreException e) {
        System.out.println(said(e));
      }
      tellWhetherThere(care, acknowledged);
      Files.delete(ballast);
      acknowledged.add(care.faces().enrol(Canaries.enrolment(Canaries.patient(-1), -1)).id());
      System.out.println("saved after room was made");
    }
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      tellWhetherThere(session.act(Purpose.TREATMENT), acknowledged);
      VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
      System.out.println(report.ok() ? "verified" : report.problems());
    }
  }

  private static void tellWhetherThere(Access care, Set<PatientId> acknowledged) {
    Set<PatientId> found =
        care.faces().all(Clinic.ENCODER).stream()
            .map(EnrolledFace::patient)
            .collect(Collectors.toSet());
    System.out.println(
        found.equals(acknowledged) && !found.isEmpty()
            ? "everybody acknowledged is there"
            : acknowledged.size() + " acknowledged, " + found.size() + " found");
  }

  /** Enrols and edits for ever; tells of each enrolment that was acknowledged. */
  private static void work(EhrStore store, Random random) {
    Session session = Clinic.unlock(store);
    Access care = session.act(Purpose.TREATMENT);
    System.out.println("ready");
    while (true) {
      Patient patient = Canaries.patient(random.nextInt());
      Patient stored = care.faces().enrol(Canaries.enrolment(patient, random.nextInt()));
      System.out.println(stored.id());
      care.charts().put(stored.id(), Canaries.entries(stored.id()));
      care.documents().attach(stored.id(), Canaries.document());
      System.out.println("+" + stored.id());
      care.people().update(stored.change().address(Canaries.ADDRESS + " 2").build());
      if (random.nextInt(3) == 0) {
        care.consents().withdraw(stored.id(), Purpose.FACE_RECOGNITION);
        System.out.println("-" + stored.id());
      }
      Access admin = session.act(Purpose.ADMINISTRATION);
      if (random.nextInt(4) == 0) {
        System.out.println("!" + stored.id());
        admin.erasures().erase(stored.id());
        System.out.println("x" + stored.id());
      }
      if (random.nextInt(6) == 0) {
        admin.keys().startRotation();
        admin.keys().rotate(rows -> {});
      }
      System.out.println(session.act(Purpose.AUDIT).audit().head().text());
    }
  }

  /** Rotates every key again and again; tells of each rotation that is whole. */
  private static void rotate(Path folder) {
    Keys keys = Clinic.unlock(Clinic.open(folder)).act(Purpose.ADMINISTRATION).keys();
    System.out.println("ready");
    while (true) {
      keys.startRotation();
      keys.rotate(done -> {});
      System.out.println("rotated");
    }
  }
}
