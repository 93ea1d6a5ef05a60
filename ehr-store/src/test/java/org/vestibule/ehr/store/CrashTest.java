package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/**
 * A process killed with -9 in the midst of enrolments and edits leaves each enrolment whole or not
 * at all, nothing it acknowledged is lost, and nothing it knew is in any file.
 */
class CrashTest {
  private static final int MOST_MILLIS = 400;
  private static final int MOST_LINES = 4;

  @TempDir Path folder;

  @Test
  void killedTwentyFiveTimes() throws Exception {
    killAndCheck("data", 25, 20_260_305);
  }

  @Test
  @Tag("measure")
  void killedFiveHundredTimes() throws Exception {
    // In ten clinics, since after each kill everything that was ever acknowledged is read again.
    for (int clinic = 0; clinic < 10; clinic++) {
      killAndCheck("data" + clinic, 50, clinic);
    }
  }

  @Test
  void rotationKilledTwentyTimesGoesOnWhereItWas() throws Exception {
    rotateAndKill(20, 7);
  }

  @Test
  @Tag("measure")
  void rotationKilledThreeHundredTimes() throws Exception {
    rotateAndKill(300, 8);
  }

  private void rotateAndKill(int rounds, long seed) throws Exception {
    Path data = folder.resolve("data");
    List<PatientId> all = new ArrayList<>();
    try (EhrStore store = Clinic.create(data).store();
        Session session = Clinic.unlock(store)) {
      Access care = session.act(Purpose.TREATMENT);
      for (int i = 0; i < 60; i++) {
        Patient patient =
            care.faces()
                .enrol(Clinic.enrolment(Clinic.person("F" + i, "G", Clinic.day("1990-01-01")), i));
        care.charts().put(patient.id(), List.of(Clinic.penicillin(patient.id())));
        all.add(patient.id());
      }
    }
    Random random = new Random(seed);
    int midway = 0;
    for (int round = 0; round < rounds; round++) {
      Process child = Child.start(data, folder.resolve("tmp"), "rotate");
      try (BufferedReader lines = Child.lines(child)) {
        assertEquals("ready", lines.readLine());
        assertTrue(!child.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS));
        child.toHandle().destroyForcibly();
        child.waitFor();
      }
      try (EhrStore store = Clinic.open(data);
          Session session = Clinic.unlock(store)) {
        Access care = session.act(Purpose.TREATMENT);
        for (PatientId id : all) {
          Chart chart = care.charts().open(id);
          assertEquals(1, chart.allergies().size());
          assertTrue(care.people().byNumber(chart.patient().number()).isPresent());
        }
        midway += session.act(Purpose.ADMINISTRATION).keys().rotating() ? 1 : 0;
        assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
      }
    }
    System.out.println(rounds + " kills, " + midway + " in the midst of a rotation");
    assertTrue(midway > 0, "some kills came in the midst of a rotation");
  }

  private void killAndCheck(String name, int rounds, long seed) throws Exception {
    Path data = folder.resolve(name);
    Path temporary = folder.resolve("tmp");
    Clinic.create(data).close();
    Random random = new Random(seed);
    Said said = new Said();
    for (int round = 0; round < rounds; round++) {
      Process child = Child.start(data, temporary, "work", "" + random.nextLong());
      try (BufferedReader lines = Child.lines(child)) {
        assertEquals("ready", lines.readLine());
        // Counted in what it has done, so that a slow machine gets as far as a fast one.
        lines.lines().limit(1 + random.nextInt(MOST_LINES)).forEach(said::take);
        if (round % 5 == 0) {
          assertEquals(List.of(), Canaries.found(data, temporary), "while running");
        }
        assertTrue(
            !child.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS),
            "it works until it is killed");
        // Not Process.destroyForcibly, which throws away what was written and not yet read.
        child.toHandle().destroyForcibly();
        child.waitFor();
        lines.lines().forEach(said::take);
      }
      assertEquals(List.of(), Canaries.found(data, temporary), "after the kill");
      check(data, said);
    }
    System.out.println(rounds + " kills: " + said);
    assertTrue(said.acknowledged.size() > rounds, "it had time to enrol: " + said);
  }

  /** What killed processes had said: what they had done, and which erasures they had begun. */
  private static final class Said {
    private final Set<PatientId> acknowledged = new HashSet<>();
    private final Set<PatientId> withdrawn = new HashSet<>();
    private final Set<PatientId> documented = new HashSet<>();
    private final Set<PatientId> erasing = new HashSet<>();
    private final Set<PatientId> erased = new HashSet<>();

    void take(String line) {
      // A line cut by the kill was not acknowledged.
      if (line.length() == 36) {
        acknowledged.add(PatientId.parse(line));
      } else if (line.length() == 37) {
        PatientId id = PatientId.parse(line.substring(1));
        switch (line.charAt(0)) {
          case '+' -> documented.add(id);
          case '-' -> withdrawn.add(id);
          case '!' -> erasing.add(id);
          default -> erased.add(id);
        }
      }
    }

    @Override
    public String toString() {
      return "%d enrolled, %d withdrawn, %d with documents, %d erased"
          .formatted(acknowledged.size(), withdrawn.size(), documented.size(), erased.size());
    }
  }

  private static void check(Path data, Said said) {
    try (EhrStore store = Clinic.open(data);
        Session session = Clinic.unlock(store)) {
      assertEquals(List.of(), store.notices());
      Access care = session.act(Purpose.TREATMENT);
      List<EnrolledFace> faces = care.faces().all(Clinic.ENCODER);
      Set<PatientId> withTemplates =
          faces.stream().map(EnrolledFace::patient).collect(Collectors.toSet());
      Set<PatientId> withSamples =
          care.faces().samples().stream().map(EnrolledSamples::patient).collect(Collectors.toSet());
      assertEquals(withTemplates, withSamples, "templates come and go with their samples");
      assertTrue(faces.stream().allMatch(f -> f.templates().size() == 2));
      for (PatientId id : said.acknowledged) {
        boolean there = care.people().byId(id).isPresent();
        assertTrue(there || said.erasing.contains(id), "nobody is lost");
        assertTrue(!there || !said.erased.contains(id), "the erased stay erased");
        if (there) {
          checkRecord(care, id, withTemplates, said);
        }
      }
      VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
      assertEquals(List.of(), report.problems());
    }
    assertTrue(Files.exists(data.resolve(EhrStore.DATABASE)));
  }

  private static void checkRecord(
      Access care, PatientId id, Set<PatientId> withTemplates, Said said) {
    Chart chart = care.charts().open(id);
    assertEquals(1, chart.consents().size(), "consent stands with the enrolment");
    boolean over = chart.consents().get(0).withdrawn().isPresent();
    assertEquals(!over, withTemplates.contains(id), "templates stand as long as consent");
    assertTrue(over || !said.withdrawn.contains(id), "a withdrawal is not forgotten");
    int entries = chart.allergies().size() + chart.notes().size();
    assertTrue(entries == 0 || entries == 2, "entries are put all or none");
    List<DocumentReference> documents = care.documents().list(id);
    assertTrue(documents.size() == 1 || !said.documented.contains(id), "a document is not lost");
    documents.forEach(d -> assertEquals(Canaries.documentBytes(), bytes(care, d)));
  }

  private static int bytes(Access care, DocumentReference document) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    care.documents().fetch(document.patient(), document.id(), "after the crash", to);
    return to.size();
  }
}
