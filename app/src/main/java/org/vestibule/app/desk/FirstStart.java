package org.vestibule.app.desk;

import java.io.File;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
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

  /**
   * @param onOpen gets the open front door, on the JavaFX thread; it belongs to the receiver
   */
  public FirstStart(ClinicDoor door, UiTasks tasks, Consumer<FrontDoor> onOpen) {
    this.door = door;
    this.tasks = tasks;
    this.signIn =
        new SignInModel<>(
            (user, secret) -> door.open(user, secret, Optional.empty()), tasks, onOpen);
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
        new WizardPane(
            model,
            new RecoveryKeyOut(this::chooseFile),
            () -> {
              signIn.user().set(model.user().get().strip());
              showSignIn();
            });
    root.getChildren().setAll(wizard);
    wizard.focus();
  }

  private Optional<File> chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the recovery key");
    chooser.setInitialFileName("vestibule-recovery-key.txt");
    return Optional.ofNullable(chooser.showSaveDialog(root.getScene().getWindow()));
  }

  private void showSignIn() {
    UnlockPane pane = new UnlockPane(signIn, "Open the clinic");
    pane.say("Good day", "Sign in to open the front door.");
    pane.showPeople(List.of());
    pane.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            pane.enter();
            event.consume();
          }
        });
    root.getChildren().setAll(pane);
    pane.focus();
  }
}
