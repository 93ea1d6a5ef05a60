package org.vestibule.ehr.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
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
   * @param open for any thread, so without a transaction's own keys
   */
  static <R, T> void all(
      Iterator<R> rows, Function<? super R, ? extends T> open, Consumer<? super T> taker) {
    Deque<ForkJoinTask<List<T>>> underWay = new ArrayDeque<>();
    while (rows.hasNext()) {
      List<R> batch = new ArrayList<>(BATCH);
      while (batch.size() < BATCH && rows.hasNext()) {
        batch.add(rows.next());
      }
      underWay.add(ForkJoinPool.commonPool().submit(() -> opened(batch, open)));
      if (underWay.size() == BATCHES) {
        underWay.remove().join().forEach(taker);
      }
    }
    while (!underWay.isEmpty()) {
      underWay.remove().join().forEach(taker);
    }
  }

  private static <R, T> List<T> opened(List<R> batch, Function<? super R, ? extends T> open) {
    List<T> values = new ArrayList<>(batch.size());
    batch.forEach(row -> values.add(open.apply(row)));
    return values;
  }
}
