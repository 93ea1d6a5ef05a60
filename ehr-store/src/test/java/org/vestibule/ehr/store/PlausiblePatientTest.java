package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;

/** What a store refuses of a patient, and what it must not refuse. */
class PlausiblePatientTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private static Patient born(LocalDate born) {
    return Patient.named(new HumanName("Novak", "Anna"), born).number("V-1").build();
  }

  private static Patient named(String given) {
    return Patient.named(new HumanName("Novak", given), LocalDate.of(1958, 3, 14))
        .number("V-1")
        .build();
  }

  @Test
  void aNewbornAndSomebodyLongDeadAreTaken() {
    assertDoesNotThrow(() -> PlausiblePatient.require(born(TODAY), TODAY));
    assertDoesNotThrow(() -> PlausiblePatient.require(born(LocalDate.of(1890, 1, 1)), TODAY));
  }

  @Test
  void nobodyIsBornTomorrowOrInTheYear20() {
    assertThrows(
        StoreException.Invalid.class,
        () -> PlausiblePatient.require(born(TODAY.plusDays(1)), TODAY));
    assertThrows(
        StoreException.Invalid.class,
        () -> PlausiblePatient.require(born(LocalDate.of(20, 1, 1)), TODAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ünï O'Brien", "ಕಮಲಾ", "فاطمة", "Mei-Ling", "Robert'); DROP TABLE patient;--"})
  void namesOfPeopleAreTaken(String given) {
    assertDoesNotThrow(() -> PlausiblePatient.require(named(given), TODAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"An\nna", "An\u0000na", "An\u202ena", "An\u2067na", "An\u001b[2Jna"})
  void charactersThatCannotBeSeenAreRefused(String given) {
    assertThrows(StoreException.Invalid.class, () -> PlausiblePatient.require(named(given), TODAY));
  }
}
