package org.vestibule.app.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.ClinicDoor;
import org.vestibule.app.flow.ClinicDoor.NewClinic;
import org.vestibule.app.flow.ClinicDoor.RecoveryKey;
import org.vestibule.app.ui.UiTasks;

/**
 * The first start: the clinic's name, its first administrator, and the recovery key, which is shown
 * once and proved to be copied by typing two of its groups. Used on the FX thread only.
 */
final class WizardModel {

  /** The steps, in order. */
  enum Step {
    CLINIC("Your clinic"),
    ADMINISTRATOR("First administrator"),
    RECOVERY_KEY("Recovery key"),
    DONE("Open the door");

    private final String title;

    Step(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Shorter passphrases are refused. */
  static final int SHORTEST = 10;

  private final ClinicDoor door;
  private final UiTasks tasks;
  private final RandomGenerator chance;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.CLINIC);
  private final ReadOnlyObjectWrapper<Optional<RecoveryKey>> key =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final StringProperty clinic = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty user = new SimpleStringProperty("");
  private final StringProperty passphrase = new SimpleStringProperty("");
  private final StringProperty again = new SimpleStringProperty("");
  private final StringProperty firstProof = new SimpleStringProperty("");
  private final StringProperty secondProof = new SimpleStringProperty("");
  private int firstCovered;
  private int secondCovered;

  /**
   * @param chance chooses the groups to type
   */
  WizardModel(ClinicDoor door, UiTasks tasks, RandomGenerator chance) {
    this.door = door;
    this.tasks = tasks;
    this.chance = chance;
  }

  ReadOnlyObjectProperty<Step> step() {
    return step.getReadOnlyProperty();
  }

  /** The recovery key, from the moment the clinic is made until this wizard ends. */
  ReadOnlyObjectProperty<Optional<RecoveryKey>> key() {
    return key.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  StringProperty clinic() {
    return clinic;
  }

  StringProperty name() {
    return name;
  }

  StringProperty user() {
    return user;
  }

  StringProperty passphrase() {
    return passphrase;
  }

  StringProperty again() {
    return again;
  }

  StringProperty firstProof() {
    return firstProof;
  }

  StringProperty secondProof() {
    return secondProof;
  }

  /** Index, from 0, of the first group to be typed. */
  int firstCovered() {
    return firstCovered;
  }

  int secondCovered() {
    return secondCovered;
  }

  boolean firstProved() {
    return proved(firstProof, firstCovered);
  }

  boolean secondProved() {
    return proved(secondProof, secondCovered);
  }

  /** Why Next is closed, in one sentence; empty when it is open. */
  String missing() {
    return switch (step.get()) {
      case CLINIC -> clinic.get().isBlank() ? "Type the clinic’s name." : "";
      case ADMINISTRATOR -> missingOfAdministrator();
      case RECOVERY_KEY ->
          firstProved() && secondProved() ? "" : "Next opens when both groups match.";
      case DONE -> "";
    };
  }

  private String missingOfAdministrator() {
    if (name.get().isBlank() || user.get().isBlank()) {
      return "Type the name to show and the name to sign in with.";
    }
    if (passphrase.get().length() < SHORTEST) {
      return "Use a passphrase of at least " + SHORTEST + " characters.";
    }
    return passphrase.get().equals(again.get()) ? "" : "Type the same passphrase twice.";
  }

  /** Goes on; after the administrator's step this makes the clinic, which takes seconds. */
  void next() {
    if (busy.get() || !missing().isEmpty()) {
      return;
    }
    switch (step.get()) {
      case CLINIC -> step.set(Step.ADMINISTRATOR);
      case ADMINISTRATOR -> create();
      case RECOVERY_KEY -> {
        key.set(Optional.empty());
        firstProof.set("");
        secondProof.set("");
        step.set(Step.DONE);
      }
      case DONE -> {}
    }
  }

  boolean canGoBack() {
    return step.get() == Step.ADMINISTRATOR && !busy.get();
  }

  void back() {
    if (canGoBack()) {
      step.set(Step.CLINIC);
    }
  }

  private void create() {
    NewClinic made =
        new NewClinic(
            clinic.get().strip(),
            user.get().strip(),
            name.get().strip(),
            passphrase.get().toCharArray());
    busy.set(true);
    trouble.set(Optional.empty());
    tasks.run(
        () -> door.create(made),
        recovery -> {
          busy.set(false);
          passphrase.set("");
          again.set("");
          cover(recovery.groups());
          key.set(Optional.of(recovery));
          step.set(Step.RECOVERY_KEY);
        },
        failure -> {
          busy.set(false);
          trouble.set(Optional.of(Trouble.of(failure)));
        });
  }

  private void cover(List<String> groups) {
    int first = chance.nextInt(groups.size());
    int second = chance.nextInt(groups.size() - 1);
    second = second >= first ? second + 1 : second;
    firstCovered = Math.min(first, second);
    secondCovered = Math.max(first, second);
  }

  private boolean proved(StringProperty typed, int group) {
    return key.get()
        .map(known -> known.groups().get(group))
        .map(wanted -> wanted.equals(typed.get().strip().toUpperCase(Locale.ROOT)))
        .orElse(false);
  }
}
