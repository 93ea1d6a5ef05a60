package org.vestibule.app.flow;

import java.util.Optional;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.SourceSpec;

/**
 * The clinic's front door in operation: the camera, the vision thread, and the two flows that live
 * from what it sees. Thread-safe.
 */
public interface FrontDoor extends AutoCloseable {

  KioskFlow kiosk();

  DeskFlow desk();

  LivePicture picture();

  /**
   * Opens the source on its own thread and starts looking. A source that cannot be opened is said
   * in {@link #trouble()} and tried again; the kiosk meanwhile offers the way without a camera.
   */
  void look(SourceSpec source);

  /** As {@link #look(SourceSpec)}, from a source of one's own, which is closed in the end. */
  void look(FrameSource source);

  /** Why there is no live picture, in one sentence; empty when there is, or none was asked for. */
  Published<Optional<String>> trouble();

  /**
   * What happens at the door, one plain line each ({@code recognised}, {@code unknown}, …), without
   * names; for the demo, logs and tests.
   */
  Published<Happening> happenings();

  /** Stops the camera, then the vision thread, then the store; wipes every key. */
  @Override
  void close();

  /**
   * @param number counts up, from 0 (nothing yet)
   * @param what {@code arrived}, {@code recognised}, {@code one-of} (people who look alike), {@code
   *     unknown}, {@code left}
   * @param eigenfaces what the eigenfaces say beside it
   */
  record Happening(long number, String what, int track, long frame, Optional<String> eigenfaces) {}
}
