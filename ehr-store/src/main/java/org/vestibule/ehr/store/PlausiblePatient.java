package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.NationalId;
import org.vestibule.ehr.record.Patient;

/** What cannot be true of a patient, or would deceive whoever reads it, is not stored. */
final class PlausiblePatient {
  /** Nobody is known to have lived longer than 122 years; records of the dead are older. */
  private static final int OLDEST_YEARS = 150;

  private PlausiblePatient() {}

  /**
   * Checks the birth date, and that no text holds characters that cannot be seen: control
   * characters, and the marks that turn the direction of what follows (Unicode TR 36, 3.3).
   *
   * @throws StoreException.Invalid with a sentence that says what to look at
   */
  static void require(Patient patient, LocalDate today) {
    if (patient.birthDate().isAfter(today)) {
      throw new StoreException.Invalid("The date of birth is in the future: check the year.");
    }
    if (patient.birthDate().isBefore(today.minusYears(OLDEST_YEARS))) {
      throw new StoreException.Invalid("The date of birth is too long ago: check the year.");
    }
    for (Identifier identifier : patient.identifiers()) {
      boolean wrong =
          NationalId.named(identifier.system())
              .filter(scheme -> !scheme.isRight(identifier.value()))
              .isPresent();
      if (wrong) {
        throw new StoreException.Invalid(
            "The check digit of a national number is wrong: compare it with the card.");
      }
    }
    Stream<String> lines =
        Stream.concat(
            Stream.of(
                patient.number(),
                patient.name().family(),
                patient.name().given(),
                patient.phone(),
                patient.language(),
                patient.mothersName(),
                patient.address().replace("\n", "").replace("\r", "")),
            Stream.concat(
                patient.identifiers().stream().map(Identifier::value),
                patient.contacts().stream()
                    .flatMap(c -> Stream.of(c.name(), c.relationship(), c.phone()))));
    if (lines.anyMatch(PlausiblePatient::deceives)) {
      throw new StoreException.Invalid(
          "A name or number holds characters that cannot be seen: type it by hand.");
    }
  }

  private static boolean deceives(String text) {
    return text.chars()
        .anyMatch(c -> Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || isolates(c));
  }

  private static boolean isolates(int c) {
    return c >= 0x2066 && c <= 0x2069;
  }
}
