package org.vestibule.app.flow;

/** What a listener closes to hear no more. Closing twice does nothing. Any thread. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
