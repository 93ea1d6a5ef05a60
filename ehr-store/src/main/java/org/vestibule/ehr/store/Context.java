package org.vestibule.ehr.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.vestibule.ehr.db.Authorship;
import org.vestibule.ehr.db.Database;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.ledger.LedgerEvent;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;

/** Who acts and why. All work of the facades goes through here. */
final class Context {
  private final Core core;
  private final Session session;
  private final Purpose purpose;

  Context(Core core, Session session, Purpose purpose) {
    this.core = core;
    this.session = session;
    this.purpose = purpose;
  }

  /** Work in a transaction that also writes what was done. */
  @FunctionalInterface
  interface Work<T> {
    T in(Tx tx, Trail trail);
  }

  Core core() {
    return core;
  }

  Session session() {
    return session;
  }

  /**
   * Does permitted work and its audit events in one transaction.
   *
   * @throws StoreException.Locked if the session lacks keys of {@code scope}
   * @throws StoreException.Denied if role or purpose do not permit it; that is an event too
   */
  <T> T write(Operation operation, KeyScope scope, Work<T> work) {
    Role role = require(operation, scope);
    return guarded(
        () -> core.database().write(tx -> work.in(tx, new Trail(tx, this, role, now()))));
  }

  /**
   * Reads much beside the writer, after an event that says so: a long read must not hold up the
   * desk, and what is announced but fails to be read does no harm.
   */
  <T> T readMuch(Operation operation, KeyScope scope, AuditAction action, Database.Work<T> work) {
    Role role = require(operation, scope);
    return guarded(
        () -> {
          note(role, action, Optional.empty(), LedgerEvent.Outcome.DONE, "");
          return core.database().read(work);
        });
  }

  /** All records of the person whose record this is. */
  Family family(PatientId id) {
    return core.directory().family(id);
  }

  /** Whether the roles and the purpose give it; nothing is noted. */
  boolean may(Operation operation) {
    return AccessMatrix.permits(session.roles(), operation, purpose).isPresent();
  }

  /** Checks the role and the keys; refusals are noted. */
  Role require(Operation operation, KeyScope scope) {
    if (!session.scopes().contains(KeyScope.DIRECTORY)) {
      throw new StoreException.Locked();
    }
    Optional<Role> role = AccessMatrix.permits(session.roles(), operation, purpose);
    if (role.isEmpty()) {
      Role any = session.roles().stream().sorted().findFirst().orElse(Role.PATIENT);
      guarded(
          () -> {
            note(
                any,
                AuditAction.ACCESS_DENIED,
                Optional.empty(),
                LedgerEvent.Outcome.REFUSED,
                operation.name());
            return null;
          });
      throw new StoreException.Denied();
    }
    if (!session.scopes().contains(scope)) {
      throw new StoreException.Locked();
    }
    return role.get();
  }

  private void note(
      Role role,
      AuditAction action,
      Optional<PatientId> patient,
      LedgerEvent.Outcome outcome,
      String detail) {
    core.database()
        .write(
            tx -> {
              append(tx, event(role, now(), action, patient, detail), outcome);
              return null;
            });
  }

  void append(Tx tx, AuditEvent event, LedgerEvent.Outcome outcome) {
    tx.audit().append(event, session.slot(), session.terminal(), outcome);
  }

  AuditEvent event(
      Role role, Instant at, AuditAction action, Optional<PatientId> patient, String detail) {
    return new AuditEvent(
        UUID.randomUUID(), at, session.user(), role, purpose, action, patient, detail);
  }

  Authorship authorship(Instant at) {
    return new Authorship(session.user(), at, purpose);
  }

  /** Microseconds: what every database and format keeps. */
  Instant now() {
    return core.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The day, in this machine's time zone. */
  LocalDate today() {
    return LocalDate.now(core.clock());
  }

  /** For what the store does by itself when somebody signs in. */
  Trail trail(Tx tx) {
    Role role = session.roles().stream().sorted().findFirst().orElse(Role.PATIENT);
    return new Trail(tx, this, role, now());
  }

  static <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Failures.translate(e);
    }
  }
}
