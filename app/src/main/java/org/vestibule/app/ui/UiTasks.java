package org.vestibule.app.ui;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Work away from the JavaFX thread, with its end back on it. Whoever starts work says what happens
 * when it fails; there is no way to leave that out. Work is never interrupted: a cancelled task
 * runs to its end (it may be inside a transaction) and its result is dropped. Thread-safe.
 */
public final class UiTasks {
  private final Executor workers;
  private final Executor fxThread;

  /**
   * @param workers where the work runs
   * @param fxThread where the handlers run, {@code Platform::runLater}; a test passes {@code
   *     Runnable::run}
   */
  public UiTasks(Executor workers, Executor fxThread) {
    this.workers = workers;
    this.fxThread = fxThread;
  }

  /**
   * Runs the work and hands its end to exactly one of the handlers, or to none after {@link
   * Running#cancel()}. An {@link Error} goes to onFailure too.
   */
  public <T> Running run(Callable<T> work, Consumer<? super T> onSuccess, Failure onFailure) {
    Objects.requireNonNull(onSuccess, "onSuccess");
    Objects.requireNonNull(onFailure, "onFailure");
    Running running = new Running();
    try {
      workers.execute(() -> perform(work, onSuccess, onFailure, running));
    } catch (RejectedExecutionException e) {
      deliver(running, () -> onFailure.failed(e));
    }
    return running;
  }

  private <T> void perform(
      Callable<T> work, Consumer<? super T> onSuccess, Failure onFailure, Running running) {
    T result;
    try {
      result = work.call();
    } catch (Throwable e) {
      deliver(running, () -> onFailure.failed(e));
      return;
    }
    deliver(running, () -> onSuccess.accept(result));
  }

  private void deliver(Running running, Runnable end) {
    fxThread.execute(
        () -> {
          if (running.finish()) {
            end.run();
          }
        });
  }

  /** What to do when the work threw. Runs on the JavaFX thread. */
  @FunctionalInterface
  public interface Failure {
    void failed(Throwable cause);
  }

  /** Work under way. Thread-safe. */
  public static final class Running {
    private final AtomicBoolean ended = new AtomicBoolean();

    private Running() {}

    /** From now on neither handler is called. The work itself goes on to its end. */
    public void cancel() {
      ended.set(true);
    }

    /** True once a handler was called or the task was cancelled. */
    public boolean ended() {
      return ended.get();
    }

    private boolean finish() {
      return ended.compareAndSet(false, true);
    }
  }
}
