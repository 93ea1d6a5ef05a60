package org.vestibule.app.flow;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A live picture that a test sets by hand. */
public final class StillPicture implements LivePicture {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Optional<Picture> latest = Optional.empty();

  /** A picture whose every pixel has this colour, and listeners are told. */
  public void show(int width, int height, int blue, int green, int red) {
    byte[] bgra = new byte[4 * width * height];
    for (int i = 0; i < bgra.length; i += 4) {
      bgra[i] = (byte) blue;
      bgra[i + 1] = (byte) green;
      bgra[i + 2] = (byte) red;
      bgra[i + 3] = (byte) 255;
    }
    show(width, height, bgra);
  }

  /**
   * @param bgra four bytes a pixel, blue first
   */
  public void show(int width, int height, byte[] bgra) {
    latest = Optional.of(new Picture(width, height, bgra));
    listeners.forEach(Runnable::run);
  }

  /** The camera is gone. */
  public void remove() {
    latest = Optional.empty();
    listeners.forEach(Runnable::run);
  }

  public int listeners() {
    return listeners.size();
  }

  @Override
  public Optional<Picture> latest() {
    return latest;
  }

  @Override
  public Subscription onNew(Runnable told) {
    listeners.add(told);
    return () -> listeners.remove(told);
  }
}
