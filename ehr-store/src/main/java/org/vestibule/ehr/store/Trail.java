package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.vestibule.ehr.db.Authorship;
import org.vestibule.ehr.db.News;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.ledger.LedgerEvent;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Role;

/** Writes what a transaction does into the ledger, within that transaction. */
final class Trail {
  private final Tx tx;
  private final Context context;
  private final Role role;
  private final Instant at;

  Trail(Tx tx, Context context, Role role, Instant at) {
    this.tx = tx;
    this.context = context;
    this.role = role;
    this.at = at;
  }

  /** When the transaction takes place. */
  Instant at() {
    return at;
  }

  /** Who writes. */
  Authorship authorship() {
    return context.authorship(at);
  }

  void note(AuditAction action, String detail) {
    append(action, Optional.empty(), detail, LedgerEvent.Outcome.DONE);
  }

  void note(AuditAction action, PatientId patient, String detail) {
    append(action, Optional.of(patient), detail, LedgerEvent.Outcome.DONE);
  }

  void failed(AuditAction action, PatientId patient, String detail) {
    append(action, Optional.of(patient), detail, LedgerEvent.Outcome.FAILED);
  }

  void failed(AuditAction action, String detail) {
    append(action, Optional.empty(), detail, LedgerEvent.Outcome.FAILED);
  }

  private void append(
      AuditAction action, Optional<PatientId> patient, String detail, LedgerEvent.Outcome outcome) {
    AuditEvent event = context.event(role, at, action, patient, detail);
    context.append(tx, event, outcome);
    if (outcome == LedgerEvent.Outcome.DONE) {
      newsOf(event.action()).forEach(kind -> tx.tell(kind, patient));
    }
  }

  /** What other windows should know of at once. */
  private static Set<News.Kind> newsOf(AuditAction action) {
    return switch (action) {
      case APPOINTMENT_BOOKED,
          ARRIVED,
          ARRIVAL_CONFIRMED,
          ARRIVAL_DENIED,
          CALLED_IN,
          VISIT_FINISHED ->
          Set.of(News.Kind.QUEUE);
      case PATIENT_REGISTERED, PATIENT_CHANGED -> Set.of(News.Kind.PATIENT);
      case PATIENT_ERASED, RECORDS_MERGED, RECORDS_PARTED ->
          Set.of(News.Kind.PATIENT, News.Kind.FACES, News.Kind.QUEUE);
      case FACE_ENROLLED,
          FACE_ADAPTED,
          FACE_ERASED,
          FACES_REENCODED,
          TEMPLATES_RENEWED,
          TOLD_APART ->
          Set.of(News.Kind.FACES);
      case BROKE_GLASS, EMERGENCY_REVIEWED, IMPORT_HELD, IMPORT_SETTLED -> Set.of(News.Kind.ALERT);
      default -> Set.of();
    };
  }
}
