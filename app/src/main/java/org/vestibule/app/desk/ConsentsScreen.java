package org.vestibule.app.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.vestibule.app.desk.ListAndPanel.Column;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.Receipt;
import org.vestibule.app.flow.RecordWork.ConsentLine;

/** The open chart's consents: what, how far, how long, who; taking one back, and the receipt. */
final class ConsentsScreen implements DeskScreen {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private final ConsentsModel model;
  private final Consumer<Boolean> back;
  private final Clock clock;
  private final ListAndPanel<ConsentLine> list;

  /**
   * @param back leads to the chart again; told whether anything was changed
   */
  ConsentsScreen(ConsentsModel model, Consumer<Boolean> back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    this.list =
        new ListAndPanel<>(
            new ListAndPanel.Words(
                "Consents",
                "of this person",
                "Reading the consents takes long.",
                "Nothing was asked yet. Registration asks."),
            List.of(
                new Column("For what", 130),
                new Column("What it covers", 0),
                new Column("How long", 180),
                new Column("Taken by", 80)),
            this::cells,
            model::choose,
            model.consents(),
            ListAndPanel.Panel.NARROW);
    model.consents().value().addListener((property, old, now) -> show());
    model.chosen().addListener((property, old, now) -> show());
    model.receipt().addListener((property, old, now) -> show());
    model.said().addListener((property, old, now) -> show());
    model.deed().busy().addListener((property, old, now) -> show());
    show();
  }

  private List<String> cells(ConsentLine consent) {
    return List.of(
        what(consent),
        covers(consent),
        period(consent),
        consent.witness().isEmpty() ? "–" : consent.witness());
  }

  private void show() {
    Optional<Receipt> receipt = model.receipt().get();
    list.showPanel(
        receipt
            .map(this::receipt)
            .or(() -> model.chosen().get().map(this::detail))
            .orElse(List.of())
            .toArray(Node[]::new));
    list.show(model.all(), receipt.isPresent() ? Optional.empty() : model.chosen().get());
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

  private List<Node> detail(ConsentLine consent) {
    List<Node> detail = new ArrayList<>();
    detail.add(
        Parts.column(
            2,
            Parts.wrapping(what(consent), "title-18"),
            Parts.wrapping(period(consent), "muted")));
    detail.add(Parts.rule());
    if (!ConsentsModel.canBeTakenBack(consent)) {
      detail.add(Parts.wrapping("Not in force: nothing to take back.", "muted"));
      return detail;
    }
    boolean face = consent.purpose().equals("FACE_RECOGNITION");
    detail.add(
        Parts.wrapping(
            face
                ? "Face patterns, the pictures they are made from and the models with a share"
                    + " of them are erased at once, here and at the kiosks. That cannot be"
                    + " undone. The record stays."
                : "It is written down with your name. Nothing is erased.",
            face ? "wait-text" : "muted"));
    detail.add(
        new ActionRow(
            model.deed(),
            "Erasing takes long.",
            Parts.filled("They take it back", "Ctrl Enter", model::withdraw)));
    return detail;
  }

  private List<Node> receipt(Receipt receipt) {
    VBox paper = Parts.column(4);
    receipt.lines().forEach(line -> paper.getChildren().add(Parts.wrapping(line)));
    paper.getStyleClass().addAll("card", "padded");
    Label said = Parts.wrapping(model.said().get(), "ok-text", "strong");
    Parts.show(said, !model.said().get().isEmpty());
    return List.of(
        Parts.text("Receipt", "title-18"),
        paper,
        said,
        new ActionRow(
            model.deed(),
            "Saving takes long.",
            Parts.filled("Print it", "Alt P", model::print),
            Parts.outlined("Save it", "Alt S", this::save)));
  }

  private void save() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the receipt");
    chooser.setInitialFileName("receipt.txt");
    Optional.ofNullable(chooser.showSaveDialog(list.root().getScene().getWindow()))
        .ifPresent(file -> model.save(file.toPath()));
  }

  /** Whose consents: the fixed head of the open chart stands above them. */
  void begin(Chart chart) {
    list.showHead(new ChartHeader(chart));
    model.begin(chart.number());
  }

  void forget() {
    list.showHead();
    model.forget();
  }

  private boolean hasReceipt() {
    return model.receipt().get().isPresent();
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
        KeyAction.of("Ctrl Enter", "they take it back", "Ctrl+ENTER", model::withdraw)
            .when(model::ready),
        KeyAction.of("Alt P", "print the receipt", "Alt+P", model::print).when(this::hasReceipt),
        KeyAction.of("Alt S", "save it", "Alt+S", this::save).when(this::hasReceipt),
        KeyAction.of("Esc", "back to the chart", "ESCAPE", () -> back.accept(hasReceipt())));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return list.changes();
  }

  @Override
  public void shown() {
    list.focus();
  }

  @Override
  public void hidden() {
    forget();
  }
}
