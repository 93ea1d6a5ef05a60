package org.vestibule.ehr.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleListener;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.vestibule.ehr.vault.Vault;

/**
 * One database file with one writer: transactions that write come one after the other, in the order
 * in which they asked; readers see the last whole transaction and do not wait for the writer.
 *
 * <p>Safe for use by several threads. A transaction is not interrupted.
 */
public final class Database implements AutoCloseable {
  private final Path file;
  private final Vault vault;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final AtomicInteger openHandles = new AtomicInteger();
  private final Connection connection;
  private final Jdbi writer;
  private volatile boolean closed;

  private Database(Path file, Vault vault, Connection connection) {
    this.file = file;
    this.vault = vault;
    this.connection = connection;
    this.writer = counted(Jdbi.create(connection));
  }

  /**
   * Opens the file, made if it is missing, and brings its schema up to date.
   *
   * @throws DatabaseException if it cannot be used
   */
  public static Database open(Path file, Vault vault) {
    Connection connection = null;
    try {
      connection = Sqlite.connect(file);
      Database database = new Database(file, vault, connection);
      database.writer.useHandle(h -> Migrations.run(h, Sqlite.WORDS));
      return database;
    } catch (SQLException | JdbiException e) {
      close(connection);
      throw Sqlite.translate(e);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  /** Work within a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; what it throws undoes everything. */
    T in(Tx tx);
  }

  /**
   * Does the work in one transaction that is on the disk when this returns.
   *
   * @throws DatabaseException if the database failed; then nothing was written
   */
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      checkOpen();
      Tx[] used = new Tx[1];
      T result =
          writer.inTransaction(
              handle -> {
                Tx tx = new Tx(handle, vault);
                used[0] = tx;
                T value = work.in(tx);
                tx.beforeCommit();
                return value;
              });
      used[0].afterCommit();
      return result;
    } catch (JdbiException e) {
      throw Sqlite.translate(e);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Reads beside the writer, on a connection of its own, everything as of one moment. For long
   * reads that are accounted for elsewhere; the work must not write.
   */
  public <T> T read(Work<T> work) {
    checkOpen();
    try (Connection own = Sqlite.connectToRead(file)) {
      return counted(Jdbi.create(own)).inTransaction(handle -> work.in(new Tx(handle, vault)));
    } catch (SQLException | JdbiException e) {
      throw Sqlite.translate(e);
    }
  }

  /**
   * Writes the whole database as of one moment into a file of its own, beside the writer; what was
   * deleted is not in it.
   *
   * @param to where there is no file yet; made for its owner alone
   * @param also work on exactly what was written
   */
  public void snapshot(Path to, Consumer<Tx> also) {
    checkOpen();
    try {
      try (Connection own = Sqlite.connectToRead(file)) {
        Sqlite.copy(own, to);
      }
      try (Connection copy = Sqlite.connectToRead(to)) {
        counted(Jdbi.create(copy)).useTransaction(handle -> also.accept(new Tx(handle, vault)));
      }
    } catch (SQLException | JdbiException e) {
      throw Sqlite.translate(e);
    }
  }

  /** Handles opened and not yet closed: none between calls. */
  int openHandles() {
    return openHandles.get();
  }

  private Jdbi counted(Jdbi jdbi) {
    jdbi.getConfig(Handles.class)
        .addListener(
            new HandleListener() {
              @Override
              public void handleCreated(Handle handle) {
                openHandles.incrementAndGet();
              }

              @Override
              public void handleClosed(Handle handle) {
                openHandles.decrementAndGet();
              }
            });
    return jdbi;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the database is closed");
    }
  }

  /** Waits for the transaction under way, then closes. */
  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      close(connection);
    } finally {
      writing.unlock();
    }
  }

  private static void close(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw Sqlite.translate(e);
    }
  }
}
