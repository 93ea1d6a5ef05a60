package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;

/** Who did what. */
public final class Audit {
  Audit() {}

  /** The latest events, newest first. */
  public List<AuditEvent> latest(int limit) {
    throw new UnsupportedOperationException();
  }

  /** The latest events about one patient, newest first. */
  public List<AuditEvent> about(PatientId id, int limit) {
    throw new UnsupportedOperationException();
  }
}
