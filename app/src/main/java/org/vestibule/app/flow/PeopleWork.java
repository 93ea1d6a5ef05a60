package org.vestibule.app.flow;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.store.EmergencyCard;
import org.vestibule.ehr.store.KeysRotated;
import org.vestibule.ehr.store.PatientErasure;
import org.vestibule.ehr.store.StoreException;

/** Staff, keys, erasures and emergency access, at the desk and on the command line. */
public final class PeopleWork {
  private final Rights work;

  /** Does work with somebody's rights. */
  interface Rights {
    <T> T with(Purpose purpose, DeskRecords.Use<T> use) throws FlowException;
  }

  PeopleWork(Rights work) {
    this.work = work;
  }

  /**
   * Somebody of staff.
   *
   * @param secondFactor {@code none}, {@code code} or {@code key}
   */
  public record Person(String user, List<String> roles, String secondFactor) {
    public Person {
      roles = List.copyOf(roles);
    }

    @Override
    public String toString() {
      return "Person";
    }
  }

  /**
   * A rotation that is finished.
   *
   * @param patients how many are under the new keys
   * @param renewed how many of them came there in this run; the others before it was cut short, or
   *     registered since it began
   */
  public record Rotation(long patients, long renewed) {}

  /** What an erasure destroyed. */
  public record Erased(
      String patient,
      Instant at,
      String by,
      int entries,
      int faces,
      int models,
      int documents,
      int heldImports,
      long ledgerSize) {
    @Override
    public String toString() {
      return "Erased";
    }
  }

  /** The emergency card in words. */
  public record Card(
      String patient,
      String name,
      String born,
      String phone,
      List<String> contacts,
      String allergyStatus,
      List<String> allergies,
      List<String> medicines,
      Optional<String> bloodGroup,
      String use) {
    public Card {
      contacts = List.copyOf(contacts);
      allergies = List.copyOf(allergies);
      medicines = List.copyOf(medicines);
    }

    @Override
    public String toString() {
      return "Card";
    }
  }

  /** An emergency access that waits to be signed off. */
  public record Waiting(
      String use, String patient, String name, String user, Instant at, String reason) {
    @Override
    public String toString() {
      return "Waiting";
    }
  }

