package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.app.desk.RegistrationModel.Field;
import org.vestibule.app.flow.Registration.ConsentChoice;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.UiTasks;

class RegistrationModelTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final SampleRecords.Writing registration =
      new SampleRecords.Writing(SampleRecords.twoClose());
  private final ScriptedDesk flow =
      new ScriptedDesk(SampleDay.morning(), new StillPicture()).registers(registration);
  private final RegistrationModel model =
      new RegistrationModel(flow, new UiTasks(Runnable::run, Runnable::run), SampleDay.AT_10_04);
  private final List<String> done = new ArrayList<>();

  private void fillIn() {
    model.onDone(done::add);
    model.beginWith("s3");
    model.field(Field.NAME).set("Lakshmi Rao");
    model.field(Field.BORN).set("02 / 09 / 1961");
  }

  @ParameterizedTest
  @EnumSource(ConsentChoice.class)
  void nothingIsTickedForAnybody(ConsentChoice choice) {
    model.beginWith("s3");
    assertFalse(model.consent(choice).get());
  }

  @Test
  void noRecordWithoutNameBirthDateAndConsent() {
    model.beginWith("s3");
    assertEquals("Type the full name.", model.missing());
    model.field(Field.NAME).set("Lakshmi Rao");
    assertEquals("Type the birth date as day, month, year.", model.missing());
    model.field(Field.BORN).set("2.9.1961");
    assertEquals("Ask whether we may keep a care record.", model.missing());
    model.create();
    assertTrue(registration.asked().isEmpty());
    model.consent(ConsentChoice.CARE_RECORD).set(true);
    assertEquals("", model.missing());
  }

  @Test
  void makesARecordWithExactlyWhatWasAgreedTo() {
    fillIn();
    model.consent(ConsentChoice.CARE_RECORD).set(true);
    model.create();
    assertEquals(
        List.of("create Rao 1961-09-02 [CARE_RECORD] false", "close"), registration.asked());
    assertEquals(List.of("V-009001"), done);
    assertEquals("", model.field(Field.NAME).get());
    assertFalse(model.consent(ConsentChoice.CARE_RECORD).get());
  }

  @Test
  void aRecordMadeBesideCloseOnesIsMarked() {
    fillIn();
    model.settled();
    assertEquals(2, model.possible().get().size());
    model.consent(ConsentChoice.CARE_RECORD).set(true);
    model.consent(ConsentChoice.FACE_CHECK_IN).set(true);
    model.create();
    assertTrue(
        registration.asked().contains("create Rao 1961-09-02 [CARE_RECORD, FACE_CHECK_IN] true"));
  }

  @Test
  void usesTheRecordThatStaffChose() {
    fillIn();
    model.settled();
    model.useExisting(1);
    assertTrue(registration.asked().contains("useExisting V-003310 []"));
    model.useExisting(0);
    assertEquals(List.of("V-003310"), done);
  }

  @Test
  void leavingThrowsEverythingAway() {
    fillIn();
    model.cancel();
    assertEquals(List.of("close"), registration.asked());
    assertEquals("", model.field(Field.BORN).get());
    assertEquals(Optional.empty(), model.open().get());
  }

  @ParameterizedTest
  @CsvSource({
    "02 / 09 / 1961, 1961-09-02",
    "2.9.1961, 1961-09-02",
    "2 9 1961, 1961-09-02",
    "1961-09-02, 1961-09-02",
    "29-02-2024, 2024-02-29",
    "24/11/2026, 2026-11-24"
  })
  void readsBirthDates(String typed, LocalDate date) {
    assertEquals(Optional.of(date), BirthDate.read(typed, TODAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "31/02/2020", "25/11/2026", "1/1/1850", "9 February", "1/2/61", "1961-13-01"})
  void refusesWhatIsNoBirthDate(String typed) {
    assertEquals(Optional.empty(), BirthDate.read(typed, TODAY));
  }
}
