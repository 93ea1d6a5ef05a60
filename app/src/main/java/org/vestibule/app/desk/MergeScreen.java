package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** Two records of one person: found, put side by side, and made one for a reason. */
final class MergeScreen implements DeskScreen {
  private final MergeModel model;
  private final Runnable back;
  private final PersonPicker from;
  private final PersonPicker into;
  private final LabelledField reason;
  private final FormAndContent both;

  /**
   * @param back where Escape leads
   */
  MergeScreen(MergeModel model, Runnable back) {
    this.model = model;
    this.back = back;
    this.from =
        new PersonPicker(
            model.from(),
            "The record that becomes part of the other",
            "merge-from",
            "The record that becomes part of the other: name, number or phone");
    this.into =
        new PersonPicker(
            model.into(),
            "The record that stands for both",
            "merge-into",
            "The record that stands for both: name, number or phone");
    this.reason =
        LabelledField.of("How you know that they are one person", "merge-reason", model.reason())
            .example("For example: the same health card, asked her");
    this.both =
        new FormAndContent(
            "Merge two records",
            "For two records of one person. Nothing is moved or lost, and it can be undone.",
            from,
            new TroubleLine(model.from().search().trouble()),
            into,
            new TroubleLine(model.into().search().trouble()),
            Parts.row(8, Parts.outlined("Put them side by side", "Enter", model::compare)));
    model.from().chosen().addListener((property, old, now) -> both.changed());
    model.into().chosen().addListener((property, old, now) -> both.changed());
    model.beside().value().addListener((property, old, now) -> show());
    model.said().addListener((property, old, now) -> said(now));
    show();
  }

  /** After a merge the next one begins. */
  private void said(String words) {
    if (!words.isEmpty()) {
      from.clear();
      into.clear();
      from.field().requestFocus();
    }
    show();
  }

  private void show() {
    List<Node> content = new ArrayList<>();
    content.add(new TroubleLine(model.beside().trouble()));
    content.add(new Waiting("Opening both charts takes long.", model.beside().loading()));
    Label said = Parts.wrapping(model.said().get(), "ok-text", "strong");
    Parts.show(said, !model.said().get().isEmpty());
    content.add(said);
    model
        .beside()
        .value()
        .get()
        .ifPresentOrElse(
            beside -> {
              content.add(new BesideTable(beside, "becomes part of the other", "stands for both"));
              content.add(
                  Parts.wrapping(
                      "The number of the first leads to the other from now on. What only the first"
                          + " says about itself stays in it.",
                      "muted"));
              content.add(reason);
              content.add(action());
            },
            () -> {
              content.add(
                  Parts.wrapping(
                      "Both appear here side by side before anything is done.", "muted"));
              content.add(new TroubleLine(model.deed().trouble()));
            });
    both.show(content.toArray(Node[]::new));
  }

  private ActionRow action() {
    return new ActionRow(
        model.deed(),
        "Merging takes long.",
        Parts.filled("They are one person", "Ctrl Enter", model::merge));
  }

  /** The arrows move through whom the focused field found. */
  private void move(int by) {
    (into.hasFocus() ? model.into() : model.from()).move(by);
  }

  /** Enter leads from field to field, then puts both side by side. */
  private void enter() {
    if (model.compared()) {
      reason.field().requestFocus();
    } else if (from.hasFocus() && model.into().chosen().get().isEmpty()) {
      into.field().requestFocus();
    } else {
      model.compare();
    }
  }

  @Override
  public Node node() {
    return both.root();
  }

  @Override
  public List<KeyAction> keys() {
    return KeyAction.withArrows(
        "choose",
        this::move,
        KeyAction.of("Enter", model.compared() ? "reason" : "side by side", "ENTER", this::enter),
        KeyAction.of("Ctrl Enter", "they are one person", "Ctrl+ENTER", model::merge)
            .when(model::compared),
        KeyAction.of("Esc", "back", "ESCAPE", back));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return both.changes();
  }

  @Override
  public void shown() {
    from.field().requestFocus();
  }

  void forget() {
    model.forget();
    from.clear();
    into.clear();
  }

  @Override
  public void hidden() {
    forget();
  }
}
