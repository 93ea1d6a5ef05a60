package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.db.News;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/** A desk here and a kiosk in a process of its own, on one PostgreSQL server. */
@ExtendWith(PostgresServer.class)
class TwoMachinesTest {
  private static final int EVENTS = 40;

  @TempDir Path deskFolder;
  @TempDir Path kioskFolder;

  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

  @Test
  void theDeskIsToldOfAnArrivalAtTheKiosk() throws Exception {
    try (Created made = Clinic.create(deskFolder)) {
      Access desk = made.session().act(Purpose.TREATMENT);
      Patient maria = desk.people().register(Clinic.maria());
      made.store().listen(news::add);

      Process kiosk = kiosk(maria.id());
      for (int i = 0; i < EVENTS; i++) {
        desk.people().byId(maria.id());
      }
      assertEquals(0, kiosk.waitFor(), () -> output(kiosk));

      News arrival = await(News.Kind.QUEUE);
      assertEquals(maria.id(), arrival.patient().orElseThrow());
      List<Arrival> day = desk.queue().day(LocalDate.ofInstant(Clinic.NOW, ZoneOffset.UTC));
      assertEquals(maria.id(), day.get(0).patient().id());
      await(News.Kind.PATIENT);
      assertEquals(1, desk.people().search("Newcomer", 5).size());

      VerifyReport report = made.session().act(Purpose.ADMINISTRATION).verify();
      assertEquals(List.of(), report.problems());
      assertTrue(report.events() > 2 * EVENTS, "both wrote into one ledger");
    }
  }

  @Test
  void keysChangedAtOneMachineAreFollowedAtTheOther() {
    try (Created made = Clinic.create(deskFolder);
        EhrStore other = Clinic.open(deskFolder);
        Session there = Clinic.unlock(other)) {
      Keys keys = made.session().act(Purpose.ADMINISTRATION).keys();
      Practitioner ben = new Practitioner("ben", new HumanName("Osei", "Ben"));
      keys.addStaff(ben, EnumSet.of(Role.RECEPTIONIST), "another secret".toCharArray());
      there.act(Purpose.FRONT_DESK).people().register(Clinic.maria());
      try (Session his = other.unlock("ben", "another secret".toCharArray())) {
        assertEquals(1, his.act(Purpose.FRONT_DESK).people().search("Okonkwo", 5).size());
      }
    }
  }

  @Test
  void theServerHoldsNothingReadable() throws Exception {
    try (Created made = Clinic.create(deskFolder)) {
      made.session().act(Purpose.TREATMENT).people().register(Clinic.maria());
      String url = Clinic.place(deskFolder).server().orElseThrow();
      try (var connection = DriverManager.getConnection(url);
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT sealed FROM patient")) {
        assertTrue(rows.next());
        String sealed = new String(rows.getBytes(1), StandardCharsets.ISO_8859_1);
        assertFalse(sealed.contains("Okonkwo"));
      }
    }
  }

  @Test
  void aVaultOfSomebodyElseIsNotFollowed() throws Exception {
    try (Created made = Clinic.create(deskFolder);
        Created planted = Clinic.create(kioskFolder)) {
      String from = Clinic.place(kioskFolder).server().orElseThrow();
      String to = Clinic.place(deskFolder).server().orElseThrow();
      try (var theirs = DriverManager.getConnection(from);
          var ours = DriverManager.getConnection(to);
          var read = theirs.createStatement().executeQuery("SELECT content FROM shared_vault");
          var write =
              ours.prepareStatement("UPDATE shared_vault SET content = ?, generation = 99")) {
        read.next();
        write.setBytes(1, read.getBytes(1));
        write.executeUpdate();
      }
      People people = made.session().act(Purpose.TREATMENT).people();
      assertThrows(StoreException.Damaged.class, () -> people.register(Clinic.maria()));
      assertNotNull(planted.session());
    }
  }

  private News await(News.Kind kind) throws InterruptedException {
    News next;
    do {
      next = news.poll(60, TimeUnit.SECONDS);
      assertNotNull(next, "nothing was heard of " + kind);
    } while (next.kind() != kind);
    return next;
  }

  private Process kiosk(PatientId patient) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Kiosk.class.getName(),
            Clinic.place(deskFolder).server().orElseThrow(),
            kioskFolder.toString(),
            patient.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String output(Process process) {
    return assertDoesNotThrow(
        () -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** The other process. */
  static final class Kiosk {
    private Kiosk() {}

    /** URL, folder, patient. */
    public static void main(String[] args) {
      StorePlace place = StorePlace.on(args[0], Path.of(args[1]));
      try (EhrStore store = EhrStore.open(place, Clinic.CLOCK);
          Session staff = Clinic.unlock(store);
          Session kiosk = staff.forKiosk()) {
        PatientId patient = PatientId.parse(args[2]);
        for (int i = 0; i < EVENTS; i++) {
          kiosk.act(Purpose.FRONT_DESK).people().checkBirthDate(patient, Clinic.day("1984-02-29"));
        }
        kiosk.act(Purpose.FRONT_DESK).queue().arrive(patient);
        staff
            .act(Purpose.FRONT_DESK)
            .people()
            .register(Clinic.person("Newcomer", "Nia", Clinic.day("2001-02-03")));
      }
    }
  }
}
