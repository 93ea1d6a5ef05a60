package org.vestibule.face.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;

/**
 * A plane with two axes to draw curves into, 1,440 x 1,040 pixels: twice the size that it is meant
 * to be seen at. Used by one thread.
 */
final class Plot {
  static final Color INK = new Color(0x15252b);
  static final Color MUTED = new Color(0x4e5e64);
  static final Color FIRST = new Color(0x0f5563);
  static final Color SECOND = new Color(0xa5611b);
  private static final Color GRID = new Color(0xdfdbd1);
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 1040;
  private static final double LEFT = 160;
  private static final double RIGHT = 1370;
  private static final double TOP = 110;
  private static final double BOTTOM = 890;

  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D pen = image.createGraphics();
  private final Scale x;
  private final Scale y;

  /**
   * One axis.
   *
   * @param from value at its beginning
   * @param to value at its end
   * @param warp what stands at even distances: the values' logarithm, say
   */
  record Scale(double from, double to, DoubleUnaryOperator warp) {
    /** 0 at the beginning to 1 at the end; values beyond are cut off. */
    double share(double value) {
      double begin = warp.applyAsDouble(from);
      double end = warp.applyAsDouble(to);
      double at =
          warp.applyAsDouble(Math.max(Math.min(from, to), Math.min(Math.max(from, to), value)));
      return (at - begin) / (end - begin);
    }
  }

  Plot(String title, String subtitle, Scale x, Scale y) {
    this.x = x;
    this.y = y;
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    text(title, LEFT, 48, 0, 34, Font.BOLD, INK);
    text(subtitle, LEFT, 86, 0, 24, Font.PLAIN, MUTED);
  }

  private double atX(double value) {
    return LEFT + x.share(value) * (RIGHT - LEFT);
  }

  private double atY(double value) {
    return BOTTOM - y.share(value) * (BOTTOM - TOP);
  }

  /** A vertical line of the grid with its label below. */
  void markX(double value, String label) {
    line(atX(value), TOP, atX(value), BOTTOM, GRID, 2);
    text(label, atX(value), BOTTOM + 36, 0.5, 24, Font.PLAIN, MUTED);
  }

  /** A horizontal line of the grid with its label to the left. */
  void markY(double value, String label) {
    line(LEFT, atY(value), RIGHT, atY(value), GRID, 2);
    text(label, LEFT - 16, atY(value) + 8, 1, 24, Font.PLAIN, MUTED);
  }

  /** What the axes show; after the marks, before the curves. */
  void axes(String below, String left) {
    line(LEFT, BOTTOM, RIGHT, BOTTOM, MUTED, 2);
    line(LEFT, TOP, LEFT, BOTTOM, MUTED, 2);
    text(below, (LEFT + RIGHT) / 2, BOTTOM + 92, 0.5, 26, Font.PLAIN, INK);
    pen.rotate(-Math.PI / 2);
    text(left, -(TOP + BOTTOM) / 2, 46, 0.5, 26, Font.PLAIN, INK);
    pen.rotate(Math.PI / 2);
  }

  /** An area between two lines over the same places. */
  void band(double[] places, double[] low, double[] high, Color color) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < places.length; i++) {
      move(path, i == 0, atX(places[i]), atY(high[i]));
    }
    for (int i = places.length - 1; i >= 0; i--) {
      move(path, false, atX(places[i]), atY(low[i]));
    }
    path.closePath();
    pen.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 36));
    pen.fill(path);
  }

  void curve(double[] places, double[] values, Color color) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < places.length; i++) {
      move(path, i == 0, atX(places[i]), atY(values[i]));
    }
    pen.setColor(color);
    pen.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(path);
  }

  private static void move(Path2D path, boolean first, double toX, double toY) {
    if (first) {
      path.moveTo(toX, toY);
    } else {
      path.lineTo(toX, toY);
    }
  }

  /** A dashed line from top to bottom with words to the left or right of its upper end. */
  void threshold(double value, String words, boolean left) {
    pen.setStroke(
        new BasicStroke(
            2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {8, 8}, 0));
    pen.setColor(INK);
    pen.draw(new Line2D.Double(atX(value), TOP, atX(value), BOTTOM));
    text(words, atX(value) + (left ? -12 : 12), TOP + 28, left ? 1 : 0, 22, Font.PLAIN, INK);
  }

  /** Words in the plane, right of and above a value. */
  void note(double atValue, double height, String words, Color color) {
    text(words, atX(atValue), atY(height), 0.5, 26, Font.BOLD, color);
  }

  private void line(double x1, double y1, double x2, double y2, Color color, float width) {
    pen.setColor(color);
    pen.setStroke(new BasicStroke(width));
    pen.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  /**
   * @param anchor 0 when {@code at} is the words' left end, 0.5 their middle, 1 their right end
   */
  private void text(
      String words, double at, double base, double anchor, int size, int style, Color color) {
    pen.setFont(new Font(Font.SANS_SERIF, style, size));
    pen.setColor(color);
    double width = pen.getFontMetrics().stringWidth(words);
    pen.drawString(words, (float) (at - anchor * width), (float) base);
  }

  /** The picture as PNG; nothing can be drawn afterwards. */
  byte[] png() {
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }
}
