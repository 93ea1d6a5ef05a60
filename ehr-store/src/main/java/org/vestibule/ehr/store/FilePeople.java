package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.ehr.fhir.PatientResolver;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * Who the people of one file are: somebody known here, somebody the file had before, somebody new,
 * or somebody whom staff must compare first. For one file and one thread.
 *
 * <p>A person is the same who has one of the identifiers, this name and this birth date, or who was
 * found to be so before.
 */
public final class FilePeople implements PatientResolver {
  private final Context context;
  private final People people;
  private final List<Patient> before = new ArrayList<>();
  private final List<Clash> clashes = new ArrayList<>();

  FilePeople(Context context) {
    this.context = context;
    this.people = new People(context);
  }

  /**
   * Somebody of the file with an identifier of somebody else.
   *
   * @param draft as the file has it
   * @param owner who has the identifier here, or will have it once the file is taken
   */
  public record Clash(Patient draft, PatientId owner) {
    @Override
    public String toString() {
      return "Clash";
    }
  }

  /** Who has to be compared by staff, in the order of the file. */
  public List<Clash> clashes() {
    return List.copyOf(clashes);
  }

  @Override
  public Resolution resolve(Patient draft) {
    Optional<Patient> decided = people.byIdentifier(HeldImport.decision(draft));
    if (decided.isPresent()) {
      return person(draft, decided.get().id());
    }
    List<Patient> owners = owners(draft);
    Optional<Patient> same = owners.stream().filter(owner -> isSame(owner, draft)).findFirst();
    if (same.isPresent()) {
      return person(draft, same.get().id());
    }
    if (!owners.isEmpty()) {
      clashes.add(new Clash(draft, owners.get(0).id()));
      return new Resolution.NeedsReview();
    }
    Optional<Resolution.Refused> flaw = PlausiblePatient.flaw(draft, context.today());
    return flaw.isPresent() ? flaw.get() : person(draft, draft.id());
  }

  private Resolution person(Patient draft, PatientId id) {
    before.add(draft.change().id(id).build());
    return new Resolution.Person(id);
  }

  /** Everybody here or earlier in the file who has one of the identifiers. */
  private List<Patient> owners(Patient draft) {
    List<Patient> owners = new ArrayList<>();
    draft.identifiers().forEach(i -> people.byIdentifier(i).ifPresent(owners::add));
    Set<String> wanted = normal(draft.identifiers());
    before.stream()
        .filter(p -> normal(p.identifiers()).stream().anyMatch(wanted::contains))
        .forEach(owners::add);
    return owners;
  }

  private static Set<String> normal(List<Identifier> identifiers) {
    return identifiers.stream().map(Normal::identifier).collect(Collectors.toSet());
  }

  private static boolean isSame(Patient owner, Patient draft) {
    return owner.birthDate().equals(draft.birthDate()) && owner.name().equals(draft.name());
  }
}
