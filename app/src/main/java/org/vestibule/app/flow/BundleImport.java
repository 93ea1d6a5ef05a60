package org.vestibule.app.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.app.flow.ClinicWork.Imported;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.FhirImportException;
import org.vestibule.ehr.fhir.ImportedBundle;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.HeldImport;
import org.vestibule.ehr.store.ImportOutcome;

/** Takes FHIR bundles into the store. Used by one thread. */
final class BundleImport {
  private final FhirImport fhir = new FhirImport();
  private final ClinicWork work;

  BundleImport(ClinicWork work) {
    this.work = work;
  }

  List<Imported> take(Path file) throws FlowException {
    byte[] json = bytes(file);
    List<HeldImport> held = new ArrayList<>();
    ImportedBundle bundle = read(json, draft -> resolve(draft, file, json, held));
    for (HeldImport one : held) {
      work.with(
          Purpose.TREATMENT,
          access -> {
            access.imports().hold(one);
            return null;
          });
    }
    List<String> problems =
        bundle.problems().stream()
            .map(p -> file.getFileName() + ": " + p.path() + ": " + p.kind().sentence())
            .toList();
    List<Imported> taken = new ArrayList<>();
    for (ImportedRecord record : bundle.records()) {
      boolean first = taken.isEmpty();
      ImportOutcome outcome = work.with(Purpose.TREATMENT, access -> access.imports().take(record));
      taken.add(
          imported(
              outcome,
              first ? bundle.skipped() : Map.of(),
              first ? problems : List.of(),
              !held.isEmpty()));
    }
    if (taken.isEmpty()) {
      taken.add(
          new Imported(Optional.empty(), Map.of(), bundle.skipped(), 0, problems, !held.isEmpty()));
    }
    return taken;
  }

  private static Imported imported(
      ImportOutcome outcome, Map<String, Integer> skipped, List<String> problems, boolean review) {
    return new Imported(
        outcome.patient().map(Patient::number),
        outcome.created(),
        skipped,
        outcome.unchanged(),
        problems,
        review);
  }

  /** Who waits to be looked at. */
  List<HeldImport> waiting() throws FlowException {
    return work.with(Purpose.TREATMENT, access -> access.imports().waiting());
  }

  /**
   * Takes somebody who waited.
   *
   * @param same whether it is the person who has the identifier here; else somebody new
   */
  Imported settle(HeldImport held, boolean same) throws FlowException {
    ImportedBundle bundle =
        read(
            held.json(),
            draft ->
                draft.identifiers().equals(held.draft().identifiers())
                    ? Optional.of(same ? held.owner() : draft.id())
                    : Optional.empty());
    ImportedRecord record = bundle.records().get(0);
    ImportedRecord fitting =
        same ? record : new ImportedRecord(withoutTaken(record.patient()), record.entries());
    ImportOutcome outcome =
        work.with(Purpose.TREATMENT, access -> access.imports().settle(held, fitting));
    return imported(outcome, bundle.skipped(), List.of(), false);
  }

  /** Throws away somebody who waited. */
  void discard(HeldImport held) throws FlowException {
    work.with(
        Purpose.TREATMENT,
        access -> {
          access.imports().discard(held);
          return null;
        });
  }

  /** A new patient keeps the identifiers that nobody has. */
  private Patient withoutTaken(Patient draft) throws FlowException {
    List<Identifier> free = new ArrayList<>();
    for (Identifier identifier : draft.identifiers()) {
      if (byIdentifier(identifier).isEmpty()) {
        free.add(identifier);
      }
    }
    return draft.change().identifiers(free).build();
  }

  private Optional<Patient> byIdentifier(Identifier identifier) throws FlowException {
    return work.with(Purpose.FRONT_DESK, access -> access.people().byIdentifier(identifier));
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
  private interface Resolver {
    Optional<PatientId> resolve(Patient draft) throws FlowException;
  }

  private ImportedBundle read(byte[] json, Resolver resolver) throws FlowException {
    try {
      return fhir.read(
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

  /**
   * Somebody new, the same person, or empty when an identifier is another person's. A person is the
   * same who has one of the identifiers, this name and this birth date; or who was found to be so
   * before.
   */
  private Optional<PatientId> resolve(Patient draft, Path file, byte[] json, List<HeldImport> held)
      throws FlowException {
    Optional<Patient> decided = byIdentifier(HeldImport.decision(draft));
    if (decided.isPresent()) {
      return decided.map(Patient::id);
    }
    Optional<Patient> another = Optional.empty();
    for (Identifier identifier : draft.identifiers()) {
      Optional<Patient> owner = byIdentifier(identifier);
      boolean same =
          owner.isPresent()
              && owner.get().birthDate().equals(draft.birthDate())
              && owner.get().name().equals(draft.name());
      if (same) {
        return owner.map(Patient::id);
      }
      another = another.or(() -> owner);
    }
    if (another.isEmpty()) {
      return Optional.of(draft.id());
    }
    held.add(
        new HeldImport(
            file.getFileName().toString(),
            another.get().id(),
            draft,
            work.now(),
            work.user(),
            HeldImport.compress(json)));
    return Optional.empty();
  }
}
