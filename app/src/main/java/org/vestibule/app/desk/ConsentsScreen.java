package org.vestibule.app.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.Receipt;
import org.vestibule.app.flow.RecordWork.ConsentLine;

/** The open chart's consents: what, how far, how long, who; taking one back, and the receipt. */
final class ConsentsScreen implements DeskScreen {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private static final double PERIOD = 180;

  private final ConsentsModel model;
  private final Consumer<Boolean> back;
  private final Clock clock;
  private final VBox header = new VBox();
  private final VBox rows = Parts.column(0);
  private final VBox detail = Parts.column(14);
  private final VBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param back leads to the chart again; told whether anything was changed
   */
  ConsentsScreen(ConsentsModel model, Consumer<Boolean> back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    detail.getStyleClass().addAll("ledger-entry", "wall");
    HBox both = new HBox(table(), detail);
    VBox.setVgrow(both, Priority.ALWAYS);
    root = new VBox(header, both);
    root.getStyleClass().add("wall");
    model.consents().value().addListener((property, old, now) -> show());
    model.chosen().addListener((property, old, now) -> show());
    model.receipt().addListener((property, old, now) -> show());
    model.said().addListener((property, old, now) -> show());
    model.deed().busy().addListener((property, old, now) -> show());
    show();
  }

  private VBox table() {
    HBox head =
        Parts.line(8, Parts.text("Consents", "title"), Parts.text("of this person", "muted"));
    head.getStyleClass().addAll("ledger-tools", "people-tools");
    HBox columns = new HBox();
    columns
        .getChildren()
        .setAll(cells("For what", "What it covers", "How long", "Taken by", "note"));
    columns.getStyleClass().add("ledger-columns");
    rows.setFocusTraversable(true);
    var scroll =
        Parts.scrolling(
            Parts.column(
                0,
                new TroubleLine(model.consents().trouble()),
                new Waiting("Reading the consents takes long.", model.consents().loading()),
                rows));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox table = new VBox(head, columns, scroll);
    table.getStyleClass().add("panel");
    HBox.setHgrow(table, Priority.ALWAYS);
    return table;
  }

  private static List<Label> cells(
      String what, String covers, String period, String who, String style) {
    Label middle = Parts.wrapping(covers, style);
    middle.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(middle, Priority.ALWAYS);
    Label howLong = Parts.wrapping(period, style);
    howLong.setPrefWidth(PERIOD);
    howLong.setMinWidth(PERIOD);
    return List.of(
        ArrivalRow.fixed(what, 130, style), middle, howLong, ArrivalRow.fixed(who, 80, style));
  }

  private void show() {
    rows.getChildren().setAll(model.all().stream().map(this::row).toList());
    if (model.all().isEmpty() && model.consents().value().get().isPresent()) {
      rows.getChildren()
          .setAll(Parts.wrapping("Nothing was asked yet. Registration asks.", "muted", "empty"));
    }
    detail.getChildren().clear();
    if (model.receipt().get().isPresent()) {
      showReceipt(model.receipt().get().get());
    } else {
      model.chosen().get().ifPresent(this::showChosen);
    }
    changes.set(changes.get() + 1);
  }

  private HBox row(ConsentLine consent) {
    HBox row = new HBox();
    row.getChildren()
        .setAll(
            cells(
                what(consent),
                covers(consent),
                period(consent),
                consent.witness().isEmpty() ? "–" : consent.witness(),
                "ledger-cell"));
    row.getStyleClass().add("ledger-row");
    row.pseudoClassStateChanged(
        DeskStyle.SELECTED, !hasReceipt() && model.chosen().get().equals(Optional.of(consent)));
    row.setOnMousePressed(event -> model.choose(consent));
    return row;
  }

