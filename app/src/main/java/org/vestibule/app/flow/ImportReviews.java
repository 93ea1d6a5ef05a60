package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.BundleImport.Imported;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.PeopleWork.Rights;
import org.vestibule.ehr.fhir.ImportedBundle;
import org.vestibule.ehr.fhir.ImportedRecord;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.HeldImport;
import org.vestibule.ehr.store.ImportOutcome;

/** People of imported files whose identifier belongs to somebody else here. */
public final class ImportReviews {
  private final Rights work;

  ImportReviews(Rights work) {
    this.work = work;
  }

  /**
   * Somebody who waits, beside who is here.
   *
   * @param id names it in {@link #settle} and {@link #discard}
   * @param number the number of the record that has the identifier
   */
  public record Waiting(
      String id,
      String file,
      Instant at,
      String by,
      String name,
      LocalDate born,
      String number,
      String nameHere,
      LocalDate bornHere) {
    @Override
    public String toString() {
      return "Waiting";
    }
  }

  /** Everybody who waits. */
  public List<Waiting> waiting() throws FlowException {
    List<Waiting> all = new ArrayList<>();
    for (HeldImport held : held()) {
      Patient owner = owner(held);
      all.add(
          new Waiting(
              held.id().toString(),
              held.file(),
              held.at(),
              held.by(),
              held.draft().name().listed(),
              held.draft().birthDate(),
              owner.number(),
              owner.name().listed(),
              owner.birthDate()));
    }
    return all;
  }

  /**
   * Takes somebody who waited.
   *
   * @param same whether it is the person who is here; else somebody new, who keeps the identifiers
   *     that nobody has
   * @param reason in words, kept in the ledger; may be empty
   */
  public Imported settle(String id, boolean same, String reason) throws FlowException {
    HeldImport held = find(id);
    ImportedBundle bundle = read(held, same);
    ImportedRecord record = bundle.records().get(0);
    ImportedRecord fitting =
        same
            ? record
            : new ImportedRecord(withoutTaken(record.patient()), record.entries(), record.path());
    ImportOutcome outcome =
        work.with(Purpose.TREATMENT, access -> access.imports().settle(held, fitting, reason));
    return BundleImport.imported(outcome, bundle.skipped(), List.of(), true);
  }

  /**
   * Throws away somebody who waited; nothing is taken.
   *
   * @param reason in words, kept in the ledger; may be empty
   */
  public void discard(String id, String reason) throws FlowException {
    HeldImport held = find(id);
    work.with(
        Purpose.TREATMENT,
        access -> {
          access.imports().discard(held, reason);
          return null;
        });
  }

  /**
   * Somebody who waits and the record that has the identifier.
   *
   * @param shared the identifiers that both have, as the file writes them
   */
  record Pair(ImportedRecord coming, Patient owner, List<Identifier> shared) {
    Pair {
      shared = List.copyOf(shared);
    }

    @Override
    public String toString() {
      return "Pair";
    }
  }

  /** What the file says of somebody who waits, and who is here. */
  Pair pair(String id) throws FlowException {
    HeldImport held = find(id);
    ImportedRecord coming = read(held, true).records().get(0);
    Patient owner = owner(held);
    List<Identifier> shared = new ArrayList<>();
    for (Identifier identifier : held.draft().identifiers()) {
      if (byIdentifier(identifier).filter(p -> p.id().equals(owner.id())).isPresent()) {
        shared.add(identifier);
      }
    }
    return new Pair(
        new ImportedRecord(held.draft(), coming.entries(), coming.path()), owner, shared);
  }

  private static ImportedBundle read(HeldImport held, boolean same) throws FlowException {
    return BundleImport.read(
        held.json(),
        draft ->
            held.isOf(draft)
                ? new Resolution.Person(same ? held.owner() : draft.id())
                : new Resolution.NeedsReview());
  }

  private List<HeldImport> held() throws FlowException {
    return work.with(Purpose.TREATMENT, access -> access.imports().waiting());
  }

  private Patient owner(HeldImport held) throws FlowException {
    return work.with(Purpose.FRONT_DESK, access -> access.people().byId(held.owner()))
        .orElseThrow(ImportReviews::nobody);
  }

  private HeldImport find(String id) throws FlowException {
    String begin = id.strip();
    List<HeldImport> fitting =
        held().stream().filter(held -> held.id().toString().startsWith(begin)).toList();
    if (begin.isEmpty() || fitting.size() > 1) {
      throw new FlowException(
          Kind.USAGE, "REV-2", "Give so much of the id that it fits one alone: see the list.");
    }
    return fitting.stream().findFirst().orElseThrow(ImportReviews::nobody);
  }

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

  private static FlowException nobody() {
    return new FlowException(
        Kind.NO_MATCH, "REV-1", "Nobody with this id waits for review: list them with review.");
  }
}
