package org.vestibule.app.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.vestibule.app.desk.ListAndPanel.Column;
import org.vestibule.app.flow.DeskIdentity.Decision;
import org.vestibule.app.flow.DeskIdentity.Held;
import org.vestibule.app.flow.ImportReviews;

/** People of imported files whose identifier belongs to somebody here: the same, or not. */
final class ImportsScreen implements DeskScreen {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter BORN =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final ImportsModel model;
  private final Runnable back;
  private final Clock clock;
  private final LabelledField reason;
  private final ListAndPanel<ImportReviews.Waiting> list;

  /**
   * @param back where Escape leads
   */
  ImportsScreen(ImportsModel model, Runnable back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    this.reason =
        LabelledField.of("How you know", "import-reason", model.reason())
            .example("For example: asked her, married name");
    this.list =
        new ListAndPanel<>(
            new ListAndPanel.Words(
                "Imported people",
                "waiting for a decision",
                "Reading the list takes long.",
                "No import waits. Files are imported by the command import."),
            List.of(new Column("When", 112), new Column("Who, in which file", 0)),
            this::cells,
            model::choose,
            model.waiting(),
            ListAndPanel.Panel.WIDE);
    model.waiting().value().addListener((property, old, now) -> show());
    model.chosen().addListener((property, old, now) -> show());
    model.held().value().addListener((property, old, now) -> show());
    model.said().addListener((property, old, now) -> show());
    show();
  }

  private List<String> cells(ImportReviews.Waiting one) {
    return List.of(WHEN.format(one.at().atZone(clock.getZone())), one.name() + "\n" + one.file());
  }

  private void show() {
    List<Node> panel = new ArrayList<>();
    Label said = Parts.wrapping(model.said().get(), "ok-text", "strong");
    Parts.show(said, !model.said().get().isEmpty());
    panel.add(said);
    model.chosen().get().ifPresent(one -> panel.addAll(detail(one)));
    list.showPanel(panel.toArray(Node[]::new));
    list.show(model.all(), model.chosen().get());
  }

  private List<Node> detail(ImportReviews.Waiting one) {
    List<Node> detail = new ArrayList<>();
    detail.add(Parts.wrapping(one.name() + ", born " + day(one.born()), "title-18"));
    detail.add(
        Parts.wrapping(
            "Came in "
                + one.file()
                + ", imported by "
                + one.by()
                + ". A number of this person"
                + " belongs to "
                + one.number()
                + " here: "
                + one.nameHere()
                + ", born "
                + day(one.bornHere())
                + ".",
            "muted"));
    detail.add(new TroubleLine(model.held().trouble()));
    detail.add(new Waiting("Opening the chart takes long.", model.held().loading()));
    model
        .held()
        .value()
        .get()
        .ifPresentOrElse(
            held -> detail.addAll(decision(one, held)),
            () ->
                detail.add(
                    new ActionRow(
                        model.deed(),
                        "",
                        Parts.filled("Put them side by side", "Enter", model::compare))));
    return detail;
  }

  private static String day(LocalDate date) {
    return BORN.format(date);
  }

  private List<Node> decision(ImportReviews.Waiting one, Held held) {
    return List.of(
        Parts.wrapping("Both have " + String.join(", ", held.identifiers()) + ".", "strong"),
        new BesideTable(held.beside(), "not taken yet", "the record here"),
        reason,
        new ActionRow(
            model.deed(),
            "Writing the entries takes long.",
            Parts.outlined(
                "The same: into " + one.number(), "Alt S", () -> model.decide(Decision.SAME)),
            Parts.outlined("Somebody new", "Alt N", () -> model.decide(Decision.SEPARATE)),
            Parts.outlined("Discard", "Alt X", () -> model.decide(Decision.DISCARD))));
  }

  private void enter() {
    if (model.compared()) {
      reason.field().requestFocus();
    } else {
      model.compare();
    }
  }

  @Override
  public Node node() {
    return list.root();
  }

  @Override
  public List<KeyAction> keys() {
    return KeyAction.withArrows(
        "choose",
        model::move,
        KeyAction.of("Enter", model.compared() ? "reason" : "side by side", "ENTER", this::enter)
            .when(() -> model.chosen().get().isPresent()),
        decides("Alt S", "the same", "Alt+S", Decision.SAME),
        decides("Alt N", "somebody new", "Alt+N", Decision.SEPARATE),
        decides("Alt X", "discard", "Alt+X", Decision.DISCARD),
        KeyAction.of("Esc", "back", "ESCAPE", back));
  }

  private KeyAction decides(String cap, String words, String keys, Decision decision) {
    return KeyAction.of(cap, words, keys, () -> model.decide(decision)).when(model::compared);
  }

  @Override
  public ObservableValue<?> keysChange() {
    return list.changes();
  }

  @Override
  public void shown() {
    model.refresh();
    list.focus();
  }

  @Override
  public void hidden() {
    model.forget();
  }
}
