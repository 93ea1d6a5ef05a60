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
import org.vestibule.ehr.fhir.ImportProblem;
import org.vestibule.ehr.fhir.ImportedBundle;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.ImportOutcome;

/** Takes FHIR bundles into the store. Used by one thread. */
final class BundleImport {
  private final FhirImport fhir = new FhirImport();
  private final ClinicWork work;

  BundleImport(ClinicWork work) {
    this.work = work;
  }

  List<Imported> take(Path file) throws FlowException {
    ImportedBundle bundle = read(file);
    boolean review =
        bundle.problems().stream().anyMatch(p -> p.kind() == ImportProblem.Kind.NEEDS_REVIEW);
    List<String> problems =
        bundle.problems().stream().map(p -> p.path() + ": " + p.kind().sentence()).toList();
    List<Imported> taken = new ArrayList<>();
    for (ImportedRecord record : bundle.records()) {
      boolean first = taken.isEmpty();
      taken.add(
          put(record, first ? bundle.skipped() : Map.of(), first ? problems : List.of(), review));
    }
    if (taken.isEmpty()) {
      taken.add(new Imported(Optional.empty(), Map.of(), bundle.skipped(), 0, problems, review));
    }
    return taken;
  }

  private ImportedBundle read(Path file) throws FlowException {
    try {
      if (Files.size(file) > FhirImport.mostBytes()) {
        throw new FlowException(Kind.UNREADABLE, "F-01", "This file is too large to be imported.");
      }
      byte[] json = Files.readAllBytes(file);
      return work.with(
          Purpose.FRONT_DESK,
          access ->
              fhir.read(
                  json,
                  draft -> resolve(draft, identifier -> access.people().byIdentifier(identifier))));
    } catch (NoSuchFileException e) {
      throw new FlowException(
          Kind.UNREADABLE, "F-04", "There is no file of this name: check it.", e);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE, "F-05", "This file cannot be read: check its rights.", e);
    } catch (FlowException e) {
      if (e.getCause() instanceof FhirImportException refused) {
        throw new FlowException(Kind.UNREADABLE, refused.code(), refused.getMessage(), refused);
      }
      throw e;
    }
  }

  /** Finds a patient by an identifier. */
  private interface Lookup {
    Optional<Patient> by(Identifier identifier);
  }

  /** Somebody new, the same person, or empty when an identifier is another person's. */
  private static Optional<PatientId> resolve(Patient draft, Lookup lookup) {
    for (Identifier identifier : draft.identifiers()) {
      Optional<Patient> owner = lookup.by(identifier);
      if (owner.isPresent()) {
        boolean same =
            owner.get().birthDate().equals(draft.birthDate())
                && owner.get().name().equals(draft.name());
        return same ? Optional.of(owner.get().id()) : Optional.empty();
      }
    }
    return Optional.of(draft.id());
  }

  private Imported put(
      ImportedRecord record, Map<String, Integer> skipped, List<String> problems, boolean review)
      throws FlowException {
    ImportOutcome outcome = work.with(Purpose.TREATMENT, access -> access.imports().take(record));
    return new Imported(
        outcome.patient().map(Patient::number),
        outcome.created(),
        skipped,
        outcome.unchanged(),
        problems,
        review);
  }
}
