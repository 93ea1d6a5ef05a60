package org.vestibule.app.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Shape;
import org.vestibule.app.flow.Accuracy.CurvePoint;
import org.vestibule.app.flow.Accuracy.Group;

/** Who is not recognised more often than others, with 95 % intervals on one scale. */
final class GroupTable extends VBox {
  private static final double SCALE_WIDTH = 372;
  private static final double ROW = 31;
  private static final int STEPS = 6;

  private final double most;
  private final Optional<CurvePoint> everyone;

  /**
   * @param everyone the rate over all groups, drawn as a dotted line
   */
  GroupTable(List<Group> groups, Optional<CurvePoint> everyone) {
    this.everyone = everyone;
    double high =
        groups.stream()
            .flatMap(group -> group.rate().stream())
            .mapToDouble(CurvePoint::high)
            .max()
            .orElse(0.1);
    this.most = Math.max(STEPS, STEPS * Math.ceil(100 * high / STEPS)) / 100;
    getStyleClass().add("group-table");
    String all =
        everyone.map(point -> "; dotted line is everyone, " + oneDigit(point.fnmr())).orElse("");
    getChildren()
        .addAll(
            Parts.heading("Not recognised, by group", "% with 95 % interval" + all, ""), columns());
    String family = "";
    for (Group group : groups) {
      if (!group.family().equals(family)) {
        family = group.family();
        Label head = Parts.text(family, "note", "strong");
        head.getStyleClass().add("group-head");
        getChildren().add(head);
      }
      getChildren().add(row(group));
    }
  }

  private static String oneDigit(double share) {
    return String.format(Locale.ENGLISH, "%.1f", 100 * share);
  }

  private HBox columns() {
    Pane scale = new Pane();
    scale.setMinSize(SCALE_WIDTH, 20);
    for (int i = 0; i <= STEPS; i++) {
      Label label = new Label(String.valueOf(Math.round(100 * most * i / STEPS)));
      label.getStyleClass().addAll("muted", "note");
      label.relocate(x(most * i / STEPS) - 4, 0);
      scale.getChildren().add(label);
    }
    HBox row =
        new HBox(
            24,
            ArrivalRow.fixed("Group", 130, "muted", "note"),
            right(ArrivalRow.fixed("People", 60, "muted", "note")),
            scale,
            grow(new Label("%"), "muted", "note"),
            ArrivalRow.fixed("", 50));
    row.getStyleClass().add("group-columns");
    return row;
  }

  private HBox row(Group group) {
    Pane interval = new Pane();
    interval.setMinSize(SCALE_WIDTH, ROW);
    interval.setPrefSize(SCALE_WIDTH, ROW);
    String figures = "";
    if (group.rate().isPresent()) {
      CurvePoint rate = group.rate().get();
      draw(interval, rate, group.higher());
      figures =
          "%s (%s–%s)"
              .formatted(oneDigit(rate.fnmr()), oneDigit(rate.low()), oneDigit(rate.high()));
    } else {
      Label few = Parts.text("too few people to say", "muted");
      few.relocate(0, 6);
      interval.getChildren().add(few);
    }
    HBox row =
        new HBox(
            24,
            ArrivalRow.fixed(group.name(), 130),
            right(
                ArrivalRow.fixed(
                    String.format(Locale.ENGLISH, "%,d", group.people()), 60, "muted")),
            interval,
            grow(new Label(figures), "medium"),
            ArrivalRow.fixed(group.higher() ? "higher" : "", 50, "wait-text"));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("group-row");
    return row;
  }

  private static Label right(Label label) {
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }

  private static Label grow(Label label, String... styles) {
    label.getStyleClass().addAll(styles);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinWidth(96);
    HBox.setHgrow(label, Priority.ALWAYS);
    return right(label);
  }

  private double x(double share) {
    return Math.min(1, share / most) * (SCALE_WIDTH - 10) + 4;
  }

  private void draw(Pane pane, CurvePoint rate, boolean higher) {
    double middle = ROW / 2;
    everyone.ifPresent(
        point -> {
          Line dotted = new Line(x(point.fnmr()), 4, x(point.fnmr()), ROW - 4);
          dotted.getStyleClass().add("everyone");
          pane.getChildren().add(dotted);
        });
    String style = higher ? "interval-higher" : "interval";
    Line line = new Line(x(rate.low()), middle, x(rate.high()), middle);
    Line left = new Line(x(rate.low()), middle - 4, x(rate.low()), middle + 4);
    Line rightEnd = new Line(x(rate.high()), middle - 4, x(rate.high()), middle + 4);
    double at = x(rate.fnmr());
    Shape point =
        higher
            ? new Polygon(at, middle - 5, at + 5, middle + 4, at - 5, middle + 4)
            : new Circle(at, middle, 4.5);
    for (Shape shape : List.of(line, left, rightEnd)) {
      shape.getStyleClass().add(style);
      pane.getChildren().add(shape);
    }
    point.getStyleClass().add(style + "-point");
    pane.getChildren().add(point);
  }
}
