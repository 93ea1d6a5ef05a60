package org.vestibule.app.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.FileChooser;
import org.vestibule.app.ui.Icon;

/** Backup: when the last one was, writing one, and how to keep it. */
final class BackupScreen implements DeskScreen {
  private static final DateTimeFormatter DAY_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private final BackupModel model;
  private final Runnable back;
  private final Clock clock;
  private final Label last = Parts.wrapping("");
  private final Label said = Parts.wrapping("", "ok-text", "strong");
  private final FormAndContent both;

  /**
   * @param back where Escape leads
   */
  BackupScreen(BackupModel model, Runnable back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    this.both =
        new FormAndContent(
            "Backup",
            "Everything in one sealed file: records, documents, keys, ledger. The desk and the"
                + " kiosks work on meanwhile; locking the desk does not end it.",
            new TroubleLine(model.last().trouble()),
            last,
            new ActionRow(
                model.deed(),
                "Many documents take minutes: go on with other work.",
                Parts.filled("Choose where", "Ctrl Enter", this::choose)),
            said);
    both.show(
        Parts.text("To get it back", "title"),
        advice(Icon.KEY, "The printed recovery key opens it, nothing else does. Keep both apart."),
        advice(
            Icon.ARROW_RIGHT,
            "Keep it where fire, theft and water of this room do not reach: a disk in"
                + " another building."),
        advice(
            Icon.TICK,
            "Try it now and then: the command backup --drill says whether it would come"
                + " back. The command restore brings it back."));
    model.last().value().addListener((property, old, now) -> show());
    model.said().addListener((property, old, now) -> show());
    model.deed().busy().addListener((property, old, now) -> both.changed());
    show();
  }

  private static Node advice(Icon icon, String words) {
    return Parts.row(12, icon.node(20), Parts.wrapping(words));
  }

  private void show() {
    last.setText(model.last().value().get().map(this::words).orElse(""));
    said.setText(model.said().get());
    Parts.show(said, !model.said().get().isEmpty());
    both.changed();
  }

  private String words(Optional<Instant> when) {
    return when.map(
            at -> {
              LocalDate day = LocalDate.ofInstant(at, clock.getZone());
              long days = ChronoUnit.DAYS.between(day, LocalDate.now(clock));
              String ago = days == 0 ? "today" : days == 1 ? "yesterday" : days + " days ago";
              return "The last one was written "
                  + ago
                  + ": "
                  + DAY_TIME.format(at.atZone(clock.getZone()))
                  + ".";
            })
        .orElse("None was ever written. A broken or stolen disk would take every record along.");
  }

  private void choose() {
    if (model.deed().busy().get()) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the backup");
    chooser.setInitialFileName("vestibule-" + LocalDate.now(clock) + ".backup");
    Optional.ofNullable(chooser.showSaveDialog(both.root().getScene().getWindow()))
        .ifPresent(file -> model.write(file.toPath()));
  }

  @Override
  public Node node() {
    return both.root();
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        KeyAction.of("Ctrl Enter", "choose where", "Ctrl+ENTER", this::choose)
            .when(() -> !model.deed().busy().get()),
        KeyAction.of("Esc", "back", "ESCAPE", back));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return both.changes();
  }

  @Override
  public void shown() {
    model.refresh();
    both.root().requestFocus();
  }
}
