package org.vestibule.face.detect;

import java.time.Duration;
import java.util.Optional;

/**
 * A track while it lives: where its face is expected, by an alpha-beta filter on centre and size
 * (constant velocity). Lengths are pixels, velocities pixels a second.
 */
final class MovingFace {
  // Share of a surprise that goes into the place and, per time step, into the velocity.
  private static final double ALPHA = 0.8;
  private static final double BETA = 0.35;

  // A face that is not seen slows down with this time constant: people stop more often than not.
  private static final double SLOWING_SECONDS = 1.0;

  // How far from the expected place a face may be, in face heights: at once, and more a second
  // unseen. A walking head at arm's length moves about three of its heights a second.
  private static final double REACH = 0.9;
  private static final double REACH_PER_SECOND = 1.5;
  private static final double MOST_SIZE_CHANGE = Math.log(1.8);
  private static final double SIZE_WEIGHT = 0.7;

  private final int id;
  private final Duration since;
  private DetectedFace face;
  private Duration lastSeen;
  private Duration now;
  private int detections = 1;
  private double x;
  private double y;
  private double height;
  private double velocityX;
  private double velocityY;

  MovingFace(int id, DetectedFace face, Duration time) {
    this.id = id;
    this.since = time;
    this.face = face;
    this.lastSeen = time;
    this.now = time;
    this.x = face.box().centreX();
    this.y = face.box().centreY();
    this.height = face.box().height();
  }

  int id() {
    return id;
  }

  boolean confirmed(int confirmations) {
    return detections >= confirmations;
  }

  Duration unseenFor(Duration time) {
    return time.minus(lastSeen);
  }

  /** Moves the expectation on to the time of a frame. */
  void moveTo(Duration time) {
    double dt = seconds(time.minus(now));
    now = time;
    x += velocityX * dt;
    y += velocityY * dt;
    if (unseenFor(time).compareTo(Duration.ofMillis(200)) > 0) {
      double slower = Math.exp(-dt / SLOWING_SECONDS);
      velocityX *= slower;
      velocityY *= slower;
    }
  }

  /** The picture has so many times its width and height from now on. */
  void rescale(double across, double down) {
    x *= across;
    velocityX *= across;
    y *= down;
    velocityY *= down;
    height *= down;
    Box box = face.box();
    Box scaled =
        new Box(box.x() * across, box.y() * down, box.width() * across, box.height() * down);
    face = new DetectedFace(scaled, face.confidence(), Optional.empty());
  }

  /** What it costs to take the box for this face: 0 as expected, infinite when it cannot be. */
  double cost(Box box, Duration time) {
    double size = Math.max(height, box.height());
    double distance = Math.hypot(box.centreX() - x, box.centreY() - y) / size;
    double change = Math.abs(Math.log(box.height() / height));
    double reach = REACH + REACH_PER_SECOND * seconds(unseenFor(time));
    if (distance > reach || change > MOST_SIZE_CHANGE) {
      return Double.POSITIVE_INFINITY;
    }
    return distance + SIZE_WEIGHT * change;
  }

  /** Takes in where the face was found. */
  void seen(DetectedFace found, Duration time) {
    double dt = Math.max(1e-3, seconds(unseenFor(time)));
    double surpriseX = found.box().centreX() - x;
    double surpriseY = found.box().centreY() - y;
    x += ALPHA * surpriseX;
    y += ALPHA * surpriseY;
    velocityX += BETA * surpriseX / dt;
    velocityY += BETA * surpriseY / dt;
    height += ALPHA * (found.box().height() - height);
    face = found;
    lastSeen = time;
    detections++;
  }

  Track view(int confirmations) {
    boolean seen = lastSeen.equals(now);
    Box box = face.box();
    DetectedFace shown =
        seen
            ? face
            : new DetectedFace(
                new Box(x - box.width() / 2, y - box.height() / 2, box.width(), box.height()),
                face.confidence(),
                Optional.empty());
    return new Track(id, shown, seen, confirmed(confirmations), since, lastSeen);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
