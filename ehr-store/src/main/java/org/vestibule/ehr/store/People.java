package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/** Who the patients are. Needs the directory keys. */
public final class People {
  private final Context context;

  People(Context context) {
    this.context = context;
  }

  /**
   * Registers a patient. A draft without a number is given the next one ({@code V-000001}).
   *
   * @return the patient as stored, number included
   * @throws StoreException.Duplicate if the number or an identifier belongs to somebody
   */
  public Patient register(Patient draft) {
    return register(new Intake(draft, List.of(), Optional.empty()));
  }

  /**
   * Registers a patient with consents, flags and photo, whole or not at all.
   *
   * @throws StoreException.Duplicate if the number or an identifier belongs to somebody
   */
  public Patient register(Intake intake) {
    return context.write(
        Operation.REGISTER,
        KeyScope.INDEX,
        (tx, trail) -> {
          Patient patient = new Registration(context).register(tx, trail, intake.patient());
          Beside.put(tx, trail, patient.id(), intake.beside());
          intake.photo().ifPresent(photo -> keep(tx, trail, patient.id(), photo));
          return patient;
        });
  }

  private static void keep(Tx tx, Trail trail, PatientId id, ImageBytes photo) {
    tx.faces().putPhoto(id, photo);
    trail.note(AuditAction.PHOTO_STORED, id, "");
  }

  /**
   * Stores changed demographics as a new version.
   *
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Duplicate if the number or an identifier belongs to somebody else
   */
  public Patient update(Patient changed) {
    return context.write(
        Operation.CHANGE_PATIENT,
        KeyScope.INDEX,
        (tx, trail) -> new Registration(context).update(tx, trail, changed));
  }

  /** The patient with this id. */
  public Optional<Patient> byId(PatientId id) {
    return byId(id, "");
  }

