package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a chart saves a life: allergies, medicines being taken, blood group.
 *
 * @param allergyStatus not asked, none known, or listed
 * @param allergies the most dangerous first
 * @param medicines name and dosage of what is or may be taken now
 * @param bloodGroup as it was measured last; empty if it never was
 */
public record EmergencyFacts(
    AllergyStatus allergyStatus,
    List<AllergyIntolerance> allergies,
    List<Medicine> medicines,
    Optional<String> bloodGroup) {
  /** LOINC: ABO and Rh group; ABO group; Rh. */
  private static final Set<String> BLOOD_GROUP = Set.of("882-1", "883-9", "10331-7");

  /** Nothing clinical was ever written. */
  public static final EmergencyFacts NOTHING_ASKED =
      new EmergencyFacts(AllergyStatus.NOT_ASKED, List.of(), List.of(), Optional.empty());

  public EmergencyFacts {
    Checks.present(allergyStatus, allergies, medicines, bloodGroup);
    allergies = List.copyOf(allergies);
    medicines = List.copyOf(medicines);
  }

  /**
   * @param dosage in words; may be empty
   */
  public record Medicine(String name, String dosage) {
    @Override
    public String toString() {
      return "Medicine";
    }
  }

  /** Takes the facts from the latest versions of a chart's clinical entries. */
  public static EmergencyFacts of(Collection<? extends ChartEntry> entries) {
    List<AllergyIntolerance> allergies =
        all(entries, AllergyIntolerance.class).stream()
            .sorted(Comparator.comparing(EmergencyFacts::harmlessness))
            .toList();
    return new EmergencyFacts(
        status(entries, allergies), allergies, medicines(entries), bloodGroup(entries));
  }

  /**
   * The facts of several records of one person. "None known" holds only if every record says so;
   * blood groups that differ are both shown.
   */
  public static EmergencyFacts together(List<EmergencyFacts> cards) {
    List<AllergyIntolerance> allergies =
        cards.stream()
            .flatMap(c -> c.allergies.stream())
            .sorted(Comparator.comparing(EmergencyFacts::harmlessness))
            .toList();
    boolean noneKnown = cards.stream().allMatch(c -> c.allergyStatus == AllergyStatus.NONE_KNOWN);
    AllergyStatus status =
        !allergies.isEmpty()
            ? AllergyStatus.LISTED
            : noneKnown ? AllergyStatus.NONE_KNOWN : AllergyStatus.NOT_ASKED;
    List<String> groups = cards.stream().flatMap(c -> c.bloodGroup.stream()).distinct().toList();
    return new EmergencyFacts(
        status,
        allergies,
        cards.stream().flatMap(c -> c.medicines.stream()).distinct().toList(),
        groups.isEmpty() ? Optional.empty() : Optional.of(String.join(" or ", groups)));
  }

  /** Whether this is a measurement of the blood group. */
  public static boolean isBloodGroup(Observation observation) {
    return BLOOD_GROUP.contains(observation.code().code());
  }

  private static int harmlessness(AllergyIntolerance allergy) {
    return switch (allergy.criticality()) {
      case HIGH -> 0;
      case UNABLE_TO_ASSESS -> 1;
      case LOW -> 2;
    };
  }

  private static AllergyStatus status(
      Collection<? extends ChartEntry> entries, List<AllergyIntolerance> allergies) {
    if (!allergies.isEmpty()) {
      return AllergyStatus.LISTED;
    }
    return all(entries, AllergyStatement.class).stream()
        .max(Comparator.comparing(AllergyStatement::asserted))
        .map(AllergyStatement::status)
        .orElse(AllergyStatus.NOT_ASKED);
  }

  private static List<Medicine> medicines(Collection<? extends ChartEntry> entries) {
    var said =
        all(entries, MedicationStatement.class).stream()
            .filter(m -> taken(m.status()))
            .map(m -> new Medicine(m.medication().text(), m.dosage()));
    var prescribed =
        all(entries, MedicationRequest.class).stream()
            .filter(m -> taken(m.status()))
            .map(m -> new Medicine(m.medication().text(), m.dosage()));
    return java.util.stream.Stream.concat(said, prescribed)
        .distinct()
        .sorted(Comparator.comparing(Medicine::name).thenComparing(Medicine::dosage))
        .toList();
  }

  /** What nobody knows to be over may still be taken. */
  private static boolean taken(MedicationStatus status) {
    return status != MedicationStatus.COMPLETED && status != MedicationStatus.STOPPED;
  }

  private static Optional<String> bloodGroup(Collection<? extends ChartEntry> entries) {
    return all(entries, Observation.class).stream()
        .filter(EmergencyFacts::isBloodGroup)
        .max(Comparator.comparing(o -> o.effective().orElse(Instant.MIN)))
        .map(Observation::value);
  }

  private static <E extends ChartEntry> List<E> all(
      Collection<? extends ChartEntry> entries, Class<E> type) {
    return entries.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public String toString() {
    return "EmergencyFacts";
  }
}
