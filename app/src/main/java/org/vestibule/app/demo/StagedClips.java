package org.vestibule.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;

/**
 * Plays the demo's clips as one camera picture that waits for the story: a person walks up, stands
 * for as long as the story takes (the standing frames go to and fro), and leaves when told. Between
 * two people the room is empty.
 *
 * <p>{@link #enter} and {@link #leave} may be called by any thread; frames are read by one.
 */
final class StagedClips implements FrameSource {
  /** Frames of a clip, as ClipMaker makes them: empty room, then walking, standing, leaving. */
  private static final int STANDING_FROM = 56;

  private static final int STANDING_TO = 100;
  private static final int EMPTY_FRAMES = 6;
  private static final double FRAMES_PER_SECOND = 12;
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);

  private final Loop empty = new Loop();
  private final Loop standing = new Loop();
  private FrameSource clip;
  private int position;
  private long index;
  private Path next;
  private boolean mayLeave;

  /**
   * @param first any of the clips; its first frames are the empty room
   */
  StagedClips(Path first) throws CaptureException {
    open(first);
    for (int i = 0; i < EMPTY_FRAMES; i++) {
      read().ifPresent(empty::add);
    }
    clip.close();
    clip = null;
  }

  private void open(Path file) throws CaptureException {
    clip = FrameSources.open(new SourceSpec.Clip(file), OPEN_LIMIT);
    position = 0;
  }

  private Optional<Frame> read() throws CaptureException {
    Optional<Frame> frame = clip.next();
    position++;
    return frame;
  }

  /** The next person comes in as soon as the room is empty. */
  synchronized void enter(Path file) {
    next = file;
  }

  /** Whoever stands there may go. */
  synchronized void leave() {
    mayLeave = true;
  }

  @Override
  public synchronized Optional<Frame> next() throws CaptureException {
    if (clip == null && next != null) {
      open(next);
      next = null;
      mayLeave = false;
      standing.clear();
    }
    return Optional.of(numbered(clip == null ? empty.next() : played()));
  }

  private Frame played() throws CaptureException {
    if (position >= STANDING_TO && !mayLeave) {
      return standing.next();
    }
    Optional<Frame> frame = read();
    if (frame.isEmpty()) {
      clip.close();
      clip = null;
      return empty.next();
    }
    if (position > STANDING_FROM && position <= STANDING_TO) {
      standing.add(frame.get());
      return standing.last();
    }
    return frame.get();
  }

  private Frame numbered(Frame frame) {
    Duration time = Duration.ofNanos((long) (index * 1e9 / FRAMES_PER_SECOND));
    return new Frame(index++, time, frame.bgr());
  }

  /** Paced by whoever plays it, like any recording. */
  @Override
  public boolean live() {
    return false;
  }

  @Override
  public double framesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  @Override
  public synchronized void close() {
    empty.clear();
    standing.clear();
    if (clip != null) {
      clip.close();
      clip = null;
    }
  }

  /** Frames that are shown to and fro, so that no jump is seen; owns what it holds. */
  private static final class Loop {
    private final List<Frame> frames = new ArrayList<>();
    private int at;
    private int direction = 1;

    void add(Frame frame) {
      frames.add(frame);
      at = frames.size() - 1;
      direction = -1;
    }

    Frame last() {
      return copy(frames.get(frames.size() - 1));
    }

    Frame next() {
      if (at + direction < 0 || at + direction >= frames.size()) {
        direction = -direction;
      }
      at += direction;
      return copy(frames.get(at));
    }

    void clear() {
      frames.forEach(Frame::close);
      frames.clear();
    }

    private static Frame copy(Frame frame) {
      return new Frame(frame.index(), frame.time(), frame.bgr().clone());
    }
  }
}
