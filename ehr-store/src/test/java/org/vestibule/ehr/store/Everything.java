package org.vestibule.ehr.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;

/** A small store with something of every kind, and all that can be read out of it as one text. */
final class Everything {
  private Everything() {}

  /** Fills an empty folder: two patients, everything about the first. */
  static void make(Path folder) {
    try (Created made = Clinic.create(folder)) {
      Access care = made.session().act(Purpose.TREATMENT);
      Patient maria = care.faces().enrol(Clinic.enrolment(Clinic.maria(), 1));
      care.charts().put(maria.id(), Clinic.everyKind(maria.id()));
      byte[] letter =
          "The patient feels well. She comes again in May."
              .repeat(40)
              .getBytes(StandardCharsets.UTF_8);
      care.documents()
          .attach(
              maria.id(), new NewDocument("letter.txt", () -> new ByteArrayInputStream(letter)));
      Patient john = Clinic.person("Smith", "John", Clinic.day("1970-01-01"));
      care.charts().put(care.people().register(john).id(), List.of());
    }
  }

  /** All that can be read, as one text; empty if verify found something. */
  static Optional<String> read(Path folder) {
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
        for (DocumentReference document : care.documents().list(patient.id())) {
          ByteArrayOutputStream to = new ByteArrayOutputStream();
          care.documents().fetch(patient.id(), document.id(), "reading everything", to);
          all.add(document.title() + Arrays.hashCode(to.toByteArray()));
        }
      }
      care.faces().all(Clinic.ENCODER).forEach(f -> all.add("" + f.templates().hashCode()));
      all.add("" + care.queue().day(Clinic.day("2026-03-05")).size());
      VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
      return report.ok() ? Optional.of(String.join("\n", all)) : Optional.empty();
    }
  }

  /** Every file of the folder and its bytes, without the lock. */
  static Map<Path, byte[]> files(Path folder) {
    Map<Path, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith("lock")) {
          files.put(file, Files.readAllBytes(file));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes another folder hold just the same files. */
  static void copy(Path folder, Path other) {
    Map<Path, byte[]> files = new LinkedHashMap<>();
    files(folder)
        .forEach((file, bytes) -> files.put(other.resolve(folder.relativize(file)), bytes));
    restore(other, files);
  }

  /** Makes the folder hold just these files again. */
  static void restore(Path folder, Map<Path, byte[]> files) {
    try {
      Files.createDirectories(folder);
      for (Path file : files(folder).keySet()) {
        Files.deleteIfExists(file);
      }
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        Files.createDirectories(file.getKey().getParent());
        Files.write(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