  /** Everybody who can sign in. */
  public List<Person> staff() throws FlowException {
    return work.with(Purpose.ADMINISTRATION, access -> access.keys().list()).stream()
        .map(
            s ->
                new Person(
                    s.user(),
                    s.roles().stream()
                        .sorted()
                        .map(r -> r.name().toLowerCase(Locale.ROOT))
                        .toList(),
                    s.secondFactor().name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** Adds somebody; wipes the password. */
  public void add(String user, Set<String> roles, char[] password) throws FlowException {
    try {
      Set<Role> parsed = roles(roles);
      Practitioner person = person(user);
      work.with(
          Purpose.ADMINISTRATION,
          access -> {
            access.keys().addStaff(person, parsed, password);
            return null;
          });
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static Practitioner person(String user) throws FlowException {
    try {
      return new Practitioner(user, new HumanName("", user));
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          Kind.USAGE, "CLI-27", "The user name needs 1 to 64 characters: type another.", e);
    }
  }

  /** Gives somebody other roles and renews the keys that are no longer theirs. */
  public void change(String user, Set<String> roles, LongConsumer told) throws FlowException {
    Set<Role> parsed = roles(roles);
    work.with(
        Purpose.ADMINISTRATION,
        access -> {
          access.keys().changeRoles(user, parsed);
          if (access.keys().rotating()) {
            access.keys().rotate(told);
          }
          return null;
        });
  }

  /** Removes somebody and renews every key that person knew. */
  public void remove(String user, LongConsumer told) throws FlowException {
    work.with(
        Purpose.ADMINISTRATION,
        access -> {
          access.keys().removeStaff(user);
          return access.keys().rotate(told);
        });
  }

  /** Changes the own password; wipes both. */
  public void changePassword(char[] now, Optional<String> factor, char[] next)
      throws FlowException {
    try {
      var secret = SecondFactors.secret(now, factor);
      work.with(
          Purpose.ADMINISTRATION,
          access -> {
            access.keys().changePassword(secret, next);
            return null;
          });
    } finally {
      Arrays.fill(now, '\0');
      Arrays.fill(next, '\0');
    }
  }

  /** Gives somebody else a new password; wipes it. */
  public void resetPassword(String user, char[] next) throws FlowException {
    try {
      work.with(
          Purpose.ADMINISTRATION,
          access -> {
            access.keys().resetPassword(user, next);
            return null;
          });
    } finally {
      Arrays.fill(next, '\0');
    }
  }

  /** The own second factor. */
  public FactorWork factor() {
    return new FactorWork(work);
  }

  /** Brings everything under new keys, or goes on with a rotation that was cut short. */
  public Rotation rotate(LongConsumer told) throws FlowException {
    return work.with(
        Purpose.ADMINISTRATION,
        access -> {
          if (!access.keys().rotating()) {
            access.keys().startRotation();
          }
          KeysRotated done = access.keys().rotate(told);
          return new Rotation(done.patients(), done.renewed());
        });
  }

  /** The numbers of the records that {@link #erase} would destroy: all that were merged. */
  public List<String> erasable(String number) throws FlowException {
    PatientId id = toErase(number);
    return work.with(Purpose.ADMINISTRATION, a -> a.erasures().numbers(id));
  }

  private PatientId toErase(String number) throws FlowException {
    return known(work.with(Purpose.ADMINISTRATION, a -> a.erasures().numbered(number)));
  }

  /** Destroys everything of a patient, in every record that was merged. */
  public Erased erase(String number) throws FlowException {
    PatientId id = toErase(number);
    PatientErasure e = work.with(Purpose.ADMINISTRATION, a -> a.erasures().erase(id));
    return new Erased(
        e.number(),
        e.at(),
        e.by(),
        e.entries(),
        e.faces(),
        e.models(),
        e.documents(),
        e.heldImports(),
        e.ledgerSize());
  }

  private static PatientId known(Optional<PatientId> found) throws FlowException {
    return found.orElseThrow(
        () ->
            new FlowException(
                Kind.NO_MATCH, "ENR-3", "There is no patient with this number: check it."));
  }

  /** Breaks the glass. */
  public Card emergency(String number, String reason) throws FlowException {
    PatientId id = known(work.with(Purpose.EMERGENCY, a -> a.emergencies().numbered(number)));
    EmergencyCard card = work.with(Purpose.EMERGENCY, a -> a.emergencies().open(id, reason));
    return new Card(
        card.patient().number(),
        card.patient().name().spoken(),
        card.patient().birthDate().toString(),
        card.patient().phone(),
        card.patient().contacts().stream()
            .map(c -> c.name() + " (" + c.relationship() + ") " + c.phone())
            .toList(),
        card.facts().allergyStatus().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        card.facts().allergies().stream()
            .map(
                a ->
                    a.substance().text()
                        + " ("
                        + a.criticality().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (a.reaction().isBlank() ? "" : ", " + a.reaction())
                        + ")")
            .toList(),
        card.facts().medicines().stream()
            .map(m -> m.dosage().isBlank() ? m.name() : m.name() + ", " + m.dosage())
            .toList(),
        card.facts().bloodGroup(),
        card.use().toString());
  }

  /** What waits to be signed off. */
  public List<Waiting> waiting() throws FlowException {
    return work.with(Purpose.AUDIT, access -> access.emergencies().waiting()).stream()
        .map(
            u ->
                new Waiting(
                    u.id().toString(),
                    u.patient().number(),
                    u.patient().name().spoken(),
                    u.user(),
                    u.at(),
                    u.reason()))
        .toList();
  }

  /** Signs one off. */
  public void review(String use, boolean justified, String remark) throws FlowException {
    UUID id;
    try {
      id = UUID.fromString(use);
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          Kind.USAGE, "CLI-21", "This is not the id of an emergency access: see the list.", e);
    }
    work.with(
        Purpose.AUDIT,
        access -> {
          try {
            access.emergencies().review(id, justified, remark);
          } catch (StoreException.AlreadyReviewed e) {
            throw new FlowException(
                Kind.NO_MATCH,
                e.code(),
                "This access was signed off already, by "
                    + e.reviewer()
                    + ": nothing is left to do.",
                e);
          }
          return null;
        });
  }

  private static Set<Role> roles(Set<String> names) throws FlowException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      try {
        roles.add(Role.valueOf(name.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new FlowException(
            Kind.USAGE,
            "CLI-20",
            "Roles are receptionist, clinician, administrator, researcher and auditor.",
            e);
      }
    }
    if (roles.isEmpty() || roles.contains(Role.PATIENT)) {
      throw new FlowException(
          Kind.USAGE,
          "CLI-20",
          "Roles are receptionist, clinician, administrator, researcher and auditor.");
    }
    return roles;
  }
}
