package org.vestibule.app.desk;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.DeskView.DoctorDay;
import org.vestibule.app.flow.DeskView.Slot;

/** The right column of the day: four hours of every doctor, an hour back and three ahead. */
final class DoctorsPane extends Pane {
  private static final int HOURS = 4;
  private static final double HEAD = 48;
  private static final double LEFT = 55;
  private static final double RIGHT = 20;
  private static final double GAP = 7;
  private static final double MINUTES = 60;

  private List<DoctorDay> doctors = List.of();
  private int now = -1;

  DoctorsPane() {
    getStyleClass().addAll("doctors", "wall");
    setMinWidth(300);
  }

  void show(List<DoctorDay> days, LocalTime time) {
    int minute = time.getHour() * 60 + time.getMinute();
    if (days.equals(doctors) && minute == now) {
      return;
    }
    doctors = days;
    now = minute;
    requestLayout();
    rebuild();
  }

  /** First hour shown; the last four hours of the day stay on one page. */
  private int firstHour() {
    return Math.max(0, Math.min(24 - HOURS, now / 60 - 1));
  }

  /** A node and where it belongs: minutes since the first hour, and its column or -1 for all. */
  private record Placed(Region node, double from, double to, int column) {}

  private final List<Placed> placed = new ArrayList<>();

  private void rebuild() {
    placed.clear();
    int first = firstHour();
    for (int hour = 0; hour <= HOURS; hour++) {
      Region rule = new Region();
      rule.getStyleClass().add("hour-rule");
      place(rule, hour * MINUTES, hour * MINUTES, -1);
      boolean hidden = Math.abs(now - (first + hour) * 60) < 8;
      Label label = Parts.text((first + hour) % 24 + ":00", "muted", "note", "hour");
      label.setVisible(!hidden);
      place(label, hour * MINUTES, hour * MINUTES, -1);
    }
    for (int column = 0; column < doctors.size(); column++) {
      DoctorDay day = doctors.get(column);
      Label name = new Label(day.doctor());
      name.getStyleClass().addAll("section");
      Label late = new Label(day.lateness());
      late.getStyleClass().add("section-note");
      late.setMinWidth(0);
      place(Parts.line(6, name, late), -1, -1, column);
      for (Slot slot : day.slots()) {
        placeSlot(slot, first, column);
      }
    }
    placeNow(first);
    getChildren().setAll(placed.stream().map(Placed::node).toList());
    if (doctors.isEmpty()) {
      Label empty = Parts.wrapping("No appointments today. Walk-ins appear in the queue.", "muted");
      empty.setMaxWidth(220);
      empty.getStyleClass().add("empty");
      getChildren().setAll(empty);
      placed.clear();
    }
  }

  private void placeSlot(Slot slot, int first, int column) {
    double from = minutes(slot.start()) - first * MINUTES;
    double to = minutes(slot.end()) - first * MINUTES;
    if (slot.end().isBefore(slot.start())) {
      to = 24 * MINUTES;
    }
    if (to <= 0 || from >= HOURS * MINUTES) {
      return;
    }
    Label title = new Label(slot.title());
    title.getStyleClass().addAll("note", "strong");
    title.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    VBox box = new VBox(title);
    if (!slot.detail().isEmpty()) {
      Label detail = new Label(slot.detail());
      detail.getStyleClass().add("note");
      box.getChildren().add(detail);
    }
    box.getStyleClass()
        .addAll("slot", "slot-" + slot.state().name().toLowerCase(java.util.Locale.ROOT));
    place(box, Math.max(0, from), Math.min(HOURS * MINUTES, to), column);
  }

  private void placeNow(int first) {
    double at = now - first * MINUTES;
    Region line = new Region();
    line.getStyleClass().add("now-line");
    place(line, at, at, -1);
    Label label = Parts.text("%d:%02d".formatted(now / 60, now % 60), "now-label");
    place(new HBox(label), at, at, -1);
  }

  private void place(Region node, double from, double to, int column) {
    placed.add(new Placed(node, from, to, column));
  }

  private static double minutes(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  @Override
  protected void layoutChildren() {
    double perMinute = (getHeight() - HEAD - 26) / (HOURS * MINUTES);
    int columns = Math.max(1, doctors.size());
    double width = (getWidth() - LEFT - RIGHT - GAP * (columns - 1)) / columns;
    for (Placed each : placed) {
      Region node = each.node();
      double y = HEAD + each.from() * perMinute;
      double x = LEFT + Math.max(0, each.column()) * (width + GAP);
      if (each.column() >= 0 && each.from() < 0) {
        node.resizeRelocate(x, 16, width, 22);
      } else if (each.column() >= 0) {
        double height = (each.to() - each.from()) * perMinute - 4;
        node.resizeRelocate(x, y, width, Math.max(18, height));
      } else if (node instanceof Label) {
        node.autosize();
        node.relocate(LEFT - 8 - node.getWidth(), y + 2);
      } else if (node instanceof HBox) {
        node.autosize();
        node.relocate(8, y - node.getHeight() / 2);
      } else {
        node.resizeRelocate(8, y, getWidth() - 8, node.minHeight(-1));
      }
    }
    if (placed.isEmpty()) {
      getChildren().forEach(node -> node.resizeRelocate(20, 20, getWidth() - 40, 60));
    }
  }
}
