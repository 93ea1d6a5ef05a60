package org.vestibule.app.flow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of work, in order: the flow thread, the store writer. Thread-safe. What is handed in
 * is never interrupted; closing lets what was handed in finish.
 */
final class Lane implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long CLOSE_SECONDS = 20;

  private final ScheduledExecutorService executor;
  private final Thread[] own = new Thread[1];

  /** Work that may fail. */
  interface Work<T> {
    T run() throws Exception;
  }

  Lane(String name) {
    executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              own[0] = thread;
              return thread;
            });
  }

  /** Runs it in turn; after closing, not at all. A failure is logged. */
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(logged(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("closed", e);
    }
  }

  /** Runs it again and again, with this pause in between. */
  void every(Duration pause, Runnable task) {
    long millis = pause.toMillis();
    executor.scheduleWithFixedDelay(logged(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Runs it in turn and says what came of it. */
  <T> CompletableFuture<T> ask(Work<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(answer, work));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  /** Runs it in turn and waits for it; on the lane's own thread, at once. */
  <T> T call(Work<T> work) throws FlowException {
    if (Thread.currentThread() == own[0]) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      complete(answer, work);
      return await(answer);
    }
    return await(ask(work));
  }

  private static <T> void complete(CompletableFuture<T> answer, Work<T> work) {
    try {
      answer.complete(work.run());
    } catch (Exception e) {
      answer.completeExceptionally(e);
    }
  }

  private static <T> T await(CompletableFuture<T> answer) throws FlowException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw Troubles.of(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlowException(
          FlowException.Kind.NO_MATCH, "APP-2", "This was stopped before it was done.", e);
    }
  }

  private static Runnable logged(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("A task failed", e);
      }
    };
  }

  /** Takes nothing more and waits for what was handed in. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (Thread.currentThread() != own[0]
          && !executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A task is still running at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
