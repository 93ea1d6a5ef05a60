package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;

/** Who was erased stays erased although an older backup comes back. */
class ErasureListTest {
  @TempDir private Path parent;

  @Test
  void aListTakenAwayIsWrittenAnewAtTheNextSignIn() throws IOException {
    Path clinic = parent.resolve("data");
    Path list = clinic.resolve("erasures.txt");
    try (Created made = Clinic.create(clinic)) {
      Patient lou = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria());
      made.session().act(Purpose.ADMINISTRATION).erasures().erase(lou.id());
    }
    Files.delete(list);
    patients(clinic);
    assertEquals(1, Files.readAllLines(list).size());
    Files.writeString(list, "");
    patients(clinic);
    assertEquals(1, Files.readAllLines(list).size());
  }

  @Test
  void whoeverTampersWithTheListInTheDatabaseIsNoticedAndBringsNobodyBack() {
    Path clinic = parent.resolve("data");
    Hand hand = new Hand(clinic);
    Patient lou;
    try (Created made = Clinic.create(clinic)) {
      lou = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria());
    }
    byte[] id = Hand.bytes(lou.id().value());
    hand.change("INSERT INTO erasure (patient, seconds, signature) VALUES (?, 1, ?)", id, id);
    assertEquals(
        List.of(
            "The list of erasures names somebody whom nobody here erased. Restore the latest"
                + " backup."),
        problems(clinic));
    assertEquals(1, patients(clinic));
    Runnable putBack = hand.older();
    try (EhrStore store = Clinic.open(clinic);
        Session session = Clinic.unlock(store)) {
      session.act(Purpose.ADMINISTRATION).erasures().erase(lou.id());
    }
    putBack.run();
    assertEquals(0, patients(clinic), "although the older database knows of an erasure");
    hand.change("DELETE FROM erasure");
    assertEquals(
        List.of(
            "Erasures are missing from their list, so that an older backup could bring patients"
                + " back. Restore the latest backup."),
        problemsWithoutFile(clinic));
  }

  @Test
  void theEmptyRowOfSomebodyErasedIsMissedAndTheListMendedWithoutFalseAlarm() {
    Path clinic = parent.resolve("data");
    Hand hand = new Hand(clinic);
    try (Created made = Clinic.create(clinic)) {
      Patient lou = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria());
      made.session().act(Purpose.ADMINISTRATION).erasures().erase(lou.id());
    }
    hand.change("DELETE FROM erasure");
    try (EhrStore store = Clinic.open(clinic);
        Session session = Clinic.unlock(store)) {
      assertEquals(List.of(), session.notices(), "no older copy was put back");
    }
    assertEquals(List.of(), problems(clinic));
    hand.change("DELETE FROM patient");
    List<String> problems = problems(clinic);
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).startsWith("The empty row of the erased record "), problems.get(0));
  }

  private static List<String> problemsWithoutFile(Path clinic) {
    try {
      Files.delete(clinic.resolve("erasures.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems(clinic);
  }

  private static List<String> problems(Path clinic) {
    try (EhrStore store = Clinic.open(clinic);
        Session session = Clinic.unlock(store)) {
      return session.act(Purpose.ADMINISTRATION).verify().problems();
    }
  }

  @Test
  void aBackupFromBeforeAnErasureIsRestoredWithTheList() throws Exception {
    Path clinic = parent.resolve("with-key");
    Path backup = parent.resolve("clinic.backup");
    Path list = parent.resolve("erasures.txt");
    char[] key;
    try (Created made = Clinic.create(clinic)) {
      key = made.recoveryKey().characters().clone();
      Patient lou = made.session().act(Purpose.FRONT_DESK).people().register(Clinic.maria());
      Access administration = made.session().act(Purpose.ADMINISTRATION);
      administration.backups().write(backup);
      // The backup knows nothing of the keys that sign the erasure.
      administration.keys().startRotation();
      administration.keys().rotate(done -> {});
      administration.erasures().erase(lou.id());
      Files.writeString(list, administration.erasures().list());
    }
    Path with = parent.resolve("restored-with");
    Path without = parent.resolve("restored-without");
    assertEquals(1, EhrStore.restore(backup, with, key.clone(), Optional.of(list)).erased());
    EhrStore.restore(backup, without, key.clone());
    assertEquals(0, patients(with));
    assertEquals(1, patients(without));
    assertEquals(1, Files.readAllLines(with.resolve("erasures.txt")).size());
    Path refused = parent.resolve("refused");
    Path altered = parent.resolve("altered.txt");
    Files.writeString(altered, Files.readString(list).replaceFirst(" \\d+ ", " 1 "));
    assertThrows(
        StoreException.Invalid.class,
        () -> EhrStore.restore(backup, refused, key.clone(), Optional.of(altered)));
    StoreException none =
        assertThrows(
            StoreException.Unreadable.class,
            () -> EhrStore.restore(backup, refused, key.clone(), Optional.of(refused)));
    assertTrue(none.getMessage().contains("list of erasures"), none.getMessage());
    assertFalse(Files.exists(refused));
  }

  private static int patients(Path data) {
    try (EhrStore opened = Clinic.open(data);
        Session session = Clinic.unlock(opened)) {
      return session.act(Purpose.FRONT_DESK).people().count();
    }
  }
}
