package org.vestibule.app.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Accuracy;
import org.vestibule.app.flow.Accuracy.CurvePoint;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.ui.ErrorPanel;

/**
 * How well faces are recognised here: first a sentence, then, when enough people agreed, the curve
 * and the groups. Where nothing was measured it says so and shows no figure.
 */
final class AccuracyScreen implements DeskScreen {
  private final Loaded<Accuracy> model;
  private final DeskFlow flow;
  private final Runnable back;
  private final VBox page = Parts.column(0);
  private final VBox root = Parts.column(0);
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param back where Escape leads
   */
  AccuracyScreen(Loaded<Accuracy> model, DeskFlow flow, Runnable back) {
    this.model = model;
    this.flow = flow;
    this.back = back;
    page.getStyleClass().add("accuracy");
    root.getStyleClass().add("panel");
    var scroll = Parts.scrolling(page);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    root.getChildren()
        .addAll(
            new Waiting("Counting takes long: every comparison is made.", model.loading()), scroll);
    model.value().addListener((property, old, now) -> show());
    model.trouble().addListener((property, old, now) -> show());
    show();
  }

  private void load() {
    model.load(flow::accuracy);
  }

  private void show() {
    page.getChildren().clear();
    model.trouble().get().ifPresent(sad -> page.getChildren().add(trouble(sad)));
    model.value().get().ifPresent(this::fill);
    changes.set(changes.get() + 1);
  }

  private ErrorPanel trouble(Trouble sad) {
    return new ErrorPanel(sad.sentence(), "", sad.code(), "Look again", this::load);
  }

  private void fill(Accuracy accuracy) {
    Label sentence = Parts.wrapping(accuracy.sentence(), "name");
    sentence.setMaxWidth(860);
    Button again = Parts.outlined("Look again", "", this::load);
    HBox top = new HBox(16, sentence, Parts.gap(), again);
    Label basis = Parts.wrapping(accuracy.basis(), "muted", "lead-14");
    VBox.setMargin(basis, new javafx.geometry.Insets(8, 0, 20, 0));
    page.getChildren().addAll(top, basis);
    if (accuracy.tooFew() || accuracy.curve().isEmpty()) {
      page.getChildren().add(nothingYet(accuracy));
      return;
    }
    VBox left = Parts.column(4, Parts.heading("Two kinds of mistake", "with 95 % interval", ""));
    left.getChildren()
        .addAll(
            Parts.text("patients not recognised, % (false non-match)", "muted", "note"),
            new DetPlot(accuracy.curve(), accuracy.setHere()),
            axis());
    accuracy.setHere().ifPresent(point -> left.getChildren().add(figures(point)));
    left.setMinWidth(500);
    HBox both = new HBox(48, left);
    if (!accuracy.groups().isEmpty()) {
      GroupTable groups = new GroupTable(accuracy.groups(), accuracy.setHere());
      HBox.setHgrow(groups, Priority.ALWAYS);
      both.getChildren().add(groups);
    }
    page.getChildren().add(both);
  }

  private static Label axis() {
    Label axis = Parts.text("strangers taken for a patient (false match)", "muted", "note", "axis");
    axis.setMinWidth(500);
    return axis;
  }

  private static HBox figures(CurvePoint point) {
    String stranger =
        point.fmr() > 0
            ? String.format(Locale.ENGLISH, "1 in %,d", Math.round(1 / point.fmr()))
            : "none seen";
    String missed = String.format(Locale.ENGLISH, "%.1f %%", 100 * point.fnmr());
    String interval =
        String.format(Locale.ENGLISH, "%.1f to %.1f %%", 100 * point.low(), 100 * point.high());
    HBox figures =
        new HBox(
            48,
            figure("A stranger is suggested", stranger, "at the threshold in use"),
            figure("A patient is not recognised", missed, interval));
    figures.getStyleClass().add("figures");
    return figures;
  }

  private static VBox figure(String words, String value, String detail) {
    return Parts.column(
        2,
        Parts.text(words, "muted", "note"),
        Parts.text(value, "title"),
        Parts.text(detail, "muted", "note"));
  }

  private static VBox nothingYet(Accuracy accuracy) {
    String words =
        accuracy.people() == 0
            ? "Nobody has agreed to face check-in yet. Figures need at least 100 people."
            : accuracy.tooFew()
                ? "Too few people to say: "
                    + accuracy.people()
                    + " agreed, and figures need at least 100."
                : "Nothing was measured here yet.";
    VBox box =
        Parts.column(
            8,
            Parts.text("No figures yet", "section"),
            Parts.wrapping(words),
            Parts.wrapping(
                "A face only suggests. The birth date and the desk decide, whatever the figures.",
                "muted"));
    box.getStyleClass().addAll("card", "padded");
    box.setMaxWidth(640);
    return box;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(KeyAction.of("Esc", "back", "ESCAPE", back));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    if (model.value().get().equals(Optional.empty())) {
      load();
    }
    page.requestFocus();
  }
}
