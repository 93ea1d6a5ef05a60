package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.FxPictures;
import org.vestibule.app.ui.NeedsJavaFx;
import org.vestibule.app.ui.Theme;
import org.vestibule.app.ui.UiTasks;

/** The desk worked by keyboard alone, in a real window on a screen that nobody sees. */
@NeedsJavaFx
class DeskKeysTest {
  private final FxRobot robot = new FxRobot();
  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final SampleRecords.Writing registration = new SampleRecords.Writing(List.of());
  private final StillPicture picture = new StillPicture();
  private final ScriptedDesk flow =
      new ScriptedDesk(SampleDay.morning(), picture)
          .opens(SampleRecords.kamala())
          .finds(SampleDay.kamalas())
          .registers(registration)
          .ledgers(SampleRecords.ledger(), SampleRecords.fine())
          .measures(SampleRecords.few());
  private Stage stage;
  private DeskWindow window;

  @BeforeEach
  void open() throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    FxPictures.onFx(
        () -> {
          window =
              new DeskWindow(
                  flow,
                  new UiTasks(workers, Platform::runLater),
                  Platform::runLater,
                  SampleDay.AT_10_04);
          Scene scene = new Scene(window.root(), 1280, 780);
          DeskWindow.dress(scene, Theme.LIGHT);
          stage.setScene(scene);
          stage.show();
          window.takeFocus();
          return null;
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @AfterEach
  void close() {
    FxPictures.onFx(
        () -> {
          window.close();
          stage.hide();
          stage.setScene(null);
          return null;
        });
    workers.shutdown();
    assertEquals(0, picture.listeners(), "a closed window listens to no camera");
  }

  private void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> FxPictures.onFx(condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private boolean says(String words) {
    return FxPictures.all(window.root(), Labeled.class).stream()
        .anyMatch(each -> words.equals(each.getText()));
  }

  private <T extends Node> T find(String selector, Class<T> type) {
    return type.cast(window.root().lookup(selector));
  }

  @Test
  void enterDoesTheFilledButton() throws Exception {
    robot.push(KeyCode.ENTER);
    await(() -> flow.asked().contains("confirm a27"));
  }

  @Test
  void arrowsMoveAndOneKeyOpensTheChart() throws Exception {
    robot.push(KeyCode.DOWN).push(KeyCode.O);
    await(() -> says("Penicillin"));
    assertTrue(flow.asked().contains("openChart a31"));
    robot.push(KeyCode.DIGIT5).push(KeyCode.S);
    robot.push(KeyCode.ESCAPE);
    await(() -> says("Someone new is at the door"));
    assertTrue(flow.asked().contains("closeChart"));
  }

  @Test
  void lettersInANoteAreTextAndAreSavedWithCtrlEnter() throws Exception {
    robot.push(KeyCode.DOWN).push(KeyCode.O);
    await(() -> says("Penicillin"));
    robot.push(KeyCode.N);
    WaitForAsyncUtils.waitForFxEvents();
    robot.write("so dizzy");
    assertEquals(
        "so dizzy", FxPictures.onFx(() -> find(".note-field", TextInputControl.class).getText()));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await(() -> flow.asked().contains("writeNote V-004127 so dizzy"));
  }

  @Test
  void thePaletteFindsAndEscapeGoesBack() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    robot.write("kam");
    await(() -> says("Patients, 3"));
    assertFalse(flow.asked().stream().anyMatch(action -> action.startsWith("openChart")));
    robot.push(KeyCode.ESCAPE);
    await(() -> !says("Patients, 3"));
    robot.push(KeyCode.CONTROL, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    robot.write("kam");
    await(() -> says("Patients, 3"));
    robot.push(KeyCode.ENTER);
    await(() -> says("Yes, it’s Kamala Hegde"));
    assertFalse(
        flow.asked().stream().anyMatch(action -> action.startsWith("openChart")),
        "somebody who is here is confirmed first");
  }

  @Test
  void aChartFoundBySearchNeedsAReason() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    robot.push(KeyCode.ALT, KeyCode.DIGIT2);
    await(() -> says("Find somebody by name, number or phone."));
    robot.write("kam");
    await(() -> says("Kamlesh Hegde"));
    robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(flow.asked().stream().anyMatch(action -> action.startsWith("openChart")));
    robot.write("phone call");
    robot.push(KeyCode.ENTER);
    await(() -> flow.asked().contains("openChart V-002280 phone call"));
  }

  @Test
  void registersAPersonWhoAgreesToTheRecordOnly() throws Exception {
    robot.push(KeyCode.R);
    await(() -> says("New person"));
    assertTrue(flow.asked().contains("register s3"));
    robot.write("Lakshmi Rao").push(KeyCode.TAB).write("02/09/1961");
    FxPictures.onFx(
        () -> {
          find("#consent-care_record", CheckBox.class).requestFocus();
          return null;
        });
    robot.push(KeyCode.SPACE);
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await(() -> registration.asked().contains("create Rao 1961-09-02 [CARE_RECORD] false"));
    await(() -> says("Someone new is at the door"));
  }

  @Test
  void lockingShowsNobodyAtOnceAndLeadsTheSamePersonBack() throws Exception {
    flow.left(
        new DeskFlow.Left(
            Optional.of(SampleRecords.kamala()), Map.of("V-004127", "Half a sentence")));
    robot.push(KeyCode.DOWN).push(KeyCode.O);
    await(() -> says("Penicillin"));
    robot.push(KeyCode.F12);
    await(() -> says("Welcome back"));
    assertFalse(FxPictures.onFx(() -> says("Kamala Hegde")), "before the flow has locked");
    await(() -> flow.asked().contains("lock"));
    flow.publish(SampleDay.locked());
    robot.push(KeyCode.F5).push(KeyCode.ESCAPE);
    assertTrue(FxPictures.onFx(() -> says("Welcome back")));
    assertEquals(1, flow.asked().stream().filter(a -> a.startsWith("openChart")).count());
    signIn("a lamp");
    await(() -> flow.asked().contains("unlock menon a lamp"));
    flow.publish(SampleDay.morning());
    await(() -> says("Penicillin"));
    assertTrue(
        FxPictures.onFx(
            () -> find("#note", TextInputControl.class).getText().equals("Half a sentence")));
  }

  private void signIn(String passphrase) {
    FxPictures.onFx(
        () -> {
          find("#passphrase", TextInputControl.class).requestFocus();
          return null;
        });
    robot.write(passphrase);
    robot.push(KeyCode.ENTER);
  }

  @Test
  void theWrongChartIsClosedByEnter() throws Exception {
    robot.push(KeyCode.DOWN).push(KeyCode.O);
    await(() -> says("Penicillin"));
    flow.publish(DeskPicturesTest.contradicted());
    await(() -> says("Stop. This may be the wrong chart."));
    robot.push(KeyCode.ESCAPE).push(KeyCode.N);
    assertTrue(FxPictures.onFx(() -> says("Stop. This may be the wrong chart.")));
    robot.push(KeyCode.ENTER);
    await(() -> flow.asked().contains("notThem a27"));
    assertTrue(flow.asked().contains("closeChart"));
    await(() -> !says("Penicillin"));
  }

  @Test
  void theEmergencyCardOpensByKeyboardForAReason() throws Exception {
    flow.finds(SampleDay.kamalas().subList(0, 1));
    robot.push(KeyCode.CONTROL, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    robot.write("kam");
    robot.push(KeyCode.ALT, KeyCode.E);
    await(() -> says("Emergency card"));
    robot.push(KeyCode.ENTER);
    await(() -> window.root().lookup("#emergency-reason").isFocused());
    robot.write("fainted here").push(KeyCode.ENTER);
    await(() -> flow.asked().contains("emergency V-004127 fainted here"));
    await(() -> says("B positive"));
    robot.push(KeyCode.ESCAPE);
    await(() -> !says("B positive"));
  }

  @Test
  void theCameraThatWentTakesItsPictureAlong() throws Exception {
    picture.show(640, 480, SampleDay.door());
    flow.publish(SampleDay.with(SampleDay.arrivals(), Optional.empty(), false));
    flow.publishTrouble(Optional.of("The camera was unplugged."));
    await(() -> says("The camera is off."));
    assertFalse(FxPictures.onFx(() -> find(".camera-view", Node.class).isVisible()));
  }
}
