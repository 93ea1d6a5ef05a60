package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.PeopleWork.Person;

/** Staff: who can sign in; adding, removing, a new password. For administrators. */
final class StaffScreen implements DeskScreen {
  private final StaffModel model;
  private final Runnable back;
  private final VBox rows = Parts.column(0);
  private final VBox form = Parts.column(14);
  private final HBox root;
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

  /**
   * @param back where Escape leads
   */
  StaffScreen(StaffModel model, Runnable back) {
    this.model = model;
    this.back = back;
    form.getStyleClass().addAll("registration-left", "registration-form");
    root = new HBox(form, table());
    model.staff().value().addListener((property, old, now) -> showRows());
    model.chosen().addListener((property, old, now) -> showAll());
    model.form().addListener((property, old, now) -> showAll());
    model.said().addListener((property, old, now) -> showAll());
    showAll();
  }

  private VBox table() {
    HBox head = Parts.row(8, Parts.text("Staff", "title"));
    head.getStyleClass().add("ledger-tools");
    HBox columns = new HBox();
    columns.getChildren().setAll(cells("Name", "Roles", "Second factor", "note"));
    columns.getStyleClass().add("ledger-columns");
    rows.setFocusTraversable(true);
    var scroll =
        Parts.scrolling(
            Parts.column(
                0,
                new TroubleLine(model.staff().trouble()),
                new Waiting("Reading the list takes long.", model.staff().loading()),
                rows));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox table = new VBox(head, columns, scroll);
    table.getStyleClass().add("panel");
    HBox.setHgrow(table, Priority.ALWAYS);
    return table;
  }

  private static List<Label> cells(String name, String roles, String factor, String style) {
    Label middle = Parts.wrapping(roles, style);
    middle.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(middle, Priority.ALWAYS);
    return List.of(
        ArrivalRow.fixed(name, 220, style), middle, ArrivalRow.fixed(factor, 140, style));
  }

  private void showAll() {
    showRows();
    form.getChildren().clear();
    switch (model.form().get()) {
      case ADD -> showAdd();
      case PASSWORD -> showPassword(model.chosen().get().orElseThrow());
      case REMOVE -> showRemove(model.chosen().get().orElseThrow());
    }
  }

  private void showRows() {
    rows.getChildren().setAll(model.all().stream().map(this::row).toList());
    changes.set(changes.get() + 1);
  }

  private HBox row(Person person) {
    HBox row = new HBox();
    row.getChildren()
        .setAll(
            cells(
                person.user(),
                String.join(", ", person.roles()),
                switch (person.secondFactor()) {
                  case "key" -> "key file";
                  case "code" -> "codes";
                  default -> "none";
                },
                "ledger-cell"));
    row.getStyleClass().add("ledger-row");
    row.pseudoClassStateChanged(
        DeskStyle.SELECTED, model.chosen().get().equals(Optional.of(person)));
    row.setOnMousePressed(event -> model.choose(person));
    return row;
  }

  private void showAdd() {
    TextField name = new TextField();
    dress(name, "staff-name", "Sign-in name", model.user());
    VBox roles = Parts.column(8);
    for (String role : StaffModel.ROLES) {
      CheckBox box = new CheckBox(role);
      box.setId("role-" + role);
      box.getStyleClass().add("consent-box");
      box.setSelected(model.has(role));
      box.selectedProperty().addListener((property, old, now) -> model.role(role, now));
      roles.getChildren().add(box);
    }
    form.getChildren()
        .addAll(
            Parts.text("Add somebody", "title"),
            Parts.column(6, Parts.text("Sign-in name", "field-label"), name),
            Parts.column(8, Parts.text("Roles", "field-label"), roles));
    addPasswords("Add", true);
  }

  private void showPassword(Person person) {
    form.getChildren()
        .addAll(
            Parts.wrapping("A new password for " + person.user(), "title"),
            Parts.wrapping("A second factor ends with the old password.", "muted"));
    addPasswords("Set the password", false);
  }

  private void showRemove(Person person) {
    form.getChildren()
        .addAll(
            Parts.wrapping("Remove " + person.user() + "?", "title"),
            Parts.wrapping(
                "They cannot sign in any more, and every key they knew is renewed. What they wrote"
                    + " and the ledger stay.",
                "muted"),
            new TroubleLine(model.deed().trouble()),
            new Waiting("Renewing the keys takes long.", model.deed().busy()),
            Parts.row(8, Parts.filled("Remove " + person.user(), "Ctrl Enter", model::act)));
  }

  private void addPasswords(String words, boolean adding) {
    PasswordField first = new PasswordField();
    PasswordField second = new PasswordField();
    dress(first, "staff-password", "Password", model.password());
    dress(second, "staff-again", "Password again", model.again());
    Label said = Parts.wrapping(model.said().get(), "ok-text", "strong");
    Parts.show(said, adding && !model.said().get().isEmpty());
    form.getChildren()
        .addAll(
            Parts.column(6, Parts.text("Password", "field-label"), first),
            Parts.column(6, Parts.text("Password again", "field-label"), second),
            new TroubleLine(model.deed().trouble()),
            said,
            Parts.row(8, Parts.filled(words, "Ctrl Enter", model::act)));
  }

  private static void dress(TextField field, String id, String words, StringProperty value) {
    field.getStyleClass().add("desk-field");
    field.setId(id);
    field.setAccessibleText(words);
    field.textProperty().bindBidirectional(value);
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
        KeyAction.of("Alt P", "new password", "Alt+P", () -> model.show(StaffModel.Form.PASSWORD))
            .when(() -> model.chosen().get().isPresent()),
        KeyAction.of("Alt X", "remove", "Alt+X", () -> model.show(StaffModel.Form.REMOVE))
            .when(() -> model.chosen().get().isPresent()),
        KeyAction.of("Ctrl Enter", "do it", "Ctrl+ENTER", model::act),
        KeyAction.of("Esc", "back", "ESCAPE", this::escape));
  }

  private void escape() {
    if (model.form().get() == StaffModel.Form.ADD) {
      back.run();
    } else {
      model.show(StaffModel.Form.ADD);
    }
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

  @Override
  public void hidden() {
    model.forget();
  }
}
