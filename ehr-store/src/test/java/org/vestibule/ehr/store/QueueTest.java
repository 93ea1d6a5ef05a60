package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/** How far a visit has come is kept, whatever happens to the program. */
class QueueTest {
  @TempDir private Path temp;
  private Path folder;
  private PatientId maria;
  private PatientId john;

  @BeforeEach
  void create() {
    folder = temp.resolve("clinic");
    Created made = Clinic.create(folder);
    try (EhrStore store = made.store();
        Session session = made.session()) {
      People people = session.act(Purpose.FRONT_DESK).people();
      maria = people.register(Clinic.maria()).id();
      john = people.register(Clinic.person("Smith", "John", Clinic.day("1970-01-01"))).id();
      session
          .act(Purpose.FRONT_DESK)
          .queue()
          .book(Clinic.appointment(maria, Clinic.NOW.plusSeconds(600)));
    }
    made.recoveryKey().close();
  }

  private interface Work {
    void with(Session session, Queue queue);
  }

  private void reopened(Work work) {
    try (EhrStore store = Clinic.open(folder);
        Session session = Clinic.unlock(store)) {
      work.with(session, session.act(Purpose.FRONT_DESK).queue());
    }
  }

  private static Appointment visit(Queue queue, PatientId patient) {
    return queue.day(Clinic.day("2026-03-05")).stream()
        .map(Arrival::appointment)
        .filter(a -> a.patient().equals(patient))
        .findFirst()
        .orElseThrow();
  }

  private static List<AuditAction> about(Session session, PatientId patient) {
    return session.act(Purpose.AUDIT).audit().latest(50).stream()
        .filter(e -> e.patient().equals(Optional.of(patient)))
        .map(AuditEvent::action)
        .toList();
  }

  @Test
  void everyStepIsThereAfterARestart() {
    reopened(
        (session, queue) -> {
          assertEquals("A1", queue.arrive(maria).appointment().attendance().ticket());
          assertEquals("A2", queue.arrive(john).appointment().attendance().ticket());
          assertEquals("A1", queue.arrive(maria).appointment().attendance().ticket());
        });
    reopened(
        (session, queue) -> {
          assertEquals(AppointmentStatus.ARRIVED, visit(queue, maria).status());
          queue.confirm(maria);
        });
    reopened(
        (session, queue) -> {
          Appointment confirmed = visit(queue, maria);
          assertEquals(AppointmentStatus.CHECKED_IN, confirmed.status());
          assertEquals(Clinic.USER, confirmed.attendance().confirmedBy());
          assertEquals("A1", confirmed.attendance().ticket());
          queue.callIn(maria);
        });
    reopened(
        (session, queue) -> {
          assertEquals(Optional.of(Clinic.NOW), visit(queue, maria).attendance().calledIn());
          queue.finish(maria);
        });
    reopened(
        (session, queue) -> {
          assertEquals(AppointmentStatus.FULFILLED, visit(queue, maria).status());
          assertTrue(
              about(session, maria)
                  .containsAll(
                      List.of(
                          AuditAction.ARRIVED,
                          AuditAction.ARRIVAL_CONFIRMED,
                          AuditAction.CALLED_IN,
                          AuditAction.VISIT_FINISHED)));
          assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
        });
  }

  @Test
  void bothAnswersToTheWrongPersonReachTheLedger() {
    reopened(
        (session, queue) -> {
          queue.deny(maria);
          assertEquals(AppointmentStatus.BOOKED, visit(queue, maria).status());
          assertEquals(AuditAction.ARRIVAL_DENIED, about(session, maria).get(0));
          queue.confirm(maria);
          queue.confirm(maria);
          assertEquals(
              List.of(AuditAction.ARRIVAL_CONFIRMED, AuditAction.ARRIVAL_CONFIRMED),
              about(session, maria).subList(0, 2));
          queue.deny(maria);
          assertEquals(AppointmentStatus.BOOKED, visit(queue, maria).status());
          assertEquals("A2", queue.arrive(maria).appointment().attendance().ticket());
        });
  }

  @Test
  void theKioskConfirmsNobody() {
    reopened(
        (session, queue) -> {
          try (Session kiosk = session.forKiosk()) {
            Queue door = kiosk.act(Purpose.FRONT_DESK).queue();
            assertEquals(AppointmentStatus.ARRIVED, door.arrive(maria).appointment().status());
            assertThrows(StoreException.Denied.class, () -> door.confirm(maria));
            assertThrows(StoreException.Denied.class, () -> door.finish(maria));
          }
        });
  }
}
