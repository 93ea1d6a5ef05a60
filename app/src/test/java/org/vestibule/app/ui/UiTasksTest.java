package org.vestibule.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Background work and its one end, with queues a test empties by hand in place of threads. */
class UiTasksTest {
  private final Queue<Runnable> workers = new ArrayDeque<>();
  private final Queue<Runnable> fxThread = new ArrayDeque<>();
  private final UiTasks tasks = new UiTasks(workers::add, fxThread::add);
  private final List<String> ends = new ArrayList<>();

  private static void runAll(Queue<Runnable> queue) {
    while (!queue.isEmpty()) {
      queue.remove().run();
    }
  }

  private UiTasks.Running start(String result) {
    return tasks.run(() -> result, ends::add, e -> ends.add(e.getMessage()));
  }

  @Test
  void aResultArrivesOnTheFxThreadOnly() {
    UiTasks.Running running = start("done");
    runAll(workers);
    assertEquals(List.of(), ends);
    assertFalse(running.ended());
    runAll(fxThread);
    assertEquals(List.of("done"), ends);
    assertTrue(running.ended());
  }

  @Test
  void aFailureGoesToItsHandler() {
    tasks.run(
        () -> {
          throw new IllegalStateException("broken");
        },
        done -> ends.add("done"),
        e -> ends.add(e.getMessage()));
    runAll(workers);
    runAll(fxThread);
    assertEquals(List.of("broken"), ends);
  }

  @Test
  void anErrorIsAFailureToo() {
    tasks.run(
        () -> {
          throw new UnsatisfiedLinkError("no library");
        },
        done -> ends.add("done"),
        e -> ends.add(e.getMessage()));
    runAll(workers);
    runAll(fxThread);
    assertEquals(List.of("no library"), ends);
  }

  @Test
  void theLateResultOfACancelledTaskIsDropped() {
    UiTasks.Running early = start("early");
    early.cancel();
    runAll(workers);
    runAll(fxThread);
    UiTasks.Running late = start("late");
    runAll(workers);
    late.cancel();
    runAll(fxThread);
    assertEquals(List.of(), ends);
  }

  @Test
  void workThatNobodyTakesIsAFailure() {
    UiTasks closed =
        new UiTasks(
            work -> {
              throw new RejectedExecutionException("closed");
            },
            Runnable::run);
    closed.run(() -> "never", ends::add, e -> ends.add(e.getMessage()));
    assertEquals(List.of("closed"), ends);
  }

  @Test
  void theFailureHandlerIsRequired() {
    assertThrows(NullPointerException.class, () -> tasks.run(() -> 1, done -> {}, null));
  }
}
