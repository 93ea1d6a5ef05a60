package org.vestibule.app.desk;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.vestibule.app.flow.LedgerPage;
import org.vestibule.app.flow.LedgerPage.Entry;
import org.vestibule.app.ui.ErrorPanel;

/** The ledger: whether every entry is in place, the entries, and one of them in full. */
final class LedgerScreen implements DeskScreen {
  private static final Duration SETTLES = Duration.millis(400);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY_TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final LedgerModel model;
  private final Runnable back;
  private final Clock clock;
  private final LedgerHead head;
  private final TextField find = new TextField();
  private final MenuButton days = menu("All days");
  private final MenuButton staff = menu("All staff");
  private final MenuButton actions = menu("All actions");
  private final Label count = Parts.text("", "muted");
  private final VBox rows = Parts.column(0);
  private final LedgerEntryPane detail;
  private final VBox trouble = new VBox();
  private final VBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
  private boolean todayOnly;
  private Optional<String> who = Optional.empty();
  private Optional<String> what = Optional.empty();

  /**
   * @param back where Escape leads
   */
  LedgerScreen(LedgerModel model, Runnable back, Clock clock) {
    this.model = model;
    this.back = back;
    this.clock = clock;
    this.head = new LedgerHead(model, clock);
    this.detail = new LedgerEntryPane(clock);
    HBox below = new HBox(table(), detail);
    VBox.setVgrow(below, Priority.ALWAYS);
    root = new VBox(head, below);
    PauseTransition settle = new PauseTransition(SETTLES);
    settle.setOnFinished(event -> model.search(find.getText()));
    find.textProperty().addListener((property, old, now) -> settle.playFromStart());
    model.page().value().addListener((property, old, now) -> showPage());
    model.page().trouble().addListener((property, old, now) -> showTrouble(now));
    model.chosen().addListener((property, old, now) -> showRows());
    showPage();
  }

  private VBox table() {
    find.getStyleClass().addAll("desk-field", "ledger-find");
    find.setPromptText("Name, number or person on staff");
    find.setAccessibleText("Search the ledger");
    HBox tools = Parts.row(8, find, days, staff, actions, Parts.gap(), count);
    tools.getStyleClass().add("ledger-tools");
    HBox columns = new HBox();
    columns.getChildren().setAll(cells("Time", "Who", "What", "Patient", "Why", "Mark", "note"));
    columns.getStyleClass().addAll("ledger-columns");
    VBox.setVgrow(rows, Priority.ALWAYS);
    rows.setFocusTraversable(true);
    Waiting waiting =
        new Waiting("Reading the ledger takes long: it is long.", model.page().loading());
    var scroll = Parts.scrolling(Parts.column(0, trouble, waiting, rows));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox table = new VBox(tools, columns, scroll);
    table.getStyleClass().add("panel");
    HBox.setHgrow(table, Priority.ALWAYS);
    return table;
  }

  private static MenuButton menu(String words) {
    MenuButton menu = new MenuButton(words);
    menu.getStyleClass().addAll("desk-button", "ledger-menu");
    return menu;
  }

  private void showPage() {
    fill(
        days,
        "All days",
        List.of("Today"),
        choice -> {
          todayOnly = choice.isPresent();
          narrow();
        });
    fill(
        staff,
        "All staff",
        model.staff(),
        choice -> {
          who = choice;
          narrow();
        });
    fill(
        actions,
        "All actions",
        model.actions(),
        choice -> {
          what = choice;
          narrow();
        });
    showRows();
  }

  private static void fill(
      MenuButton menu, String all, List<String> choices, Consumer<Optional<String>> chosen) {
    MenuItem every = new MenuItem(all);
    every.setOnAction(
        event -> {
          menu.setText(all);
          chosen.accept(Optional.empty());
        });
    menu.getItems().setAll(every);
    for (String choice : choices) {
      MenuItem item = new MenuItem(choice);
      item.setOnAction(
          event -> {
            menu.setText(choice);
            chosen.accept(Optional.of(choice));
          });
      menu.getItems().add(item);
    }
  }

