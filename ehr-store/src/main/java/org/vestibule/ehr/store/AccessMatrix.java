package org.vestibule.ehr.store;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;

/**
 * Who may do what, and for which purpose. What is not listed is refused; an operation needs both a
 * role that has it and a purpose that it serves.
 */
final class AccessMatrix {
  private static final Set<Operation> DESK =
      EnumSet.of(
          Operation.REGISTER,
          Operation.READ_PATIENT,
          Operation.SEARCH,
          Operation.CHANGE_PATIENT,
          Operation.MERGE,
          Operation.CHECK_BIRTH_DATE,
          Operation.READ_PHOTO,
          Operation.WRITE_PHOTO,
          Operation.ENROL_FACE,
          Operation.LOAD_FACES,
          Operation.TRAIN_FACES,
          Operation.READ_CONSENT,
          Operation.GIVE_CONSENT,
          Operation.WITHDRAW_CONSENT,
          Operation.READ_PROVIDERS,
          Operation.READ_QUEUE,
          Operation.BOOK,
          Operation.ARRIVE,
          Operation.RUN_QUEUE,
          Operation.READ_SETTINGS);

  private static final Set<Operation> CHART =
      EnumSet.of(Operation.READ_CHART, Operation.WRITE_CHART, Operation.IMPORT);

  /** What everybody of staff may do: the own account, and save a life. */
  private static final Set<Operation> OWN =
      EnumSet.of(Operation.CHANGE_OWN_PASSWORD, Operation.BREAK_GLASS);

  private static final Map<Role, Set<Operation>> ROLES =
      new EnumMap<>(
          Map.of(
              Role.RECEPTIONIST,
              union(DESK, OWN),
              Role.CLINICIAN,
              union(union(DESK, CHART), OWN),
              Role.ADMINISTRATOR,
              EnumSet.of(
                  Operation.MANAGE_STAFF,
                  Operation.LIST_STAFF,
                  Operation.CHANGE_OWN_PASSWORD,
                  Operation.ROTATE_KEYS,
                  Operation.RENEW_TEMPLATES,
                  Operation.ERASE_PATIENT,
                  Operation.RETAIN,
                  Operation.READ_SETTINGS,
                  Operation.CHANGE_SETTINGS,
                  Operation.BREAK_GLASS,
                  Operation.REVIEW_EMERGENCY,
                  Operation.VERIFY,
                  Operation.BACK_UP,
                  Operation.READ_AUDIT),
              Role.AUDITOR,
              EnumSet.of(
                  Operation.READ_AUDIT,
                  Operation.LIST_STAFF,
                  Operation.VERIFY,
                  Operation.CHANGE_OWN_PASSWORD,
                  Operation.BREAK_GLASS,
                  Operation.REVIEW_EMERGENCY),
              Role.RESEARCHER,
              OWN,
              Role.PATIENT,
              EnumSet.of(
                  Operation.READ_PATIENT,
                  Operation.CHECK_BIRTH_DATE,
                  Operation.LOAD_FACES,
                  Operation.ARRIVE)));

  private static final Map<Purpose, Set<Operation>> PURPOSES =
      new EnumMap<>(
          Map.of(
              Purpose.TREATMENT,
              union(DESK, CHART),
              Purpose.FRONT_DESK,
              DESK,
              Purpose.FACE_RECOGNITION,
              EnumSet.of(
                  Operation.REGISTER,
                  Operation.READ_PATIENT,
                  Operation.READ_PHOTO,
                  Operation.WRITE_PHOTO,
                  Operation.CHECK_BIRTH_DATE,
                  Operation.ENROL_FACE,
                  Operation.LOAD_FACES,
                  Operation.TRAIN_FACES,
                  Operation.READ_CONSENT,
                  Operation.GIVE_CONSENT,
                  Operation.WITHDRAW_CONSENT),
              Purpose.EMERGENCY,
              EnumSet.of(
                  Operation.READ_PATIENT,
                  Operation.SEARCH,
                  Operation.READ_PHOTO,
                  Operation.BREAK_GLASS),
              Purpose.RESEARCH,
              EnumSet.noneOf(Operation.class),
              Purpose.ADMINISTRATION,
              EnumSet.of(
                  Operation.MANAGE_STAFF,
                  Operation.LIST_STAFF,
                  Operation.CHANGE_OWN_PASSWORD,
                  Operation.ROTATE_KEYS,
                  Operation.RENEW_TEMPLATES,
                  Operation.ERASE_PATIENT,
                  Operation.RETAIN,
                  Operation.READ_SETTINGS,
                  Operation.CHANGE_SETTINGS,
                  Operation.VERIFY,
                  Operation.BACK_UP,
                  Operation.READ_PATIENT,
                  Operation.REGISTER,
                  Operation.CHANGE_PATIENT,
                  Operation.WRITE_CHART,
                  Operation.IMPORT,
                  Operation.LOAD_FACES,
                  Operation.TRAIN_FACES),
              Purpose.AUDIT,
              EnumSet.of(
                  Operation.READ_AUDIT,
                  Operation.LIST_STAFF,
                  Operation.VERIFY,
                  Operation.REVIEW_EMERGENCY),
              Purpose.PATIENT_REQUEST,
              EnumSet.of(
                  Operation.READ_PATIENT,
                  Operation.READ_PHOTO,
                  Operation.READ_CHART,
                  Operation.READ_AUDIT,
                  Operation.READ_CONSENT,
                  Operation.WITHDRAW_CONSENT,
                  Operation.ERASE_PATIENT)));

  private AccessMatrix() {}

  /** The first of the roles that permits it for this purpose; empty if it is refused. */
  static Optional<Role> permits(Collection<Role> roles, Operation operation, Purpose purpose) {
    if (!PURPOSES.getOrDefault(purpose, Set.of()).contains(operation)) {
      return Optional.empty();
    }
    return roles.stream()
        .sorted()
        .filter(role -> ROLES.getOrDefault(role, Set.of()).contains(operation))
        .findFirst();
  }

  /** The keys that a slot with these roles opens. */
  static Set<KeyScope> scopes(Collection<Role> roles) {
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    for (Role role : roles) {
      scopes.addAll(
          switch (role) {
            case RECEPTIONIST -> EnumSet.of(KeyScope.DIRECTORY, KeyScope.SIGNING, KeyScope.INDEX);
            case CLINICIAN ->
                EnumSet.of(KeyScope.DIRECTORY, KeyScope.CLINICAL, KeyScope.SIGNING, KeyScope.INDEX);
            // Must hold what it hands out to others; the operations keep it out of charts.
            case ADMINISTRATOR -> EnumSet.allOf(KeyScope.class);
            case AUDITOR -> EnumSet.of(KeyScope.DIRECTORY, KeyScope.SIGNING, KeyScope.INDEX);
            case RESEARCHER -> EnumSet.of(KeyScope.DIRECTORY, KeyScope.CLINICAL, KeyScope.SIGNING);
            case PATIENT -> EnumSet.of(KeyScope.DIRECTORY, KeyScope.INDEX);
          });
    }
    return scopes;
  }

  private static Set<Operation> union(Set<Operation> a, Set<Operation> b) {
    Set<Operation> all = EnumSet.copyOf(a);
    all.addAll(b);
    return all;
  }
}
