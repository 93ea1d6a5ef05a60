package org.vestibule.ehr.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what other machines tell through LISTEN and NOTIFY; connects again when cut off. */
final class PostgresListener {
  static final String CHANNEL = "vestibule";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresListener.class);
  private static final int WAIT_MILLIS = 500;
  private static final long PAUSE_MILLIS = 2_000;

  private final Connecting connecting;
  private final String self;
  private final Consumer<News> listener;
  private volatile boolean closed;
  private volatile Connection current;

  /** Opens a connection. */
  @FunctionalInterface
  interface Connecting {
    Connection connect() throws SQLException;
  }

  private PostgresListener(Connecting connecting, String self, Consumer<News> listener) {
    this.connecting = connecting;
    this.self = self;
    this.listener = listener;
  }

  /** Hears all that is told from the moment this returns. */
  static PostgresListener start(Connecting connecting, String self, Consumer<News> listener)
      throws SQLException {
    PostgresListener started = new PostgresListener(connecting, self, listener);
    started.current = started.connect();
    Thread thread = new Thread(started::run, "store-news");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  private Connection connect() throws SQLException {
    Connection connection = connecting.connect();
    try (var statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void run() {
    hearUntilCut(current);
    while (!closed) {
      try {
        current = connect();
        tell(new News(News.Kind.MISSED, Optional.empty()));
        hearUntilCut(current);
      } catch (SQLException e) {
        pause();
      }
    }
  }

  private void hearUntilCut(Connection connection) {
    try (connection) {
      hear(connection.unwrap(PGConnection.class));
    } catch (SQLException e) {
      if (!closed) {
        LOG.warn("the server's news are not heard: {}", e.getSQLState());
      }
    }
  }

  private void hear(PGConnection connection) throws SQLException {
    while (!closed) {
      PGNotification[] heard = connection.getNotifications(WAIT_MILLIS);
      for (PGNotification one : heard == null ? new PGNotification[0] : heard) {
        String[] parts = one.getParameter().split(" ", 2);
        if (parts.length == 2 && !parts[0].equals(self)) {
          tell(News.parse(parts[1]));
        }
      }
    }
  }

  private void tell(News news) {
    try {
      listener.accept(news);
    } catch (RuntimeException e) {
      LOG.warn("{} could not be followed: {}", news.kind(), e.getClass().getSimpleName());
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Ends at once, in the middle of waiting. */
  void stop() {
    closed = true;
    try {
      current.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("the connection was gone already", e);
    }
  }
}
