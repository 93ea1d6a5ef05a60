package org.vestibule.ehr.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Opens many sealed rows on all cores while the next ones are read, a few hundred in memory at a
 * time: at unlocking somebody waits for it.
 */
final class BulkOpening {
  private static final int BATCH = 256;
  private static final int BATCHES = 2 * Runtime.getRuntime().availableProcessors() + 2;

  private BulkOpening() {}

  /**
   * Reads and hands on, in the rows' order, on the calling thread.
   *
   * @param key opens the key of a row, on any thread, so without a transaction's own keys
   * @param open opens the row by it, on any thread
   */
  static <R, K, T> void all(
      Iterator<R> rows,
      Function<? super R, ? extends K> key,
      BiFunction<? super R, ? super K, ? extends T> open,
      Consumer<? super T> taker) {
    Deque<FutureTask<List<T>>> underWay = new ArrayDeque<>();
    try {
      while (rows.hasNext()) {
        List<R> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && rows.hasNext()) {
          batch.add(rows.next());
        }
        Callable<List<T>> opening = () -> opened(batch, key, open);
        FutureTask<List<T>> task = new FutureTask<>(opening);
        underWay.add(task);
        ForkJoinPool.commonPool().execute(task);
        // Else what this thread did itself would fill the queue, and it would do everything.
        while (!underWay.isEmpty() && underWay.peekFirst().isDone()) {
          result(underWay.remove()).forEach(taker);
        }
        if (underWay.size() == BATCHES) {
          // Two cores have one worker: whoever waits for it works too.
          underWay.peekLast().run();
          result(underWay.remove()).forEach(taker);
        }
      }
      while (!underWay.isEmpty()) {
        underWay.peekFirst().run();
        result(underWay.remove()).forEach(taker);
      }
    } finally {
      underWay.forEach(task -> task.cancel(false));
    }
  }

  /** All keys first: one key wraps them all, and a cipher is slow to change from key to key. */
  private static <R, K, T> List<T> opened(
      List<R> batch,
      Function<? super R, ? extends K> key,
      BiFunction<? super R, ? super K, ? extends T> open) {
    List<K> keys = new ArrayList<>(batch.size());
    batch.forEach(row -> keys.add(key.apply(row)));
    List<T> values = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      values.add(open.apply(batch.get(i), keys.get(i)));
    }
    return values;
  }

  private static <T> List<T> result(FutureTask<List<T>> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true; // A transaction is not interrupted.
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("rows cannot be opened", e.getCause());
    } catch (CancellationException e) {
      throw new IllegalStateException("rows were not opened", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
