package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;

/** The whole matrix: every operation, role and purpose; one that is not here fails the test. */
class AccessMatrixTest {
  private static final List<Role> ROLES = List.of(Role.values());

  /**
   * Operation, then who may (R receptionist, C clinician, A administrator, S researcher, U auditor,
   * P patient), then for which purposes, as the README shows it.
   */
  private static final String MATRIX =
      """
      REGISTER | RC: TREATMENT FRONT_DESK FACE_RECOGNITION ADMINISTRATION
      READ_PATIENT | RCP: TREATMENT FRONT_DESK FACE_RECOGNITION EMERGENCY ADMINISTRATION PATIENT_REQUEST
      SEARCH | RC: TREATMENT FRONT_DESK EMERGENCY
      CHANGE_PATIENT | RC: TREATMENT FRONT_DESK ADMINISTRATION
      MERGE | RC: TREATMENT FRONT_DESK
      CHECK_BIRTH_DATE | RCP: TREATMENT FRONT_DESK FACE_RECOGNITION
      READ_PHOTO | RC: TREATMENT FRONT_DESK FACE_RECOGNITION EMERGENCY PATIENT_REQUEST
      WRITE_PHOTO | RC: TREATMENT FRONT_DESK FACE_RECOGNITION
      READ_CHART | C: TREATMENT PATIENT_REQUEST
      WRITE_CHART | C: TREATMENT ADMINISTRATION
      IMPORT | C: TREATMENT ADMINISTRATION
      ENROL_FACE | RC: TREATMENT FRONT_DESK FACE_RECOGNITION
      LOAD_FACES | RCP: TREATMENT FRONT_DESK FACE_RECOGNITION ADMINISTRATION
      TRAIN_FACES | RC: TREATMENT FRONT_DESK FACE_RECOGNITION ADMINISTRATION
      RENEW_TEMPLATES | A: ADMINISTRATION
      READ_CONSENT | RC: TREATMENT FRONT_DESK FACE_RECOGNITION PATIENT_REQUEST
      GIVE_CONSENT | RC: TREATMENT FRONT_DESK FACE_RECOGNITION
      WITHDRAW_CONSENT | RC: TREATMENT FRONT_DESK FACE_RECOGNITION PATIENT_REQUEST
      READ_PROVIDERS | RC: TREATMENT FRONT_DESK
      READ_QUEUE | RC: TREATMENT FRONT_DESK
      BOOK | RC: TREATMENT FRONT_DESK
      ARRIVE | RCP: TREATMENT FRONT_DESK
      RUN_QUEUE | RC: TREATMENT FRONT_DESK
      BREAK_GLASS | RCASU: EMERGENCY
      REVIEW_EMERGENCY | AU: AUDIT
      READ_AUDIT | AU: AUDIT PATIENT_REQUEST
      MANAGE_STAFF | A: ADMINISTRATION
      CHANGE_OWN_PASSWORD | RCASU: ADMINISTRATION
      ROTATE_KEYS | A: ADMINISTRATION
      ERASE_PATIENT | A: ADMINISTRATION PATIENT_REQUEST
      RETAIN | A: ADMINISTRATION
      READ_SETTINGS | RCA: TREATMENT FRONT_DESK ADMINISTRATION
      CHANGE_SETTINGS | A: ADMINISTRATION
      LIST_STAFF | AU: ADMINISTRATION AUDIT
      VERIFY | AU: ADMINISTRATION AUDIT
      BACK_UP | A: ADMINISTRATION
      """;

  @Test
  void theMatrixIsWhatTheReadmeSays() {
    String printed = printed();
    System.out.println(printed);
    assertEquals(MATRIX, printed);
  }

  private static String printed() {
    StringBuilder all = new StringBuilder();
    for (Operation operation : Operation.values()) {
      Map<String, String> byPurpose = new TreeMap<>();
      for (Purpose purpose : Purpose.values()) {
        String roles =
            ROLES.stream()
                .filter(r -> AccessMatrix.permits(Set.of(r), operation, purpose).isPresent())
                .map(AccessMatrixTest::letter)
                .collect(Collectors.joining());
        if (!roles.isEmpty()) {
          byPurpose.merge(roles, purpose.name(), (a, b) -> a + " " + b);
        }
      }
      String cells =
          byPurpose.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue())
              .collect(Collectors.joining("; "));
      all.append(operation).append(" | ").append(cells).append('\n');
    }
    return all.toString();
  }

  private static String letter(Role role) {
    return switch (role) {
      case RECEPTIONIST -> "R";
      case CLINICIAN -> "C";
      case ADMINISTRATOR -> "A";
      case RESEARCHER -> "S";
      case AUDITOR -> "U";
      case PATIENT -> "P";
    };
  }

  @Test
  void aPurposeLimitsWhatARoleMayDo() {
    Set<Role> everything = EnumSet.allOf(Role.class);
    assertTrue(
        AccessMatrix.permits(everything, Operation.READ_CHART, Purpose.FRONT_DESK).isEmpty());
    assertTrue(AccessMatrix.permits(everything, Operation.READ_CHART, Purpose.EMERGENCY).isEmpty());
    assertTrue(
        AccessMatrix.permits(everything, Operation.READ_CHART, Purpose.TREATMENT).isPresent());
  }

  @Test
  void everyOperationIsForSomebody() {
    for (Operation operation : Operation.values()) {
      assertTrue(
          EnumSet.allOf(Purpose.class).stream()
              .anyMatch(p -> AccessMatrix.permits(ROLES, operation, p).isPresent()),
          operation.name());
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
