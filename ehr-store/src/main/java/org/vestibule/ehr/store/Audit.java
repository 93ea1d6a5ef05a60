package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/** Who did what. */
public final class Audit {
  private final Context context;

  Audit(Context context) {
    this.context = context;
  }

  /** The latest events, newest first. */
  public List<AuditEvent> latest(int limit) {
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<AuditEvent> events = tx.audit().latest(limit);
          trail.note(AuditAction.AUDIT_READ, "events=" + events.size());
          return events;
        });
  }

  /** The latest events about one patient, newest first. */
  public List<AuditEvent> about(PatientId id, int limit) {
    return context.write(
        Operation.READ_AUDIT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          if (!tx.patients().exists(id)) {
            throw new StoreException.NotFound();
          }
          List<AuditEvent> events = tx.audit().about(id, limit);
          trail.note(AuditAction.AUDIT_READ, id, "events=" + events.size());
          return events;
        });
  }
}