  private void narrow() {
    model.narrow(todayOnly, who, what);
    showRows();
  }

  private void showRows() {
    List<Entry> entries = model.entries();
    long today = model.today();
    count.setText(today == 1 ? "1 entry today" : today + " entries today");
    rows.getChildren().setAll(entries.stream().map(this::row).toList());
    if (entries.isEmpty() && model.page().value().get().isPresent()) {
      rows.getChildren().setAll(Parts.wrapping("No entry fits.", "muted", "empty"));
    }
    detail.show(
        model.chosen().get(),
        model.marksAgree(),
        model.page().value().get().map(LedgerPage::total));
    changes.set(changes.get() + 1);
  }

  private HBox row(Entry entry) {
    boolean today =
        entry.when().atZone(clock.getZone()).toLocalDate().equals(java.time.LocalDate.now(clock));
    HBox row = new HBox();
    row.getChildren()
        .setAll(
            cells(
                (today ? TIME : DAY_TIME).format(entry.when().atZone(clock.getZone())),
                entry.who(),
                entry.what(),
                entry.patient(),
                entry.why(),
                shortMark(entry.mark()),
                "ledger-cell"));
    Label whatCell = (Label) row.getChildren().get(2);
    if (entry.notable()) {
      whatCell.setGraphic(Mark.TRIANGLE.node());
      whatCell.getStyleClass().addAll("wait-text", "strong");
    }
    row.getChildren().get(0).getStyleClass().add("muted");
    row.getChildren().get(4).getStyleClass().add("muted");
    row.getChildren().get(5).getStyleClass().addAll("mono", "muted");
    row.getStyleClass().add("ledger-row");
    row.pseudoClassStateChanged(
        DeskStyle.SELECTED, model.chosen().get().equals(Optional.of(entry)));
    row.setOnMousePressed(
        event -> {
          rows.requestFocus();
          model.choose(entry.number());
        });
    return row;
  }

  private static String shortMark(String mark) {
    return mark.length() < 8 ? mark : mark.substring(0, 4) + " " + mark.substring(4, 8);
  }

  private static List<Label> cells(
      String time, String who, String what, String patient, String why, String mark, String style) {
    Label middle = new Label(what);
    middle.getStyleClass().add(style);
    middle.setMinWidth(80);
    middle.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(middle, Priority.ALWAYS);
    Label patientCell = ArrivalRow.fixed(patient, 148, style);
    patientCell.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    return List.of(
        ArrivalRow.fixed(time, 84, style),
        ArrivalRow.fixed(who, 112, style),
        middle,
        patientCell,
        ArrivalRow.fixed(why, 168, style),
        ArrivalRow.fixed(mark, 86, style));
  }

  private void showTrouble(Optional<Trouble> sad) {
    trouble.getChildren().clear();
    sad.ifPresent(
        each ->
            trouble
                .getChildren()
                .add(
                    new ErrorPanel(
                        each.sentence(), "", each.code(), "Read it again", model::refresh)));
    trouble.getStyleClass().setAll(sad.isPresent() ? "trouble" : "no-trouble");
  }

  /** Starts with a search, as the palette does. */
  void begin(String text) {
    find.setText(text);
    model.search(text);
  }

  private void escape() {
    if (find.isFocused()) {
      rows.requestFocus();
    } else {
      back.run();
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        KeyAction.of("V", "check again", "V", model::check)
            .when(() -> !model.checked().loading().get()),
        KeyAction.of("/", "search", "SLASH", find::requestFocus),
        KeyAction.of("↑ ↓", "move", "DOWN", () -> model.move(1)),
        KeyAction.of("", "", "UP", () -> model.move(-1)),
        KeyAction.of("Esc", "back", "ESCAPE", this::escape));
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    model.refresh();
    rows.requestFocus();
  }
}
