package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;

class AccessMatrixTest {
  /** The matrix as the README shows it. */
  private static final String MATRIX =
      """
      RECEPTIONIST  REGISTER READ_PATIENT SEARCH CHANGE_PATIENT MERGE CHECK_BIRTH_DATE READ_PHOTO \
      WRITE_PHOTO ENROL_FACE LOAD_FACES TRAIN_FACES READ_CONSENT GIVE_CONSENT WITHDRAW_CONSENT \
      READ_QUEUE BOOK ARRIVE RUN_QUEUE
      CLINICIAN     REGISTER READ_PATIENT SEARCH CHANGE_PATIENT MERGE CHECK_BIRTH_DATE READ_PHOTO \
      WRITE_PHOTO READ_CHART WRITE_CHART IMPORT ENROL_FACE LOAD_FACES TRAIN_FACES READ_CONSENT \
      GIVE_CONSENT WITHDRAW_CONSENT READ_QUEUE BOOK ARRIVE RUN_QUEUE
      ADMINISTRATOR READ_AUDIT MANAGE_STAFF LIST_STAFF VERIFY BACK_UP
      RESEARCHER   \s
      AUDITOR       READ_AUDIT LIST_STAFF VERIFY
      PATIENT       READ_PATIENT CHECK_BIRTH_DATE LOAD_FACES ARRIVE
      """;

  @Test
  void theMatrixIsWhatTheReadmeSays() {
    StringBuilder printed = new StringBuilder();
    for (Role role : Role.values()) {
      printed.append(String.format("%-13s", role));
      for (Operation operation : Operation.values()) {
        boolean ever =
            EnumSet.allOf(Purpose.class).stream()
                .anyMatch(p -> AccessMatrix.permits(Set.of(role), operation, p).isPresent());
        printed.append(ever ? " " + operation : "");
      }
      printed.append('\n');
    }
    assertEquals(MATRIX.replaceAll(" +\n", "\n"), printed.toString().replaceAll(" +\n", "\n"));
  }

  @Test
  void aPurposeLimitsWhatARoleMayDo() {
    Set<Role> everything = EnumSet.allOf(Role.class);
    assertTrue(
        AccessMatrix.permits(everything, Operation.READ_CHART, Purpose.FRONT_DESK).isEmpty());
    assertTrue(
        AccessMatrix.permits(everything, Operation.READ_CHART, Purpose.TREATMENT).isPresent());
    for (Operation operation : Operation.values()) {
      assertTrue(AccessMatrix.permits(everything, operation, Purpose.RESEARCH).isEmpty());
    }
  }

  @Test
  void onlyWhoMayOpenChartsOrHandsOutKeysHasClinicalKeys() {
    for (Role role : Role.values()) {
      boolean clinical = AccessMatrix.scopes(Set.of(role)).contains(KeyScope.CLINICAL);
      boolean expected =
          EnumSet.of(Role.CLINICIAN, Role.ADMINISTRATOR, Role.RESEARCHER).contains(role);
      assertEquals(expected, clinical, role.name());
    }
  }
}
