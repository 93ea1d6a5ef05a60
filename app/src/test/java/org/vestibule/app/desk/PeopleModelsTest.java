package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.UiTasks;

/** Emergency access, its reviews, and staff. */
class PeopleModelsTest {
  private static final UiTasks AT_ONCE = new UiTasks(Runnable::run, Runnable::run);

  private final ScriptedDesk flow =
      new ScriptedDesk(SampleDay.morning(), new StillPicture()).finds(SampleDay.kamalas());

  private long asked(String action) {
    return flow.asked().stream().filter(each -> each.startsWith(action)).count();
  }

  @Test
  void ofSeveralPeopleNobodyIsChosenForTheEmergencyCard() {
    EmergencyModel model = new EmergencyModel(flow, AT_ONCE);
    model.person().search().search("kam");
    model.reason().set("fainted here");
    model.open();
    assertEquals("D-21", model.opening().trouble().get().orElseThrow().code());
    assertEquals(0, asked("emergency"));
    model.person().move(1);
    model.open();
    assertEquals(1, asked("emergency V-004127 fainted here"));
    assertTrue(model.card().get().isPresent());
    model.person().move(1);
    assertEquals(Optional.empty(), model.card().get(), "another person, no card");
    model.forget();
    assertEquals(Optional.empty(), model.card().get());
    assertEquals("", model.reason().get());
  }

  @Test
  void theEmergencyCardNeedsAReasonOfTheStoresLength() {
    flow.finds(SampleDay.kamalas().subList(0, 1));
    EmergencyModel model = new EmergencyModel(flow, AT_ONCE);
    model.person().search().search("kam");
    model.reason().set("help   ");
    model.open();
    assertEquals("D-22", model.opening().trouble().get().orElseThrow().code());
    assertEquals(0, asked("emergency"));
  }

  @Test
  void whoMayNotSearchTypesTheNumber() {
    flow.refuse("search", new FlowException(Kind.LOCKED, "EHR-42", "Not allowed."));
    EmergencyModel model = new EmergencyModel(flow, AT_ONCE);
    model.person().search().search("V-004127");
    model.reason().set("fainted here");
    model.open();
    assertEquals(1, asked("emergency V-004127"));
  }

  @Test
  void nobodySignsOffTheOwnAccess() {
    ReviewsModel model = new ReviewsModel(flow, AT_ONCE);
    model.refresh();
    model.move(1);
    assertTrue(model.own(model.chosen().get().orElseThrow()));
    model.sign(true);
    assertEquals("D-23", model.signing().trouble().get().orElseThrow().code());
    assertEquals(0, asked("review"));
    model.move(-1);
    model.sign(false);
    assertEquals("D-24", model.signing().trouble().get().orElseThrow().code());
    model.remark().set("no patient was there");
    model.sign(false);
    assertTrue(flow.asked().contains("review use-1 not justified no patient was there"));
    assertEquals(2, asked("waiting"));
  }

  @Test
  void somebodyIsAddedWithRolesAndThePasswordTwice() {
    StaffModel model = new StaffModel(flow, AT_ONCE);
    model.refresh();
    model.user().set(" bose ");
    model.act();
    assertEquals("D-26", model.deed().trouble().get().orElseThrow().code());
    model.role("clinician", true);
    model.password().set("a lamp in the door");
    model.again().set("a lamp in the dor");
    model.act();
    assertEquals("D-27", model.deed().trouble().get().orElseThrow().code());
    assertEquals(0, asked("add"));
    model.again().set("a lamp in the door");
    model.act();
    assertTrue(flow.asked().contains("add bose [clinician] a lamp in the door"));
    assertEquals("", model.password().get());
    assertEquals("bose can sign in now.", model.said().get());
    assertFalse(model.has("clinician"));
  }

  @Test
  void removingTakesTwoSteps() {
    StaffModel model = new StaffModel(flow, AT_ONCE);
    model.refresh();
    model.show(StaffModel.Form.REMOVE);
    assertEquals(StaffModel.Form.ADD, model.form().get(), "nobody is chosen");
    model.move(1);
    model.move(1);
    model.show(StaffModel.Form.REMOVE);
    assertEquals(0, asked("remove"));
    model.move(1);
    assertEquals(StaffModel.Form.ADD, model.form().get(), "another person begins anew");
    model.show(StaffModel.Form.REMOVE);
    model.act();
    assertEquals(List.of("staff", "remove menon", "staff"), flow.asked());
  }

  @Test
  void aRefusalIsSaidAndKeepsTheForm() {
    flow.refuse(
        "resetPassword",
        new FlowException(Kind.USAGE, "EHR-20", "The password is too short: use more words."));
    StaffModel model = new StaffModel(flow, AT_ONCE);
    model.refresh();
    model.move(1);
    model.show(StaffModel.Form.PASSWORD);
    model.password().set("short");
    model.again().set("short");
    model.act();
    assertEquals(
        "The password is too short: use more words.",
        model.deed().trouble().get().orElseThrow().sentence());
    assertEquals(StaffModel.Form.PASSWORD, model.form().get());
  }

  @Test
  void aBackupIsWrittenAndItsOutcomeStaysWhileOtherScreensAreInFront() {
    BackupModel model = new BackupModel(flow, AT_ONCE);
    model.refresh();
    assertEquals(Optional.of(Optional.empty()), model.last().value().get());
    flow.backedUp(SampleDay.AT_10_04.instant());
    model.write(Path.of("clinic.backup"));
    assertEquals(
        "Written: clinic.backup, 3,204,581 bytes, 14 files. Take it away from this machine now.",
        model.said().get());
    assertEquals(
        Optional.of(Optional.of(SampleDay.AT_10_04.instant())), model.last().value().get());
    model.refresh();
    assertFalse(model.said().get().isEmpty());
    model.forget();
    assertEquals("", model.said().get());
    assertEquals(Optional.empty(), model.last().value().get());
  }

  @Test
  void aBackupThatCannotBeWrittenIsSaidAndNothingElse() {
    flow.refuse("backUp", new FlowException(Kind.USAGE, "EHR-12", "There is such a file already."));
    BackupModel model = new BackupModel(flow, AT_ONCE);
    model.write(Path.of("clinic.backup"));
    assertEquals("EHR-12", model.deed().trouble().get().orElseThrow().code());
    assertEquals("", model.said().get());
  }
}
