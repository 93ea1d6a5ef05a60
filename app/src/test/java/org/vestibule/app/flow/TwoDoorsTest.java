package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StorePlace;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.FaceSettings;

/**
 * The windows of two machines on one PostgreSQL server: what happens at one is seen at the other.
 */
@TestMethodOrder(OrderAnnotation.class)
class TwoDoorsTest {
  @TempDir private static Path folder;
  private static EmbeddedPostgres server;
  private static PatientId kamala;

  /** The machine with the kiosk, whose own desk a receptionist has open. */
  private static FrontDoor entrance;

  /** The machine with the administrator's desk. */
  private static FrontDoor office;

  @BeforeAll
  static void open() throws Exception {
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    execute("CREATE DATABASE clinic");
    try (Created made = TestClinic.create(place())) {
      kamala = TestClinic.kamala(made.session(), TestClinic.soon()).id();
      TestClinic.receptionist(made.session());
    }
    entrance = door(TestClinic.DESK);
    office = door(TestClinic.USER);
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static StorePlace place() {
    return StorePlace.on(server.getJdbcUrl("postgres", "clinic"), folder);
  }

  private static Clinics clinics() {
    return new Clinics(place(), FaceSettings.defaults(), Clock.systemDefaultZone());
  }

  private static FrontDoor door(String user) throws FlowException {
    return clinics().open(user, TestClinic.PASSWORD.toCharArray(), Optional.empty());
  }

  @AfterAll
  static void close() throws IOException {
    entrance.close();
    office.close();
    server.close();
  }

  private static Arrival await(FrontDoor door, Arrival.State state) throws Exception {
    return row(TestClinic.await(door.desk().view(), v -> row(v, state).isPresent()), state)
        .orElseThrow();
  }

  private static Optional<Arrival> row(DeskView view, Arrival.State state) {
    return view.arrivals().stream().filter(row -> row.state() == state).findFirst();
  }

  private static void arrive(String number) throws Exception {
    KioskFlow kiosk = entrance.kiosk();
    kiosk.startAgain();
    kiosk.withoutFace();
    kiosk.answerBirthDate(TestClinic.BORN);
    kiosk.answerNumber(number);
    TestClinic.await(kiosk.view(), view -> view.state() == KioskView.State.WELCOME);
  }

  @Test
  @Order(1)
  void anArrivalAndEveryStepAfterItIsSeenAtTheOtherMachine() throws Exception {
    arrive("V-004127");
    Arrival card = await(office, Arrival.State.CONFIRM);
    Arrival there = await(entrance, Arrival.State.CONFIRM);
    assertEquals("Kamala Hegde", card.name());
    assertEquals(there.ticket(), card.ticket());
    office.desk().confirm(card.id());
    assertEquals(there.id(), await(entrance, Arrival.State.WAITING).id(), "the same row");
    entrance.desk().callIn(there.id());
    assertEquals(card.id(), await(office, Arrival.State.WITH_DOCTOR).id());
    office.desk().done(card.id());
    assertEquals(
        1, TestClinic.await(entrance.desk().view(), v -> v.doneToday() == 1).arrivals().size());
  }

  @Test
  @Order(2)
  void whoIsNotThePersonIsTakenBackAtBoth() throws Exception {
    arrive("V-004127");
    Arrival card = await(office, Arrival.State.CONFIRM);
    office.desk().notThem(card.id());
    TestClinic.await(entrance.desk().view(), v -> row(v, Arrival.State.CONFIRM).isEmpty());
  }

  @Test
  @Order(3)
  void anEmergencyAccessWaitsAtTheOtherDeskAndIsGoneWhenSignedOff() throws Exception {
    entrance.desk().people().emergency("V-004127", "fainted in the waiting room");
    TestClinic.await(
        office.desk().view(), v -> v.status().alerts().equals("1 emergency access to sign off"));
    assertEquals("", entrance.desk().view().now().status().alerts(), "not for a receptionist");
    String use = office.desk().people().waiting().get(0).use();
    try (EhrStore third = EhrStore.open(place());
        Session session = third.unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray())) {
      session
          .act(Purpose.AUDIT)
          .emergencies()
          .review(java.util.UUID.fromString(use), true, "was there");
    }
    TestClinic.await(office.desk().view(), v -> v.status().alerts().isEmpty());
  }

  @Test
  @Order(4)
  void aFaceEnrolledElsewhereIsKnownHereUntilItIsWithdrawnElsewhere() throws Exception {
    Path portrait = folder.resolve("portrait");
    TestClinic.unpack("portraits/astronaut.png", portrait);
    try (ClinicWork third =
        clinics().work(TestClinic.USER, TestClinic.PASSWORD.toCharArray(), Optional.empty())) {
      third
          .enrolment()
          .enrol(
              new EnrolmentWork.Request(
                  "V-004127", Optional.empty(), new SourceSpec.ImageFolder(portrait), true));
    }
    Path clip = TestClinic.unpack("arrival.avi", folder);
    settled("Asha");
    office.look(new StandingClip(clip));
    assertEquals("V-004127", await(office, Arrival.State.SUGGESTED).patientNumber());

    try (EhrStore third = EhrStore.open(place());
        Session session = third.unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray())) {
      session.act(Purpose.FRONT_DESK).consents().withdraw(kamala, Purpose.FACE_RECOGNITION);
    }
    settled("Bela");
    long before = office.happenings().now().number();
    office.look(new StandingClip(clip));
    FrontDoor.Happening said =
        TestClinic.await(
            office.happenings(),
            h -> h.number() > before && (h.what().equals("unknown") || known(h)));
    assertEquals("unknown", said.what());
  }

  private static boolean known(FrontDoor.Happening happening) {
    return happening.what().equals("recognised");
  }

  /**
   * Somebody new is registered and checks in at a third machine: when that is seen, all that was
   * written before has been followed, since news come in order.
   */
  private static void settled(String given) throws Exception {
    try (EhrStore third = EhrStore.open(place());
        Session session = third.unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray())) {
      var desk = session.act(Purpose.FRONT_DESK);
      Patient made =
          desk.people()
              .register(
                  Patient.named(new HumanName("Iyer", given), LocalDate.of(1990, 2, 1)).build());
      desk.queue().arrive(made.id());
    }
    TestClinic.await(
        office.desk().view(),
        v -> v.arrivals().stream().anyMatch(row -> row.name().equals(given + " Iyer")));
    assertEquals(1, office.desk().search(given).size(), "names follow too");
  }

  @Test
  @Order(5)
  void whatHappenedWhileTheConnectionWasLostIsSeenWhenItIsBack() throws Exception {
    execute("ALTER DATABASE clinic ALLOW_CONNECTIONS false");
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'clinic'"
            + " AND query LIKE 'LISTEN%'");
    arrive("V-004127");
    execute("ALTER DATABASE clinic ALLOW_CONNECTIONS true");
    TestClinic.await(
        office.desk().view(),
        v ->
            v.arrivals().stream()
                .anyMatch(
                    row ->
                        row.name().equals("Kamala Hegde") && row.state() == Arrival.State.CONFIRM));
    assertTrue(office.desk().checkLedger().ok());
  }
}
