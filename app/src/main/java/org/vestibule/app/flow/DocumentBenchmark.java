package org.vestibule.app.flow;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.Documents;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.NewClinic;
import org.vestibule.ehr.store.NewDocument;

/**
 * How fast documents go in and out, beside a plain copy that is forced to disk too. For one thread.
 */
final class DocumentBenchmark {
  private static final int MEGABYTE = 1_000_000;

  private final int megabytes;
  private final Consumer<Benchmarks.Count> told;

  DocumentBenchmark(int megabytes, Consumer<Benchmarks.Count> told) {
    this.megabytes = megabytes;
    this.told = told;
  }

  void run() throws IOException {
    Path folder = Files.createTempDirectory("vestibule-bench");
    char[] password = "for a benchmark".toCharArray();
    try (Created made =
        EhrStore.create(folder.resolve("clinic"), new NewClinic("Bench", "bench", password))) {
      Patient draft = Patient.named(new HumanName("Bench", "B"), LocalDate.EPOCH).build();
      PatientId patient = made.session().act(Purpose.TREATMENT).people().register(draft).id();
      Documents documents = made.session().act(Purpose.TREATMENT).documents();
      for (boolean random : new boolean[] {true, false}) {
        Path file = folder.resolve("plain");
        fill(file, random);
        measure(random ? "random bytes" : "text", file, documents, patient);
        Files.delete(file);
      }
    } finally {
      wipe(folder);
    }
  }

  private void measure(String what, Path file, Documents documents, PatientId patient)
      throws IOException {
    Path copy = file.resolveSibling("copy");
    double plain = rate(() -> copy(file, copy));
    Files.delete(copy);
    tell(what + ": plain copy, forced", plain, "MB/s");
    DocumentReference[] attached = new DocumentReference[1];
    double in =
        rate(
            () ->
                attached[0] =
                    documents.attach(
                        patient,
                        new NewDocument("bench", () -> new FileInputStream(file.toFile()), true)));
    tell(what + ": attach", in, "MB/s");
    tell(what + ": attach, of a plain copy's rate", in / plain, "x");
    double out =
        rate(
            () -> {
              try (FileOutputStream to = new FileOutputStream(copy.toFile())) {
                documents.fetch(patient, attached[0].id(), "benchmark", to);
                to.getFD().sync();
              }
            });
    if (Files.mismatch(file, copy) >= 0) {
      throw new IOException("what came out is not what went in");
    }
    Files.delete(copy);
    tell(what + ": fetch", out, "MB/s");
    tell(what + ": fetch, of a plain copy's rate", out / plain, "x");
    tell(what + ": sealed size", attached[0].content().length() / (double) MEGABYTE, "MB");
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    tell("heap after", (runtime.totalMemory() - runtime.freeMemory()) / 1e6, "MB");
  }

  private void tell(String name, double value, String unit) {
    told.accept(new Benchmarks.Count(name, value, unit));
  }

  private interface Work {
    void run() throws IOException;
  }

  private double rate(Work work) throws IOException {
    long began = System.nanoTime();
    work.run();
    return megabytes / ((System.nanoTime() - began) / 1e9);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        FileOutputStream out = new FileOutputStream(to.toFile())) {
      byte[] buffer = new byte[1 << 20];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
      out.getFD().sync();
    }
  }

  private void fill(Path file, boolean noise) throws IOException {
    Random random = new Random(1);
    byte[] buffer = new byte[MEGABYTE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        if (noise) {
          random.nextBytes(buffer);
        } else {
          words(random, buffer);
        }
        out.write(buffer);
      }
    }
  }

  /** Made-up words: compresses about as well as a table of results does. */
  private static void words(Random random, byte[] buffer) {
    byte[] word =
        "haemoglobin leucocytes 12.4 140 mmol/l normal\n".getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < buffer.length; ) {
      int from = random.nextInt(word.length);
      int length = Math.min(1 + random.nextInt(word.length - from), buffer.length - at);
      System.arraycopy(word, from, buffer, at, length);
      at += length;
    }
  }

  static void wipe(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
