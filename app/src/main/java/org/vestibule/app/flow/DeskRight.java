package org.vestibule.app.flow;

import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Operation;

/** What a screen of the desk is for: shown to whom the store's access matrix gives it. */
public enum DeskRight {
  MANAGE_STAFF(Purpose.ADMINISTRATION, Operation.LIST_STAFF),
  SIGN_OFF_EMERGENCIES(Purpose.AUDIT, Operation.REVIEW_EMERGENCY),
  OWN_FACTOR(Purpose.ADMINISTRATION, Operation.CHANGE_OWN_PASSWORD),
  MERGE_RECORDS(Purpose.FRONT_DESK, Operation.MERGE),
  REVIEW_IMPORTS(Purpose.TREATMENT, Operation.IMPORT),
  BACK_UP(Purpose.ADMINISTRATION, Operation.BACK_UP),
  OPEN_CHARTS(Purpose.TREATMENT, Operation.READ_CHART);

  private final Purpose purpose;
  private final Operation operation;

  DeskRight(Purpose purpose, Operation operation) {
    this.purpose = purpose;
    this.operation = operation;
  }

  Purpose purpose() {
    return purpose;
  }

  Operation operation() {
    return operation;
  }
}
