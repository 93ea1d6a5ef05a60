package org.vestibule.app.desk;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.vestibule.app.desk.ListAndPanel.Column;
import org.vestibule.app.flow.PeopleWork;

/** Emergency access to sign off: who, when, whom and why; for administrators and auditors. */
final class ReviewsScreen implements DeskScreen {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final ReviewsModel model;
  private final Runnable back;
  private final Clock clock;
  private final LabelledField remark;
  private final ListAndPanel<PeopleWork.Waiting> list;

  /**
   * @param back where Escape leads
   */
  ReviewsScreen(ReviewsModel model, Runnable back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    this.remark =
        LabelledField.of(
            "Remark; needed when it was not justified", "review-remark", model.remark());
    this.list =
        new ListAndPanel<>(
            new ListAndPanel.Words(
                "Emergency access",
                "waiting to be signed off",
                "Reading the list takes long.",
                "No emergency access waits to be signed off."),
            List.of(
                new Column("When", 112),
                new Column("Who", 112),
                new Column("Patient", 260),
                new Column("Why", 0)),
            this::cells,
            model::choose,
            model.waiting(),
            ListAndPanel.Panel.NARROW);
    model.waiting().value().addListener((property, old, now) -> show());
    model.chosen().addListener((property, old, now) -> show());
    show();
  }

  private List<String> cells(PeopleWork.Waiting use) {
    return List.of(when(use), use.user(), use.name() + ", " + use.patient(), use.reason());
  }

  private void show() {
    list.showPanel(model.chosen().get().map(this::detail).orElse(List.of()).toArray(Node[]::new));
    list.show(model.all(), model.chosen().get());
  }

  private String when(PeopleWork.Waiting use) {
    return WHEN.format(use.at().atZone(clock.getZone()));
  }

  private List<Node> detail(PeopleWork.Waiting use) {
    List<Node> detail = new ArrayList<>();
    detail.add(
        Parts.column(
            2,
            Parts.wrapping(use.name(), "title-18"),
            Parts.text(use.patient() + ", " + when(use), "muted")));
    detail.add(Parts.wrapping(use.user() + " wrote: “" + use.reason() + "”"));
    detail.add(Parts.rule());
    if (model.own(use)) {
      detail.add(
          Parts.wrapping(
              "This access is your own. Another administrator or the auditor signs it off.",
              "wait-text",
              "strong"));
    } else {
      detail.add(remark);
      detail.add(
          new ActionRow(
              model.signing(),
              "Signing it off takes long.",
              Parts.filled("Justified", "Alt J", () -> model.sign(true))));
      detail.add(Parts.row(8, Parts.outlined("Not justified", "Alt N", () -> model.sign(false))));
    }
    return detail;
  }

  @Override
  public Node node() {
    return list.root();
  }

  @Override
  public List<KeyAction> keys() {
    return KeyAction.withArrows(
        "move",
        model::move,
        KeyAction.of("Alt J", "justified", "Alt+J", () -> model.sign(true)).when(this::mine),
        KeyAction.of("Alt N", "not justified", "Alt+N", () -> model.sign(false)).when(this::mine),
        KeyAction.of("Esc", "back", "ESCAPE", back));
  }

  private boolean mine() {
    return model.chosen().get().map(use -> !model.own(use)).orElse(false);
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
}