  /**
   * The patient with this id.
   *
   * @param reason why, in words; kept sealed in the ledger; may be empty
   */
  public Optional<Patient> byId(PatientId id, String reason) {
    return context.write(
        Operation.READ_PATIENT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Optional<Patient> found = tx.patients().find(context.family(id).head());
          found.ifPresent(
              p ->
                  trail.note(AuditAction.PATIENT_LOOKED_UP, p.id(), AuditEvent.detail("", reason)));
          return found;
        });
  }

  /** The patient the clinic calls this; case and spaces do not matter. */
  public Optional<Patient> byNumber(String number) {
    return lookUp(
            "number",
            Lookups.number(number),
            p -> Normal.number(p.number()).equals(Normal.number(number)))
        .stream()
        .findFirst();
  }

  /**
   * The patient with this identifier, for example {@link Identifier#nationalId}; the number that an
   * export from here tells is one too.
   */
  public Optional<Patient> byIdentifier(Identifier identifier) {
    Optional<Patient> numbered =
        new ClinicNumber(context.core().vault().id()).in(identifier).flatMap(this::byNumber);
    if (numbered.isPresent()) {
      return numbered;
    }
    String wanted = Normal.identifier(identifier);
    return lookUp(
            "identifier",
            Lookups.identifier(identifier),
            p -> p.identifiers().stream().anyMatch(i -> Normal.identifier(i).equals(wanted)))
        .stream()
        .findFirst();
  }

  /** Everybody with this phone number; only its digits matter. */
  public List<Patient> byPhone(String phone) {
    String wanted = Normal.phone(phone);
    if (wanted.isEmpty()) {
      return List.of();
    }
    return lookUp("phone", Lookups.phone(phone), p -> Normal.phone(p.phone()).equals(wanted));
  }

  /**
   * Finds by name, whatever the order of its parts, with prefixes and one or two typing mistakes
   * forgiven; a text with digits also finds the patient number. Call it once per settled search: it
   * is one audit event.
   *
   * @param limit most matches wanted
   * @return best first
   */
  public List<PatientMatch> search(String text, int limit) {
    return context.write(
        Operation.SEARCH,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<PatientMatch> found =
              onePerPerson(context.core().directory().search(text, limit)).entrySet().stream()
                  .flatMap(
                      m ->
                          tx.patients().find(m.getKey()).stream()
                              .map(p -> new PatientMatch(p, m.getValue())))
                  .toList();
          trail.note(AuditAction.PATIENTS_SEARCHED, "found=" + found.size());
          return found;
        });
  }

  /** Records that were merged are found as the one that stands for them, best first. */
  private Map<PatientId, Double> onePerPerson(List<Directory.Match> matches) {
    Map<PatientId, Double> best = new LinkedHashMap<>();
    matches.forEach(
        m -> best.putIfAbsent(context.family(m.line().patient()).head(), m.closeness()));
    return best;
  }

  /**
   * Who may already be this person: a similar name with the same date of birth or the same phone.
   *
   * @param phone may be empty
   */
  public List<Patient> possibleDuplicates(HumanName name, LocalDate birthDate, String phone) {
    return context.write(
        Operation.SEARCH,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<Patient> found =
              context.core().directory().possibleDuplicates(name, birthDate, phone).stream()
                  .map(id -> context.family(id).head())
                  .distinct()
                  .flatMap(id -> tx.patients().find(id).stream())
                  .toList();
          trail.note(AuditAction.PATIENTS_SEARCHED, "duplicates=" + found.size());
          return found;
        });
  }

  /** True if this is the patient's date of birth. False if nobody has the id. */
  public boolean checkBirthDate(PatientId id, LocalDate birthDate) {
    return context.write(
        Operation.CHECK_BIRTH_DATE,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Optional<Patient> patient = tx.patients().find(context.family(id).head());
          boolean right = patient.map(p -> p.birthDate().equals(birthDate)).orElse(false);
          if (right) {
            trail.note(AuditAction.BIRTH_DATE_CHECKED, id, "");
          } else if (patient.isPresent()) {
            trail.failed(AuditAction.BIRTH_DATE_CHECKED, id, "");
          } else {
            trail.failed(AuditAction.BIRTH_DATE_CHECKED, "nobody");
          }
          return right;
        });
  }

  /** The record's photo. */
  public Optional<ImageBytes> photo(PatientId id) {
    return context.write(
        Operation.READ_PHOTO,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Optional<ImageBytes> photo =
              context.family(id).members().stream()
                  .flatMap(member -> tx.faces().photo(member).stream())
                  .findFirst();
          photo.ifPresent(p -> trail.note(AuditAction.PHOTO_READ, id, ""));
          return photo;
        });
  }

  /** Stores the record's photo. */
  public void setPhoto(PatientId id, ImageBytes photo) {
    context.write(
        Operation.WRITE_PHOTO,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          PatientId head = context.family(id).head();
          if (!tx.patients().exists(head)) {
            throw new StoreException.NotFound();
          }
          keep(tx, trail, head, photo);
          return null;
        });
  }

  /**
   * Two records are one person's: from now on {@code into} stands for both, with everything that
   * {@code from} has; its numbers, identifiers, faces and appointments lead there. Nothing is moved
   * or lost, and {@link #part} undoes it.
   *
   * @param reason why, in words; kept sealed in the ledger; may be empty
   * @return the record that stands for both
   * @throws StoreException.NotFound if nobody has one of the ids
   * @throws StoreException.Invalid if they are the same
   * @throws StoreException.Refused if they are one already
   */
  public Patient merge(PatientId from, PatientId into, String reason) {
    return context.write(
        Operation.MERGE,
        KeyScope.INDEX,
        (tx, trail) -> new Merging(context).merge(tx, trail, from, into, reason));
  }

  /**
   * Undoes {@link #merge}: both records are as they were, with what was written in each since.
   *
   * @param from the record that was merged into another
   * @param reason why, in words; kept sealed in the ledger; may be empty
   * @return it
   * @throws StoreException.Refused if it was not
   */
  public Patient part(PatientId from, String reason) {
    return context.write(
        Operation.MERGE,
        KeyScope.INDEX,
        (tx, trail) -> new Merging(context).part(tx, trail, from, reason));
  }

  /** What was merged into a patient's record and is not parted, the latest first. */
  public List<MergedRecord> merges(PatientId id) {
    return context.write(
        Operation.MERGE,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          trail.note(AuditAction.PATIENT_LOOKED_UP, context.family(id).head(), "merged");
          return new Merging(context).into(tx, id);
        });
  }

  /** The records that were merged into a patient's; usually none. */
  public List<Patient> merged(PatientId id) {
    return context.write(
        Operation.READ_PATIENT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Family family = context.family(id);
          trail.note(AuditAction.PATIENT_LOOKED_UP, family.head(), "merged");
          return family.members().stream()
              .skip(1)
              .map(member -> tx.patients().find(member).orElseThrow(People::damaged))
              .toList();
        });
  }

  /** How many patients there are. */
  public int count() {
    context.require(Operation.READ_PATIENT, KeyScope.DIRECTORY);
    return context.core().directory().size();
  }

  private List<Patient> lookUp(String by, Lookups.Key key, Predicate<Patient> really) {
    return context.write(
        Operation.READ_PATIENT,
        KeyScope.INDEX,
        (tx, trail) -> {
          Lookups lookups = new Lookups(context.core().vault());
          List<Patient> indexed =
              tx.patients().byTokens(lookups.sought(key)).stream()
                  .map(id -> tx.patients().find(id).orElseThrow(People::damaged))
                  .toList();
          // The index is not sealed: it may have been made to point at somebody else.
          if (!indexed.stream().allMatch(really)) {
            throw damaged();
          }
          List<Patient> found =
              indexed.stream()
                  .map(p -> context.family(p.id()).head())
                  .distinct()
                  .map(id -> tx.patients().find(id).orElseThrow(People::damaged))
                  .toList();
          if (found.isEmpty()) {
            trail.note(AuditAction.PATIENT_LOOKED_UP, by + "=nobody");
          }
          found.forEach(p -> trail.note(AuditAction.PATIENT_LOOKED_UP, p.id(), by));
          return found;
        });
  }

  private static StoreException damaged() {
    return new StoreException.Damaged(
        "The index of patients was altered: stop here and restore the latest backup.", null);
  }
}
