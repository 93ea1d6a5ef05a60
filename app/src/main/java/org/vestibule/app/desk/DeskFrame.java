package org.vestibule.app.desk;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/**
 * What stands around every screen: the bars, the palette, the modal, the lock; and the one place
 * where keys become actions. Whatever lies on top takes the keys.
 */
final class DeskFrame extends StackPane {
  private static final KeyCombination PALETTE = KeyAction.combination("Ctrl+K");

  /** What the frame's own keys and buttons do. */
  interface Actions {
    void go(Place place);

    void lock();

    /** Somebody uses the desk. */
    void touched();
  }

  private final Actions actions;
  private final Map<Place, DeskScreen> screens;
  private final PalettePane palette;
  private final UnlockPane unlock;
  private final TopBar top;
  private final KeyBar foot = new KeyBar();
  private final BorderPane page = new BorderPane();
  private final StackPane centre = new StackPane();
  private final KeysPane allKeys = new KeysPane();
  private Optional<WrongPatientDialog> alarm = Optional.empty();
  private Place place = Place.DAY;
  private boolean locked;
  private boolean acted;

  DeskFrame(
      Map<Place, DeskScreen> screens, PalettePane palette, UnlockPane unlock, Actions actions) {
    this.screens = Map.copyOf(screens);
    this.palette = palette;
    this.unlock = unlock;
    this.actions = actions;
    this.top = new TopBar(actions::go, palette::open, actions::lock);
    getStyleClass().add("desk");
    setFocusTraversable(true);
    page.setTop(top);
    page.setCenter(centre);
    page.setBottom(foot);
    getChildren().addAll(page, allKeys, palette, unlock);
    Parts.show(unlock, false);
    screens.values().forEach(s -> s.keysChange().addListener((property, old, now) -> showKeys()));
    ChangeListener<Scene> listening =
        (property, old, now) -> {
          if (now != null) {
            now.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
            now.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
            now.addEventFilter(MouseEvent.ANY, e -> actions.touched());
          }
        };
    sceneProperty().addListener(listening);
    show(Place.DAY);
  }

  Place place() {
    return place;
  }

  void show(Place next) {
    if (next != place) {
      screens.get(place).hidden();
    }
    place = next;
    top.showPlace(next);
    centre.getChildren().setAll(screens.get(next).node());
    alarm.ifPresent(each -> centre.getChildren().add(each));
    showKeys();
    focus();
  }

  /** The screen in front, or whatever lies on it, takes the keyboard. */
  void focus() {
    if (locked) {
      unlock.focus();
    } else if (alarm.isPresent()) {
      alarm.get().focus();
    } else {
      // A scroll pane takes its content into the scene only with its skin, which CSS brings.
      centre.applyCss();
      screens.get(place).shown();
    }
  }

  void showLocked(boolean now) {
    if (now == locked && now == unlock.isVisible()) {
      return;
    }
    locked = now;
    Parts.show(unlock, now);
    page.setVisible(!now);
    Parts.show(allKeys, false);
    if (now) {
      palette.close();
    }
    focus();
  }

  /** Lays the modal over the page, below the chart's fixed head, or takes it away. */
  void showAlarm(Optional<WrongPatientDialog> dialog, double below) {
    alarm = dialog;
    dialog.ifPresent(each -> StackPane.setMargin(each, new javafx.geometry.Insets(below, 0, 0, 0)));
    show(place);
  }

  void showAllKeys() {
    allKeys.open(activeKeys());
  }

  void showTime(LocalDateTime now) {
    top.showTime(now);
  }

  void showUser(String name) {
    top.showUser(name);
  }

  void showStanding(List<String> facts) {
    foot.showStanding(facts);
  }

  private List<KeyAction> activeKeys() {
    return alarm.map(WrongPatientDialog::keys).orElseGet(() -> screens.get(place).keys());
  }

  private void showKeys() {
    foot.showKeys(activeKeys());
  }

  /** The letter of a key that acted must not land in the field which that key brought up. */
  private void typed(KeyEvent event) {
    if (acted) {
      event.consume();
    }
  }

  private void pressed(KeyEvent event) {
    actions.touched();
    react(event);
    acted = event.isConsumed();
  }

  private void react(KeyEvent event) {
    if (locked) {
      if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof ButtonBase)) {
        unlock.enter();
        event.consume();
      } else if (event.getCode() == KeyCode.ESCAPE) {
        unlock.back();
        event.consume();
      }
      return;
    }
    if (event.getCode() == KeyCode.F12) {
      actions.lock();
      event.consume();
    } else if (alarm.isPresent()) {
      act(event, activeKeys());
    } else if (palette.isOpen()) {
      if (palette.handle(event)) {
        event.consume();
      }
    } else if (allKeys.isVisible()) {
      allKeys.close();
      event.consume();
    } else if (PALETTE.match(event)) {
      palette.open();
      event.consume();
    } else {
      act(event, activeKeys());
    }
  }

  private void act(KeyEvent event, List<KeyAction> keys) {
    Node focused = getScene().getFocusOwner();
    boolean pressesButton = event.getCode() == KeyCode.ENTER && ownsEnter(focused);
    if (pressesButton && !event.isControlDown() && !event.isAltDown()) {
      return;
    }
    if (focused instanceof ComboBoxBase<?> && arrow(event.getCode())) {
      return;
    }
    List<KeyAction> meant = new ArrayList<>(keys);
    meant.removeIf(action -> !action.meant(event, typing(focused)));
    if (!meant.isEmpty()) {
      event.consume();
      meant.get(0).action().run();
      showKeys();
    }
  }

  /** A focused button is pressed by Enter, as everybody expects. */
  private static boolean ownsEnter(Node focused) {
    return focused instanceof ButtonBase || focused instanceof ComboBoxBase<?>;
  }

  private static boolean arrow(KeyCode code) {
    return code == KeyCode.UP || code == KeyCode.DOWN;
  }

  private static KeyAction.Typing typing(Node focused) {
    if (focused instanceof TextArea) {
      return KeyAction.Typing.LINES;
    }
    return focused instanceof TextInputControl ? KeyAction.Typing.LINE : KeyAction.Typing.NOWHERE;
  }
}
