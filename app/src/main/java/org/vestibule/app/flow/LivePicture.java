package org.vestibule.app.flow;

import java.util.Optional;

/**
 * The camera's preview: the latest picture only, at most about 30 a second. Thread-safe.
 *
 * <p>A window subscribes, and when told takes {@link #latest()} on its own thread, with at most one
 * update pending; what it misses is not kept for it.
 */
public interface LivePicture {

  /** The newest picture; empty while no camera delivers (the last picture is then removed). */
  Optional<Picture> latest();

  /** Runs {@code told} on the camera's thread whenever {@link #latest()} has changed. */
  Subscription onNew(Runnable told);
}
