package org.vestibule.face.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A slot that holds the newest frame only. A frame that nobody took is closed when the next one
 * comes, so frames never queue and never leak. Thread-safe.
 */
public final class LatestFrame implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Frame newest;
  private boolean closed;

  /**
   * Takes the frame over; what lay in the slot is closed. A closed slot closes the frame itself.
   */
  public void put(Frame frame) {
    Frame unwanted;
    lock.lock();
    try {
      unwanted = closed ? frame : newest;
      if (!closed) {
        newest = frame;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    if (unwanted != null) {
      unwanted.close();
    }
  }

  /** The newest frame, owned by the caller, if there is one that nobody took yet. */
  public Optional<Frame> poll() {
    lock.lock();
    try {
      return taken();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a frame, owned by the caller.
   *
   * @return empty when none came within the limit or the slot is closed
   */
  public Optional<Frame> take(Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (newest == null && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return taken();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Frame> taken() {
    Optional<Frame> frame = Optional.ofNullable(newest);
    newest = null;
    return frame;
  }

  /** Whether no frame will ever come again. */
  public boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the frame that lies here and wakes whoever waits. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      taken().ifPresent(Frame::close);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
