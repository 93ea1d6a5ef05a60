package org.vestibule.app.desk;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.vestibule.app.desk.ListAndPanel.Column;
import org.vestibule.app.flow.PeopleWork.Person;

/** Staff: who can sign in; adding, removing, a new password. For administrators. */
final class StaffScreen implements DeskScreen {
  private final StaffModel model;
  private final Runnable back;
  private final ListAndPanel<Person> list;

  /**
   * @param back where Escape leads
   */
  StaffScreen(StaffModel model, Runnable back) {
    this.model = model;
    this.back = back;
    this.list =
        new ListAndPanel<>(
            new ListAndPanel.Words("Staff", "", "Reading the list takes long.", "Nobody yet."),
            List.of(
                new Column("Name", 220), new Column("Roles", 0), new Column("Second factor", 140)),
            StaffScreen::cells,
            model::choose,
            model.staff(),
            ListAndPanel.Panel.FORM);
    model.staff().value().addListener((property, old, now) -> showRows());
    model.chosen().addListener((property, old, now) -> showAll());
    model.form().addListener((property, old, now) -> showAll());
    model.said().addListener((property, old, now) -> showAll());
    showAll();
  }

  private static List<String> cells(Person person) {
    return List.of(
        person.user(),
        String.join(", ", person.roles()),
        switch (person.secondFactor()) {
          case "key" -> "key file";
          case "code" -> "codes";
          default -> "none";
        });
  }

  private void showAll() {
    switch (model.form().get()) {
      case ADD -> showAdd();
      case PASSWORD -> showPassword(model.chosen().get().orElseThrow());
      case REMOVE -> showRemove(model.chosen().get().orElseThrow());
    }
    showRows();
  }

  private void showRows() {
    list.show(model.all(), model.chosen().get());
  }

  private void showAdd() {
    VBox roles = Parts.column(8, Parts.text("Roles", "field-label"));
    for (String role : StaffModel.ROLES) {
      CheckBox box = new CheckBox(role);
      box.setId("role-" + role);
      box.getStyleClass().add("consent-box");
      box.setSelected(model.has(role));
      box.selectedProperty().addListener((property, old, now) -> model.role(role, now));
      roles.getChildren().add(box);
    }
    Label said = Parts.wrapping(model.said().get(), "ok-text", "strong");
    Parts.show(said, !model.said().get().isEmpty());
    list.showPanel(
        Parts.text("Add somebody", "title"),
        LabelledField.of("Sign-in name", "staff-name", model.user()),
        roles,
        password(),
        again(),
        said,
        action("Add"));
  }

  private void showPassword(Person person) {
    list.showPanel(
        Parts.wrapping("A new password for " + person.user(), "title"),
        Parts.wrapping("A second factor ends with the old password.", "muted"),
        password(),
        again(),
        action("Set the password"));
  }

  private void showRemove(Person person) {
    list.showPanel(
        Parts.wrapping("Remove " + person.user() + "?", "title"),
        Parts.wrapping(
            "They cannot sign in any more, and every key they knew is renewed. What they wrote"
                + " and the ledger stay.",
            "muted"),
        action("Remove " + person.user()));
  }

  private ActionRow action(String words) {
    return new ActionRow(
        model.deed(),
        "Renewing the keys takes long.",
        Parts.filled(words, "Ctrl Enter", model::act));
  }

  private LabelledField password() {
    return LabelledField.secret("Password", "staff-password", model.password());
  }

  private LabelledField again() {
    return LabelledField.secret("Password again", "staff-again", model.again());
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
