package org.vestibule.face.capture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that runs by itself: one thread opens it, reads it and gives every subscriber the newest
 * frame. A camera that goes away is opened again until it returns. A recording runs at its own
 * speed, so that a clip stands in for a camera.
 *
 * <p>Frame numbers and times go on over a reopening. Thread-safe.
 */
public final class CameraFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CameraFeed.class);
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(12);

  /** Told of every change from {@code OPENING} on, on the feed's thread; must return soon. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param state the new state
     * @param why what to tell a person when the state is LOST
     */
    void changed(FeedState state, Optional<CaptureException> why);
  }

  private final FrameSources.Opener opener;
  private final boolean reopens;
  private final Duration retryAfter;
  private final Listener listener;
  private final List<LatestFrame> slots = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile FeedState state = FeedState.OPENING;
  private long nextIndex;
  private Duration nextTime = Duration.ZERO;

  /** Nothing happens before {@link #start}. */
  public CameraFeed(SourceSpec spec, Listener listener) {
    this(
        () -> FrameSources.open(spec, OPEN_LIMIT),
        spec instanceof SourceSpec.Camera,
        RETRY_AFTER,
        listener);
  }

  /** A source of one's own, opened once. Nothing happens before {@link #start}. */
  public CameraFeed(FrameSources.Opener opener, Listener listener) {
    this(opener, false, RETRY_AFTER, listener);
  }

  CameraFeed(FrameSources.Opener opener, boolean reopens, Duration retryAfter, Listener listener) {
    this.opener = opener;
    this.reopens = reopens;
    this.retryAfter = retryAfter;
    this.listener = listener;
    this.thread = new Thread(this::run, "camera");
    thread.setDaemon(true);
  }

  /** Starts the feed's thread; call it once. */
  public void start() {
    thread.start();
  }

  /**
   * A slot that gets its own copy of every frame from now on. Each consumer (vision, each window)
   * takes one and closes it when it needs no more.
   */
  public LatestFrame subscribe() {
    LatestFrame slot = new LatestFrame();
    slots.add(slot);
    if (state == FeedState.ENDED) {
      slot.close();
    }
    return slot;
  }

  public FeedState state() {
    return state;
  }

  private void run() {
    try {
      boolean again = true;
      while (again && !isClosing()) {
        again = playOnce() && !waitOrClosed(retryAfter);
      }
    } catch (RuntimeException e) {
      LOG.error("The camera thread failed", e);
    } finally {
      enter(FeedState.ENDED, Optional.empty());
      slots.forEach(LatestFrame::close);
    }
  }

  /** Opens the source and reads it to its end. True when it is worth trying again. */
  private boolean playOnce() {
    long started = System.nanoTime();
    Duration base = nextTime;
    try (FrameSource source = opener.open();
        PictureWatch watch = new PictureWatch()) {
      play(source, watch);
      return false;
    } catch (CaptureException e) {
      LOG.warn("The camera is lost: {}", e.reason());
      enter(FeedState.LOST, Optional.of(e));
      Duration gone = Duration.ofNanos(System.nanoTime() - started).plus(retryAfter);
      nextTime = max(nextTime, base.plus(gone));
      return reopens;
    }
  }

  private void play(FrameSource source, PictureWatch watch) throws CaptureException {
    long indexBase = nextIndex;
    Duration timeBase = nextTime;
    Pace pace = source.live() ? Pace.none() : Pace.starting(System.nanoTime());
    boolean more = true;
    while (more && !isClosing()) {
      Optional<Frame> read = read(source);
      more = read.isPresent();
      if (more) {
        Frame raw = read.get();
        Frame frame = new Frame(indexBase + raw.index(), timeBase.plus(raw.time()), raw.bgr());
        try (frame) {
          if (waitOrClosed(pace.until(raw.time(), System.nanoTime()))) {
            return;
          }
          nextIndex = frame.index() + 1;
          nextTime = frame.time();
          deliver(frame, watch.judge(frame));
        }
      }
    }
  }

  /** One picture of a folder that cannot be decoded does not end the folder. */
  private static Optional<Frame> read(FrameSource source) throws CaptureException {
    while (true) {
      try {
        return source.next();
      } catch (CaptureException e) {
        if (e.reason() != CaptureException.Reason.NOT_AN_IMAGE
            && e.reason() != CaptureException.Reason.IMAGE_TOO_LARGE) {
          throw e;
        }
        LOG.warn("A picture of the folder was left out: {}", e.reason());
      }
    }
  }

  /** A frozen picture is not handed on: nothing may be decided on it. */
  private void deliver(Frame frame, FeedState now) {
    enter(now, Optional.empty());
    if (now == FeedState.FROZEN) {
      return;
    }
    for (LatestFrame slot : slots) {
      if (slot.closed()) {
        slots.remove(slot);
      } else {
        slot.put(new Frame(frame.index(), frame.time(), frame.bgr().clone()));
      }
    }
  }

  private void enter(FeedState next, Optional<CaptureException> why) {
    if (next == state && next != FeedState.LOST) {
      return;
    }
    boolean told = next == FeedState.LOST && state == FeedState.LOST;
    state = next;
    if (!told) {
      listener.changed(next, why);
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private boolean waitOrClosed(Duration time) {
    try {
      return closing.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Stops the thread, closes the source and all slots. A second call does nothing. */
  @Override
  public void close() {
    closing.countDown();
    if (Thread.currentThread() != thread) {
      try {
        thread.join(CLOSE_LIMIT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    slots.forEach(LatestFrame::close);
  }

  /** Real time for a recording; a delay is not made up for by a burst. */
  private static final class Pace {
    private final boolean paced;
    private long zeroNanos;

    private Pace(boolean paced, long zeroNanos) {
      this.paced = paced;
      this.zeroNanos = zeroNanos;
    }

    static Pace none() {
      return new Pace(false, 0);
    }

    static Pace starting(long nowNanos) {
      return new Pace(true, nowNanos);
    }

    /** How long to wait until the frame of this time is due. */
    Duration until(Duration time, long nowNanos) {
      if (!paced) {
        return Duration.ZERO;
      }
      long wait = zeroNanos + time.toNanos() - nowNanos;
      if (wait < 0) {
        zeroNanos -= wait;
      }
      return Duration.ofNanos(Math.max(0, wait));
    }
  }
}
