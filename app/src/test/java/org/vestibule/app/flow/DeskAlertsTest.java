package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.Session;

/** What the desk says about the records besides what waits. */
class DeskAlertsTest {
  @TempDir Path folder;

  @Test
  void thatAnOlderCopyWasPutBackIsSaidAtTheDesk() throws Exception {
    Path data = folder.resolve("clinic");
    Patient kamala;
    try (Created made = TestClinic.create(data)) {
      kamala = TestClinic.kamala(made.session(), TestClinic.soon());
    }
    Path older = Files.copy(data.resolve("clinic.db"), folder.resolve("older"));
    try (EhrStore store = EhrStore.open(data);
        Session session = unlock(store)) {
      session.act(Purpose.ADMINISTRATION).erasures().erase(kamala.id());
    }
    putBack(older, data);
    Clock clock = Clock.systemDefaultZone();
    try (EhrStore store = EhrStore.open(data);
        Session session = unlock(store);
        Lane lane = new Lane("store-writer")) {
      String words = said(lane, session, clock);
      assertTrue(words.startsWith("An older copy of the records was put back here."), words);
    }
  }

  @Test
  void aWeekWithoutABackupIsSaidToAnAdministrator() throws Exception {
    Clock now = Clock.systemDefaultZone();
    try (Created made = TestClinic.create(folder.resolve("clinic"));
        Lane lane = new Lane("store-writer")) {
      Session session = made.session();
      assertEquals("", said(lane, session, Clock.offset(now, Duration.ofDays(6))));
      Clock late = Clock.offset(now, Duration.ofDays(9));
      assertEquals("No backup for 9 days", said(lane, session, late));
      try (Session kiosk = made.session().forKiosk()) {
        assertEquals("", said(lane, kiosk, late));
      }
    }
  }

  private static String said(Lane lane, Session session, Clock clock) throws Exception {
    DeskRecords records = new DeskRecords(lane, clock, clock.getZone());
    records.open(session);
    CountDownLatch counted = new CountDownLatch(1);
    DeskAlerts alerts = new DeskAlerts(lane, records, clock, counted::countDown);
    alerts.refresh();
    assertTrue(counted.await(30, TimeUnit.SECONDS));
    return alerts.words();
  }

  private static Session unlock(EhrStore store) {
    return store.unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray());
  }

  private static void putBack(Path older, Path data) throws IOException {
    Files.deleteIfExists(data.resolve("clinic.db-wal"));
    Files.deleteIfExists(data.resolve("clinic.db-shm"));
    Files.copy(older, data.resolve("clinic.db"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
