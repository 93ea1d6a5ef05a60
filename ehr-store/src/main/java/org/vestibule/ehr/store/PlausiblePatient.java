package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.NationalId;
import org.vestibule.ehr.record.Patient;

/** What cannot be true of a patient, or would deceive whoever reads it, is not stored. */
final class PlausiblePatient {
  /** Nobody is known to have lived longer than 122 years; records of the dead are older. */
  private static final int OLDEST_YEARS = 150;

  private PlausiblePatient() {}

  /**
   * Checks as {@link #flaw}.
   *
   * @throws StoreException.Invalid with the flaw's sentence
   */
  static void require(Patient patient, LocalDate today) {
    flaw(patient, today)
        .ifPresent(
            flaw -> {
              throw new StoreException.Invalid(flaw.sentence());
            });
  }

  /**
   * What is wrong with a patient: a birth date that cannot be, a national number with a wrong check
   * digit, or a text that holds characters that cannot be seen: control characters, and the marks
   * that turn the direction of what follows (Unicode TR 36, 3.3).
   */
  static Optional<Resolution.Refused> flaw(Patient patient, LocalDate today) {
    if (patient.birthDate().isAfter(today)) {
      return flaw("birthDate", "The date of birth is in the future: check the year.");
    }
    if (patient.birthDate().isBefore(today.minusYears(OLDEST_YEARS))) {
      return flaw("birthDate", "The date of birth is too long ago: check the year.");
    }
    for (Identifier identifier : patient.identifiers()) {
      boolean wrong =
          NationalId.named(identifier.system())
              .filter(scheme -> !scheme.isRight(identifier.value()))
              .isPresent();
      if (wrong) {
        return flaw(
            "identifier",
            "The check digit of a national number is wrong: compare it with the card.");
      }
    }
    return deceptive(patient)
        .flatMap(
            element ->
                flaw(
                    element,
                    "A name or number holds characters that cannot be seen: type it by hand."));
  }

  private static Optional<Resolution.Refused> flaw(String element, String sentence) {
    return Optional.of(new Resolution.Refused(element, sentence));
  }

  /** The FHIR name of an element that holds what cannot be seen. */
  private static Optional<String> deceptive(Patient patient) {
    Map<String, Stream<String>> texts = new LinkedHashMap<>();
    texts.put("name", Stream.of(patient.name().family(), patient.name().given()));
    texts.put(
        "identifier",
        Stream.concat(
            Stream.of(patient.number()), patient.identifiers().stream().map(Identifier::value)));
    texts.put("telecom", Stream.of(patient.phone()));
    texts.put("communication", Stream.of(patient.language()));
    texts.put("extension", Stream.of(patient.mothersName()));
    texts.put("address", Stream.of(patient.address().replace("\n", "").replace("\r", "")));
    texts.put(
        "contact",
        patient.contacts().stream().flatMap(c -> Stream.of(c.name(), c.relationship(), c.phone())));
    return texts.entrySet().stream()
        .filter(text -> text.getValue().anyMatch(PlausiblePatient::deceives))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean deceives(String text) {
    return text.chars()
        .anyMatch(c -> Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || isolates(c));
  }

  private static boolean isolates(int c) {
    return c >= 0x2066 && c <= 0x2069;
  }
}
