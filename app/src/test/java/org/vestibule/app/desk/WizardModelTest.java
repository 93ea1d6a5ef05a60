package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.app.desk.WizardModel.Step;
import org.vestibule.app.flow.ClinicDoor.RecoveryKey;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.UiTasks;

class WizardModelTest {
  private static final RecoveryKey KEY =
      new RecoveryKey(List.of("7KQM", "T4XD", "9RPA", "W2HF", "C6NV", "3YEJ", "M8ZB", "5GXS"));

  private final ScriptedDoor door =
      new ScriptedDoor(Optional.of(KEY), new ScriptedDesk(SampleDay.morning(), new StillPicture()));
  private final WizardModel model =
      new WizardModel(door, new UiTasks(Runnable::run, Runnable::run), new Random(4));

  /** Fills in the first two steps and goes on to the recovery key. */
  static void fillIn(WizardModel model) {
    model.clinic().set("Lakeside Clinic");
    model.next();
    model.name().set("A. Rao");
    model.user().set("rao");
    model.passphrase().set("a lamp in the door");
    model.again().set("a lamp in the door");
    model.next();
  }

  @Test
  void makesTheClinicOnceAndForgetsThePassphrase() {
    fillIn(model);
    assertEquals(List.of("create Lakeside Clinic, rao, a lamp in the door"), door.asked());
    assertEquals(Step.RECOVERY_KEY, model.step().get());
    assertEquals("", model.passphrase().get());
    assertEquals("", model.again().get());
    assertFalse(model.canGoBack(), "there is no way back to an administrator already made");
  }

  @Test
  void goesOnOnlyWhenBothCoveredGroupsAreTyped() {
    fillIn(model);
    assertFalse(model.firstCovered() == model.secondCovered());
    model.next();
    assertEquals(Step.RECOVERY_KEY, model.step().get());
    model
        .firstProof()
        .set(KEY.groups().get(model.firstCovered()).toLowerCase(java.util.Locale.ROOT));
    assertTrue(model.firstProved());
    assertFalse(model.secondProved());
    model.next();
    assertEquals(Step.RECOVERY_KEY, model.step().get());
    model.secondProof().set(" " + KEY.groups().get(model.secondCovered()));
    model.next();
    assertEquals(Step.DONE, model.step().get());
    assertEquals(Optional.empty(), model.key().get(), "the key is shown once");
    assertEquals("", model.firstProof().get());
  }

  @Test
  void saysWhatIsMissing() {
    assertEquals("Type the clinic’s name.", model.missing());
    model.clinic().set("Lakeside Clinic");
    model.next();
    assertEquals("Type the name to show and the name to sign in with.", model.missing());
    model.name().set("A. Rao");
    model.user().set("rao");
    model.passphrase().set("short");
    assertEquals("Use a passphrase of at least 10 characters.", model.missing());
    model.passphrase().set("long enough now");
    assertEquals("Type the same passphrase twice.", model.missing());
    model.again().set("long enough now");
    assertEquals("", model.missing());
  }
}
