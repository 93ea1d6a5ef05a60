package org.vestibule.app.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.FhirImportException;
import org.vestibule.ehr.fhir.ImportProblem;
import org.vestibule.ehr.fhir.ImportedBundle;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Provider;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.FilePeople;
import org.vestibule.ehr.store.HeldImport;
import org.vestibule.ehr.store.ImportOutcome;

/** Takes FHIR R4 bundles into the store. Used by one thread. */
public final class BundleImport {
  private final ClinicWork work;

  BundleImport(ClinicWork work) {
    this.work = work;
  }

  /**
   * What one patient of a file brought.
   *
   * @param number the patient's number; empty when nobody of the file was taken
   * @param created new entries by FHIR type; empty when everything was here already
   * @param skipped entries kept as they came or left out, by FHIR type
   * @param unchanged how many entries were here already, word for word
   * @param problems where something was not taken as it stands: path and what it is
   * @param whole whether nothing of the file was left out
   */
  public record Imported(
      Optional<String> number,
      Map<String, Integer> created,
      Map<String, Integer> skipped,
      int unchanged,
      List<String> problems,
      boolean whole) {
    public Imported {
      created = Map.copyOf(created);
      skipped = Map.copyOf(skipped);
      problems = List.copyOf(problems);
    }

    @Override
    public String toString() {
      return "Imported";
    }
  }

  /**
   * Takes a file in, one result a patient, each whole or not at all: what the store refuses about
   * one does not keep the others out. The same file twice creates nothing twice; an identifier that
   * belongs to another person here is never merged.
   */
  public List<Imported> take(Path file) throws FlowException {
    byte[] json = bytes(file);
    FilePeople people = work.with(Purpose.TREATMENT, access -> access.imports().people());
    ImportedBundle bundle =
        read(json, draft -> work.with(Purpose.TREATMENT, access -> people.resolve(draft)));
    List<ImportOutcome> taken = new ArrayList<>();
    Map<String, Integer> skipped = new TreeMap<>(bundle.skipped());
    List<String> problems = new ArrayList<>();
    for (ImportProblem problem : bundle.problems()) {
      problems.add(said(file, problem.path(), problem.sentence()));
    }
    for (ImportedRecord record : bundle.records()) {
      try {
        taken.add(work.with(Purpose.TREATMENT, access -> access.imports().take(record)));
      } catch (FlowException refused) {
        if (refused.kind() != Kind.NO_MATCH) {
          throw refused;
        }
        record.understood().forEach((type, n) -> skipped.merge(type, n, Integer::sum));
        problems.add(said(file, record.path(), refused.getMessage() + " (" + refused.code() + ")"));
      }
    }
    hold(people, file, json);
    boolean whole = bundle.leftOut().isEmpty() && taken.size() == bundle.records().size();
    if (taken.isEmpty()) {
      return List.of(nobody(bundle.providers(), skipped, problems, whole));
    }
    List<Imported> all = new ArrayList<>();
    for (ImportOutcome outcome : taken) {
      // What is about the file as a whole is said once.
      boolean first = all.isEmpty();
      all.add(
          imported(
              outcome, first ? skipped : Map.of(), first ? problems : List.<String>of(), whole));
    }
    return all;
  }

  /** What a file brought of which no patient was taken. */
  private Imported nobody(
      List<Provider> providers, Map<String, Integer> skipped, List<String> problems, boolean whole)
      throws FlowException {
    if (providers.isEmpty()) {
      return new Imported(Optional.empty(), Map.of(), skipped, 0, problems, false);
    }
    return imported(
        work.with(Purpose.TREATMENT, access -> access.providers().keep(providers)),
        skipped,
        problems,
        whole);
  }

  private static String said(Path file, String path, String sentence) {
    return file.getFileName() + ": " + path + ": " + sentence;
  }

  /** After the others were taken: somebody may share an identifier with one of them. */
  private void hold(FilePeople people, Path file, byte[] json) throws FlowException {
    for (FilePeople.Clash clash : people.clashes()) {
      HeldImport held =
          new HeldImport(
              file.getFileName().toString(),
              clash.owner(),
              clash.draft(),
              work.now(),
              work.user(),
              HeldImport.compress(json));
      work.with(
          Purpose.TREATMENT,
          access -> {
            access.imports().hold(held);
            return null;
          });
    }
  }

  static Imported imported(
      ImportOutcome outcome, Map<String, Integer> skipped, List<String> problems, boolean whole) {
    return new Imported(
        outcome.patient().map(Patient::number),
        outcome.created(),
        skipped,
        outcome.unchanged(),
        problems,
        whole);
  }

  private static byte[] bytes(Path file) throws FlowException {
    try {
      if (Files.size(file) > FhirImport.mostBytes()) {
        throw new FlowException(Kind.UNREADABLE, "F-01", "This file is too large to be imported.");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new FlowException(
          Kind.UNREADABLE, "F-04", "There is no file of this name: check it.", e);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE, "F-05", "This file cannot be read: check its rights.", e);
    }
  }

  /** Says who somebody of the file is here. */
  interface Resolver {
    Resolution resolve(Patient draft) throws FlowException;
  }

  /** Reads a bundle; what is wrong with it is said in a sentence. */
  static ImportedBundle read(byte[] json, Resolver resolver) throws FlowException {
    try {
      return new FhirImport()
          .read(
              json,
              draft -> {
                try {
                  return resolver.resolve(draft);
                } catch (FlowException e) {
                  throw new Unresolved(e);
                }
              });
    } catch (FhirImportException refused) {
      throw new FlowException(Kind.UNREADABLE, refused.code(), refused.getMessage(), refused);
    } catch (Unresolved e) {
      throw e.why;
    }
  }

  /** Carries a failure of the store through the reading. */
  private static final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient FlowException why;

    Unresolved(FlowException why) {
      super(why);
      this.why = why;
    }
  }
}
