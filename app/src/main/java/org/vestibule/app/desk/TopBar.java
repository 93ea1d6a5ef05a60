package org.vestibule.app.desk;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.vestibule.app.ui.Arch;
import org.vestibule.app.ui.Icon;

/** The bar at the top: the arch, the places, the search, the time, who is here, and the lock. */
final class TopBar extends StackPane {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final Map<Place, Button> tabs = new EnumMap<>(Place.class);
  private final Label day = Parts.text("", "muted");
  private final Label time = Parts.text("", "strong");
  private final Label user = Parts.text("", "medium");

  TopBar(Consumer<Place> go, Runnable search, Runnable lock) {
    getStyleClass().add("top-bar");
    HBox places = Parts.row(0);
    places.setAlignment(Pos.BOTTOM_LEFT);
    for (Place place : Place.values()) {
      if (!place.inBar()) {
        continue;
      }
      Button tab = new Button(place.title());
      tab.getStyleClass().add("place");
      tab.setMinWidth(Region.USE_PREF_SIZE);
      tab.setOnAction(event -> go.accept(place));
      tabs.put(place, tab);
      places.getChildren().add(tab);
    }
    HBox clock = Parts.line(6, day, time);
    clock.setAlignment(Pos.CENTER);
    HBox who = Parts.row(8, Icon.PERSON.node(16), user);
    Button lockButton = Parts.plain("", "", lock);
    lockButton.setGraphic(
        Parts.row(8, Icon.LOCK.node(16), Parts.text("Lock", "medium"), Parts.keyCap("F12")));
    lockButton.setAccessibleText("Lock the desk, F12");
    lockButton.getStyleClass().add("lock");
    HBox bar = Parts.row(0, new Arch(26), places, Parts.gap(), clock, who, lockButton);
    HBox.setMargin(places, new Insets(0, 0, 0, 18));
    HBox.setMargin(who, new Insets(0, 0, 0, 32));
    HBox.setMargin(lockButton, new Insets(0, 0, 0, 16));
    getChildren().addAll(bar, searchButton(search));
  }

  private static Button searchButton(Runnable search) {
    Button find = new Button();
    find.getStyleClass().add("find");
    find.setAccessibleText("Find a patient or a command, Ctrl K");
    find.setOnAction(event -> search.run());
    HBox face =
        Parts.row(
            10,
            Icon.SEARCH.node(14),
            Parts.text("Find a patient or a command", "muted"),
            Parts.gap(),
            Parts.keyCap("Ctrl K"));
    face.setPrefWidth(296);
    find.setGraphic(face);
    return find;
  }

  void showPlace(Place place) {
    tabs.forEach((key, tab) -> tab.pseudoClassStateChanged(DeskStyle.SELECTED, key == place));
  }

  void showTime(LocalDateTime now) {
    day.setText(DAY.format(now));
    time.setText(TIME.format(now));
  }

  void showUser(String name) {
    user.setText(name);
  }
}
