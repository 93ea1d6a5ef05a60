package org.vestibule.app.desk;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.vestibule.app.ui.KeyCap;

/** The small parts that the desk's screens are made of. */
final class Parts {
  private Parts() {}

  /** A label on one line. */
  static Label text(String words, String... styles) {
    Label label = new Label(words);
    label.getStyleClass().addAll(styles);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /** A label that wraps and is never cut. */
  static Label wrapping(String words, String... styles) {
    Label label = new Label(words);
    label.getStyleClass().addAll(styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A run of text inside {@link #flow}. */
  static Text run(String words, String... styles) {
    Text text = new Text(words);
    text.getStyleClass().add("run");
    text.getStyleClass().addAll(styles);
    return text;
  }

  static TextFlow flow(Node... runs) {
    return new TextFlow(runs);
  }

  /** A mark and its word. */
  static HBox state(Mark mark, String word, Tone tone, String... styles) {
    Label label = text(word, styles);
    label.getStyleClass().add(tone.styleClass());
    HBox box = row(5, mark.node(), label);
    box.getStyleClass().addAll("state", tone.styleClass());
    return box;
  }

  static HBox row(double spacing, Node... children) {
    HBox box = new HBox(spacing, children);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setFillHeight(false);
    return box;
  }

  /** A row whose words share one base line. */
  static HBox line(double spacing, Node... children) {
    HBox box = new HBox(spacing, children);
    box.setAlignment(Pos.BASELINE_LEFT);
    return box;
  }

  static VBox column(double spacing, Node... children) {
    return new VBox(spacing, children);
  }

  static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    VBox.setVgrow(gap, Priority.ALWAYS);
    return gap;
  }

  static Region rule() {
    Region rule = new Region();
    rule.getStyleClass().add("rule");
    return rule;
  }

  static Label keyCap(String key) {
    return new KeyCap(key);
  }

  /** The one filled button of a task; Enter does it. */
  static Button filled(String words, String key, Runnable action) {
    return button(words, key, action, "main");
  }

  static Button outlined(String words, String key, Runnable action) {
    return button(words, key, action, "outlined");
  }

  static Button plain(String words, String key, Runnable action) {
    return button(words, key, action, "quiet");
  }

  private static Button button(String words, String key, Runnable action, String style) {
    Button button = new Button(words);
    button.getStyleClass().addAll("desk-button", style);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    if (!key.isEmpty()) {
      button.setGraphic(style.equals("main") ? KeyCap.onFill(key) : keyCap(key));
      button.setContentDisplay(ContentDisplay.RIGHT);
      button.setAccessibleText(words + ", " + key);
    }
    return button;
  }

  /** A panel's heading: what it is, how much of it, and the key that goes there. */
  static HBox heading(String words, String note, String key) {
    HBox box = row(8, line(8, text(words, "section"), text(note, "section-note")), gap());
    if (!key.isEmpty()) {
      box.getChildren().add(keyCap(key));
    }
    return box;
  }

  /** Scrolls {@code content} up and down only. */
  static ScrollPane scrolling(Node content) {
    ScrollPane pane = new ScrollPane(content);
    pane.setFitToWidth(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.getStyleClass().add("desk-scroll");
    pane.setFocusTraversable(false);
    return pane;
  }

  static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
