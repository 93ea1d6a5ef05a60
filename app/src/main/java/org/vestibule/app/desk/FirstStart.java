package org.vestibule.app.desk;

import java.io.File;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import org.vestibule.app.flow.ClinicDoor;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.app.ui.UiTasks;

/**
 * What the desk's window shows before the clinic is open: the first-start wizard where there is no
 * vault yet, then signing in. Made and used on the JavaFX thread; dress its scene by {@link
 * DeskWindow#dress}.
 */
public final class FirstStart {
  private final StackPane root = new StackPane();
  private final SignInModel<FrontDoor> signIn;
  private final ClinicDoor door;
  private final UiTasks tasks;
  private final Consumer<FrontDoor> onOpen;

  /**
   * @param onOpen gets the open front door, on the JavaFX thread; it belongs to the receiver
   */
  public FirstStart(ClinicDoor door, UiTasks tasks, Consumer<FrontDoor> onOpen) {
    this.door = door;
    this.tasks = tasks;
    this.onOpen = onOpen;
    this.signIn = new SignInModel<>(door::open, tasks, onOpen);
    root.getStyleClass().add("desk");
    if (door.exists()) {
      showSignIn();
    } else {
      showWizard();
    }
  }

  public Parent root() {
    return root;
  }

  private void showWizard() {
    WizardModel model = new WizardModel(door, tasks, new SecureRandom());
    WizardPane wizard =
        new WizardPane(model, new RecoveryKeyOut(this::chooseFile), () -> goIn(model));
    root.getChildren().setAll(wizard);
    wizard.focus();
  }

  /** After the wizard the administrator need not sign in again; if that fails, they sign in. */
  private void goIn(WizardModel model) {
    String user = model.user().get().strip();
    tasks.run(
        door::enter,
        onOpen,
        failure -> {
          Trouble.of(failure);
          signIn.user().set(user);
          showSignIn();
        });
  }

  private Optional<File> chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the recovery key");
    chooser.setInitialFileName("vestibule-recovery-key.txt");
    return Optional.ofNullable(chooser.showSaveDialog(root.getScene().getWindow()));
  }

  /** What is readable of a clinic before anybody signs in. */
  private record Before(String clinic, Optional<String> firstUser, List<String> notices) {}

  private void showSignIn() {
    RecoveryModel<FrontDoor> recovery =
        new RecoveryModel<>(door::openWithRecoveryKey, tasks, onOpen);
    UnlockPane pane = new UnlockPane(signIn, recovery, "Open the clinic");
    pane.say("Good day", "Sign in to open the front door.");
    pane.showPeople(List.of());
    pane.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof ButtonBase)) {
            pane.enter();
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE) {
            pane.back();
            event.consume();
          }
        });
    root.getChildren().setAll(pane);
    pane.focus();
    tasks.run(
        () -> new Before(door.clinicName(), door.firstUser(), door.notices()),
        before -> {
          pane.say(
              before.clinic().isEmpty() ? "Good day" : before.clinic(),
              String.join("\n", before.notices()).isEmpty()
                  ? "Sign in to open the front door."
                  : String.join("\n", before.notices()));
          if (signIn.user().get().isEmpty()) {
            before.firstUser().ifPresent(signIn.user()::set);
          }
          pane.focus();
        },
        failure -> pane.say("The clinic cannot be read", Trouble.of(failure).sentence()));
  }
}
