package org.vestibule.app.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A value that changes and tells its listeners: the newest immutable snapshot of a flow.
 *
 * <p>Thread-safe. Listeners are called in the order of the changes, one at a time, on the thread of
 * the flow that publishes; they return at once (a window hands the snapshot to its own thread).
 */
public final class Published<T> {
  private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();
  private volatile T value;

  Published(T first) {
    this.value = first;
  }

  /** The newest snapshot. Any thread. */
  public T now() {
    return value;
  }

  /** Calls the listener with the present snapshot, then with every later one, until closed. */
  public synchronized Subscription listen(Consumer<? super T> listener) {
    listeners.add(listener);
    listener.accept(value);
    return () -> listeners.remove(listener);
  }

  /** Publishes a snapshot unless it equals the last one. */
  synchronized void publish(T next) {
    if (next.equals(value)) {
      return;
    }
    value = next;
    listeners.forEach(listener -> listener.accept(next));
  }
}
