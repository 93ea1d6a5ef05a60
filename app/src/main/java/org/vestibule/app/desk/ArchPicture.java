package org.vestibule.app.desk;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.ArcType;

/**
 * The arches with the lamp behind them, beside the unlock form. An ornament: it takes no input and
 * says nothing, so assistive technology skips it. Its colours are its own in every theme.
 */
final class ArchPicture extends Pane {
  /** One arch: half width, top and where its curve ends, as fractions of the picture's size. */
  private record Arch(double half, double top, Color colour) {}

  private static final Color WALL = Color.web("#D4DAD8");
  private static final List<Arch> ARCHES =
      List.of(
          new Arch(0.470, 0.089, Color.web("#EAE6DD")),
          new Arch(0.390, 0.190, Color.web("#D4DAD8")),
          new Arch(0.311, 0.292, Color.web("#A6BEC0")),
          new Arch(0.235, 0.390, Color.web("#5D909A")),
          new Arch(0.168, 0.478, Color.web("#0F5563")));
  private static final double DOOR_HALF = 0.108;
  private static final double DOOR_TOP = 0.559;
  private static final double DOOR_FOOT = 0.852;

  private final Canvas canvas = new Canvas();

  ArchPicture() {
    getChildren().add(canvas);
    canvas.setMouseTransparent(true);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw(canvas.getGraphicsContext2D(), getWidth(), getHeight());
  }

  private static void draw(GraphicsContext g, double w, double h) {
    g.setFill(WALL);
    g.fillRect(0, 0, w, h);
    for (Arch arch : ARCHES) {
      g.setFill(arch.colour());
      fillArch(g, w, arch.half() * w, arch.top() * h, h);
    }
    double foot = Math.round(DOOR_FOOT * h);
    g.setFill(light(DOOR_TOP * h, foot, "#FDF1D4", "#F2C879"));
    fillArch(g, w, DOOR_HALF * w, DOOR_TOP * h, foot);
    g.setFill(light(foot, h, "#F2C879", "#EAE3D2"));
    double slope = 0.470 * w;
    g.fillPolygon(
        new double[] {w / 2 - DOOR_HALF * w, w / 2 + DOOR_HALF * w, w / 2 + slope, w / 2 - slope},
        new double[] {foot - 1, foot - 1, h, h},
        4);
  }

  private static void fillArch(GraphicsContext g, double w, double half, double top, double foot) {
    g.fillArc(w / 2 - half, top, 2 * half, 2 * half, 0, 180, ArcType.CHORD);
    double spring = top + half - 0.5;
    g.fillRect(w / 2 - half, spring, 2 * half, Math.max(0, foot - spring));
  }

  private static LinearGradient light(double from, double to, String first, String last) {
    return new LinearGradient(
        0,
        from,
        0,
        to,
        false,
        CycleMethod.NO_CYCLE,
        new Stop(0, Color.web(first)),
        new Stop(1, Color.web(last)));
  }
}