  private static String what(ConsentLine consent) {
    return switch (consent.purpose()) {
      case "FACE_RECOGNITION" -> "Face check-in";
      case "TREATMENT" -> "Care record";
      case "FRONT_DESK" -> "Messages";
      case "RESEARCH" -> "Research";
      default -> consent.purpose().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String covers(ConsentLine consent) {
    return switch (consent.purpose()) {
      case "FACE_RECOGNITION" -> "face patterns, and the pictures they are made from";
      case "TREATMENT" -> "the record kept for care";
      case "FRONT_DESK" -> "messages about appointments";
      case "RESEARCH" -> "research with data without names";
      default -> "–";
    };
  }

  private String period(ConsentLine consent) {
    if (consent.decision().equals("DENY")) {
      return "said no " + day(consent.from());
    }
    String since = "agreed " + day(consent.from());
    return consent
        .withdrawn()
        .map(at -> since + ", taken back " + day(at))
        .or(() -> consent.until().map(until -> since + ", until " + day(until)))
        .orElse(since);
  }

  private String day(Instant when) {
    return DAY.format(when.atZone(clock.getZone()));
  }

  private void showChosen(ConsentLine consent) {
    detail
        .getChildren()
        .addAll(
            Parts.column(
                2,
                Parts.wrapping(what(consent), "title-18"),
                Parts.wrapping(period(consent), "muted")),
            Parts.rule());
    if (!ConsentsModel.canBeTakenBack(consent)) {
      detail.getChildren().add(Parts.wrapping("Not in force: nothing to take back.", "muted"));
      return;
    }
    boolean face = consent.purpose().equals("FACE_RECOGNITION");
    detail
        .getChildren()
        .addAll(
            Parts.wrapping(
                face
                    ? "Face patterns, the pictures they are made from and the models with a share"
                        + " of them are erased at once, here and at the kiosks. That cannot be"
                        + " undone. The record stays."
                    : "It is written down with your name. Nothing is erased.",
                face ? "wait-text" : "muted"),
            new TroubleLine(model.deed().trouble()),
            new Waiting("Erasing takes long.", model.deed().busy()),
            Parts.row(8, Parts.filled("They take it back", "Ctrl Enter", model::withdraw)));
  }

  private void showReceipt(Receipt receipt) {
    VBox paper = Parts.column(4);
    receipt.lines().forEach(line -> paper.getChildren().add(Parts.wrapping(line)));
    paper.getStyleClass().addAll("card", "padded");
    Label said = Parts.wrapping(model.said().get(), "ok-text", "strong");
    Parts.show(said, !model.said().get().isEmpty());
    detail
        .getChildren()
        .addAll(
            Parts.text("Receipt", "title-18"),
            paper,
            new TroubleLine(model.deed().trouble()),
            said,
            Parts.row(
                8,
                Parts.filled("Print it", "Alt P", model::print),
                Parts.outlined("Save it", "Alt S", this::save)));
  }

  private void save() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the receipt");
    chooser.setInitialFileName("receipt.txt");
    Optional.ofNullable(chooser.showSaveDialog(root.getScene().getWindow()))
        .ifPresent(file -> model.save(file.toPath()));
  }

  /** Whose consents: the fixed head of the open chart stands above them. */
  void begin(Chart chart) {
    header.getChildren().setAll(new ChartHeader(chart));
    model.begin(chart.number());
  }

  void forget() {
    header.getChildren().clear();
    model.forget();
  }

  private boolean hasReceipt() {
    return model.receipt().get().isPresent();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        KeyAction.of("↑ ↓", "choose", "DOWN", () -> model.move(1)),
        KeyAction.of("", "", "UP", () -> model.move(-1)),
        KeyAction.of("Ctrl Enter", "they take it back", "Ctrl+ENTER", model::withdraw)
            .when(model::ready),
        KeyAction.of("Alt P", "print the receipt", "Alt+P", model::print).when(this::hasReceipt),
        KeyAction.of("Alt S", "save it", "Alt+S", this::save).when(this::hasReceipt),
        KeyAction.of("Esc", "back to the chart", "ESCAPE", () -> back.accept(hasReceipt())));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    rows.requestFocus();
  }

  @Override
  public void hidden() {
    forget();
  }
}
