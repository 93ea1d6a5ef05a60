package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/**
 * A process killed with -9 while it archives and disposes of old records: each record is whole in
 * the clinic, or gone and whole in the archive; and the same work goes on where it was.
 */
class RetentionCrashTest {
  private static final Clock IN_ELEVEN_YEARS =
      Clock.fixed(Instant.parse("2037-04-01T10:00:00Z"), ZoneOffset.UTC);

  private static final int PEOPLE = 30;
  private static final int MOST_MILLIS = 1_200;

  @TempDir Path folder;

  private final List<PatientId> all = new ArrayList<>();
  private int unarchived;
  private int midway;
  private int disposed;

  @Test
  void killedFourTimes() throws Exception {
    killAndCheck(4, 5);
  }

  @Test
  @Tag("measure")
  void killedOneHundredTimes() throws Exception {
    killAndCheck(100, 6);
    assertTrue(unarchived > 0 && midway > 0, "kills before the archive and between two disposals");
  }

  private void killAndCheck(int rounds, long seed) throws Exception {
    Path old = folder.resolve("old");
    makeOld(old);
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      Path data = folder.resolve("data" + round);
      Path archive = folder.resolve("archive" + round);
      Everything.copy(old, data);
      killMidway(data, archive, random.nextInt(MOST_MILLIS));
      check(data, archive);
      Restoring.wipe(data);
      Files.delete(archive);
    }
    System.out.printf(
        "%d kills: %d before the archive had its name, %d between two disposals, %d after all%n",
        rounds, unarchived, midway, disposed);
    assertEquals(List.of(), Canaries.found(folder.resolve("tmp")));
  }

  private void makeOld(Path old) {
    try (Created made = Clinic.create(old)) {
      Access care = made.session().act(Purpose.TREATMENT);
      for (int i = 0; i < PEOPLE; i++) {
        PatientId id = care.faces().enrol(Canaries.enrolment(Canaries.patient(i), i)).id();
        care.charts().put(id, Canaries.entries(id));
        care.documents().attach(id, Canaries.document());
        all.add(id);
      }
    }
  }

  private void killMidway(Path data, Path archive, int millis) throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command =
        Child.java(RetentionCrashTest.class, temporary, data, archive.toString());
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = Child.lines(child)) {
      assertEquals("ready", lines.readLine());
      child.waitFor(millis, TimeUnit.MILLISECONDS);
      child.toHandle().destroyForcibly();
      child.waitFor();
    }
    assertEquals(List.of(), Canaries.found(data, folder.resolve("tmp")), "after the kill");
  }

  private void check(Path data, Path archive) throws IOException {
    try (EhrStore store = open(data);
        Session session = Clinic.unlock(store)) {
      Access admin = session.act(Purpose.ADMINISTRATION);
      Access care = session.act(Purpose.TREATMENT);
      assertEquals(List.of(), admin.verify().problems());
      int there = 0;
      for (PatientId id : all) {
        if (care.people().byId(id).isPresent()) {
          there++;
          assertEquals(1, care.charts().open(id).allergies().size());
          assertEquals(1, care.documents().list(id).size());
        }
      }
      boolean archived = Files.exists(archive);
      assertTrue(archived || there == PEOPLE, "nobody goes before the archive has its name");
      if (archived) {
        var vault = care.context().core().vault();
        assertEquals(PEOPLE, RetentionArchive.read(vault, archive).bundles().size());
      }
      count(archived, there);
      assertEquals(there, goOn(admin, archive).records(), "the same work goes on");
      assertEquals(0, care.people().count());
      assertEquals(List.of(), admin.verify().problems());
    }
  }

  private void count(boolean archived, int there) {
    if (!archived) {
      unarchived++;
    } else if (there > 0) {
      midway++;
    } else {
      disposed++;
    }
  }

  private static Disposal goOn(Access admin, Path archive) {
    Retention retention = admin.retention();
    retention.confirmClock();
    RetentionPlan plan = retention.plan();
    if (!Files.exists(archive)) {
      retention.archive(archive, plan);
    }
    return retention.dispose(plan, archive);
  }

  private static EhrStore open(Path data) {
    return EhrStore.open(StorePlace.in(data), IN_ELEVEN_YEARS);
  }

  /**
   * Archives and disposes of everybody.
   *
   * @param args data folder, archive
   */
  public static void main(String[] args) {
    Session session = Clinic.unlock(open(Path.of(args[0])));
    System.out.println("ready");
    goOn(session.act(Purpose.ADMINISTRATION), Path.of(args[1]));
    System.out.println("done");
  }
}
