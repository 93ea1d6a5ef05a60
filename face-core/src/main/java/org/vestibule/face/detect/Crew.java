package org.vestibule.face.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Workers that are all alike, a thread each, who take work from each other's hands. Used by one
 * thread at a time.
 *
 * @param <W> what one thread at a time may use
 */
public final class Crew<W> {
  private final List<W> workers;
  private final ExecutorService threads;

  /**
   * @param workers at least one; closed by whoever made them
   * @param name of the threads
   */
  public Crew(List<? extends W> workers, String name) {
    this.workers = List.copyOf(workers);
    this.threads =
        Executors.newFixedThreadPool(
            workers.size(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The one who works where nothing can be shared out. */
  public W first() {
    return workers.get(0);
  }

  /** What the work gives for each item, in the order of the items, whichever thread was faster. */
  public <T, R> List<R> share(List<T> items, BiFunction<W, T, R> work) {
    AtomicInteger next = new AtomicInteger();
    List<R> results = new ArrayList<>(Collections.nCopies(items.size(), null));
    List<CompletableFuture<Void>> shares = new ArrayList<>();
    for (W worker : workers) {
      Runnable share =
          () -> {
            int i = next.getAndIncrement();
            for (; i < items.size(); i = next.getAndIncrement()) {
              results.set(i, work.apply(worker, items.get(i)));
            }
          };
      shares.add(CompletableFuture.runAsync(share, threads));
    }
    // Not to be interrupted: the shares read the caller's picture.
    CompletableFuture.allOf(shares.toArray(new CompletableFuture<?>[0])).join();
    return List.copyOf(results);
  }

  /** Ends the threads; the workers stay open. */
  public void dismiss() {
    threads.shutdownNow();
  }
}
