package org.vestibule.app.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vestibule.app.ui.FxPictures.onFx;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.flow.KioskView.State;
import org.vestibule.app.flow.ScriptedKiosk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.CameraView;
import org.vestibule.app.ui.FxPictures;
import org.vestibule.app.ui.Language;
import org.vestibule.app.ui.NeedsJavaFx;

/** Real taps and keys on the real window, half size so that it fits the headless screen. */
@NeedsJavaFx
class KioskTouchTest {
  private static final double SCALE = 0.375;

  private final FxRobot robot = new FxRobot();
  private final ScriptedKiosk flow = new ScriptedKiosk();
  private final StillPicture picture = new StillPicture();
  private final AtomicLong nanos = new AtomicLong();
  private KioskWindow window;
  private KioskViewModel model;

  @BeforeEach
  void open() throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    picture.show(64, 48, 10, 200, 30);
    KioskSettings settings =
        new KioskSettings(
            Optional.of(KioskSettings.DeskSide.LEFT), Language.ENGLISH, true, Clock.systemUTC());
    onFx(
        () -> {
          model = new KioskViewModel(flow, settings, Platform::runLater);
          window =
              new KioskWindow(model, picture, new TapGuard(nanos::get), 1080 * SCALE, 1920 * SCALE);
          stage.setScene(window.scene());
          stage.setX(0);
          stage.setY(0);
          stage.show();
          return null;
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @AfterEach
  void shut() {
    onFx(
        () -> {
          window.close();
          return null;
        });
  }

  private void show(KioskView view) {
    flow.publish(view);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private KioskButton button(String words) {
    return onFx(() -> find(words));
  }

  private Point2D middle(KioskButton button) {
    return onFx(
        () -> {
          Bounds at = button.localToScreen(button.getLayoutBounds());
          return new Point2D(at.getCenterX(), at.getCenterY());
        });
  }

  /** A tap long enough after the one before. */
  private void tap(String words) {
    nanos.addAndGet(TapGuard.PAUSE.toNanos());
    tapAtOnce(words);
  }

  private void tapAtOnce(String words) {
    robot.moveTo(middle(button(words)));
    robot.press(MouseButton.PRIMARY);
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void theTwoWaysInAreTwoTaps() {
    tap("Check in with the camera");
    tap("Check in without my face");
    assertEquals(List.of("begin", "withoutFace"), flow.asked());
  }

  @Test
  void withoutACameraTheBirthDateIsTheWay() {
    show(ScriptedKiosk.cameraOff());
    tap("Use my date of birth");
    assertEquals(List.of("withoutFace"), flow.asked());
  }

  @Test
  void lookingShowsThePictureAndLosesItWithTheCamera() {
    show(ScriptedKiosk.at(State.LOOKING));
    CameraView camera =
        onFx(() -> FxPictures.all(window.scene().getRoot(), CameraView.class).get(0));
    assertTrue(camera.showing());
    picture.remove();
    WaitForAsyncUtils.waitForFxEvents();
    assertFalse(camera.showing());
    show(ScriptedKiosk.at(State.BORN));
    assertEquals(0, picture.listeners());
  }

  @Test
  void aBirthDateIsTapped() {
    show(ScriptedKiosk.at(State.BORN));
    assertTrue(button("Next").isDisabled());
    List.of("1", "4", "March", "1", "9", "4", "8").forEach(this::tap);
    assertEquals(List.of(), flow.asked());
    tap("Next");
    assertEquals(List.of("born 1948-03-14"), flow.asked());
  }

  @Test
  void aTremorIsOneTap() {
    show(ScriptedKiosk.at(State.BORN));
    tap("1");
    tapAtOnce("1");
    assertEquals("1", model.birthDate().get().day());
    tap("1");
    assertEquals("11", model.birthDate().get().day());
  }

  @Test
  void aFingerMayDriftOffTheButtonButNotFar() {
    KioskButton help = button("Ask for help");
    Bounds at = onFx(() -> help.localToScreen(help.getLayoutBounds()));
    Point2D edge = new Point2D(at.getCenterX(), at.getMinY() + 4);
    drag(edge, edge.subtract(0, 0.9 * TapGuard.DRIFT * SCALE));
    assertEquals(List.of("askForHelp"), flow.asked());
    nanos.addAndGet(TapGuard.PAUSE.toNanos());
    drag(edge, edge.subtract(0, 1.3 * TapGuard.DRIFT * SCALE));
    assertEquals(List.of("askForHelp"), flow.asked());
  }

  private void drag(Point2D from, Point2D to) {
    robot.moveTo(from);
    robot.press(MouseButton.PRIMARY);
    robot.moveTo(to);
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void nothingHappensBeforeTheRelease() {
    robot.moveTo(middle(button("Ask for help")));
    robot.press(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of(), flow.asked());
    robot.release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("askForHelp"), flow.asked());
  }

  @Test
  void theNumberIsTappedOrReadFromACard() {
    show(ScriptedKiosk.at(State.NUMBER));
    List.of("4", "1", "2", "7").forEach(this::tap);
    tap("Delete");
    tap("Next");
    show(ScriptedKiosk.attract());
    show(ScriptedKiosk.at(State.NUMBER));
    robot.type(KeyCode.DIGIT4, KeyCode.DIGIT2, KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("number 412", "number 42"), flow.asked());
  }

  @Test
  void welcomeAsksAboutThePhoneAndNamesNobodyElse() {
    show(ScriptedKiosk.at(State.WELCOME));
    tap("Yes, it ends in 47");
    tap("No, I have a new number");
    tap("I’m not Kamala");
    assertEquals(List.of("confirm", "phoneChanged", "notMe"), flow.asked());
  }

  @Test
  void theEndsAreLeftByTheirButtons() {
    show(ScriptedKiosk.at(State.TICKET));
    tap("Finish");
    show(ScriptedKiosk.at(State.FRONT_DESK));
    tap("Done");
    tap("Start again");
    assertEquals(List.of("finish", "finish", "startAgain"), flow.asked());
  }

  @Test
  void stillThereIsAnswered() {
    show(ScriptedKiosk.with(ScriptedKiosk.at(State.BORN), false, true));
    tap("More time");
    assertEquals(List.of("moreTime"), flow.asked());
  }

  @Test
  void easierToSeeChangesLanguageAndComesBackToTheQuestion() {
    show(ScriptedKiosk.at(State.BORN));
    tap("1");
    tap("Easier to see");
    tap("Largest");
    tap("हिन्दी");
    tap("ठीक है");
    assertEquals(Language.HINDI, model.language().get());
    assertEquals("1", model.birthDate().get().day());
    tap("मिटाएँ");
    assertEquals("", model.birthDate().get().day());
  }

  @Test
  void allOfItGoesByKeyboard() {
    show(ScriptedKiosk.at(State.BORN));
    robot.type(KeyCode.DIGIT1, KeyCode.DIGIT4);
    WaitForAsyncUtils.waitForFxEvents();
    onFx(
        () -> {
          find("March").requestFocus();
          return null;
        });
    robot.type(KeyCode.SPACE);
    robot.type(KeyCode.DIGIT1, KeyCode.DIGIT9, KeyCode.DIGIT4, KeyCode.DIGIT9);
    robot.type(KeyCode.BACK_SPACE, KeyCode.DIGIT8);
    WaitForAsyncUtils.waitForFxEvents();
    onFx(
        () -> {
          find("Next").requestFocus();
          return null;
        });
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(List.of("born 1948-03-14"), flow.asked());
  }

  private KioskButton find(String words) {
    return FxPictures.all(window.scene().getRoot(), KioskButton.class).stream()
        .filter(b -> words.equals(b.getAccessibleText()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + words));
  }
}
