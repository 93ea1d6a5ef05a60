package org.vestibule.ehr.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleListener;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.vault.Vault;

/**
 * One database with one writer on this machine: transactions that write come one after the other,
 * in the order in which they asked; readers see the last whole transaction and do not wait for the
 * writer.
 *
 * <p>Safe for use by several threads. A transaction is not interrupted.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** Remembers what it parsed, for every connection: parsing costs more than most reads. */
  private final SqlParser parser = new ColonPrefixSqlParser();

  private final Dialect dialect;
  private final Vault vault;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final AtomicInteger openHandles = new AtomicInteger();
  private final List<Consumer<News>> listeners = new CopyOnWriteArrayList<>();
  private Connection connection;
  private Jdbi writer;
  private KeptStatements statements;
  private Runnable stopListening = () -> {};

  /** A process may have died between a deletion and this. */
  private boolean toScrub = true;

  private volatile boolean closed;

  private Database(Dialect dialect, Vault vault, Connection connection) {
    this.dialect = dialect;
    this.vault = vault;
    use(connection);
  }

  private void use(Connection next) {
    connection = next;
    statements = new KeptStatements();
    writer = jdbi(next, statements);
  }

  /**
   * Opens the file, made if it is missing, and brings its schema up to date.
   *
   * @throws DatabaseException if it cannot be used
   */
  public static Database open(Path file, Vault vault) {
    return open(new Sqlite(file), vault);
  }

  /**
   * Opens the database on a server, which other machines may have open too.
   *
   * @throws DatabaseException if it cannot be used
   */
  public static Database open(Postgres server, Vault vault) {
    return open((Dialect) server, vault);
  }

  private static Database open(Dialect dialect, Vault vault) {
    Connection connection = null;
    try {
      connection = dialect.connect();
      Database database = new Database(dialect, vault, connection);
      database.writer.useHandle(h -> dialect.migrate(h, () -> Migrations.run(h, dialect.words())));
      database.stopListening = dialect.listen(database::heard);
      return database;
    } catch (SQLException | JdbiException e) {
      close(dialect, connection);
      throw dialect.translate(e);
    } catch (RuntimeException e) {
      close(dialect, connection);
      throw e;
    }
  }

  /** Hands on what other machines write, in the order in which listeners came. */
  public void listen(Consumer<News> listener) {
    listeners.add(listener);
  }

  private void heard(News heard) {
    listeners.forEach(listener -> listener.accept(heard));
  }

  /** Whether no other process has the database open now. */
  public boolean isAlone() {
    writing.lock();
    try {
      return dialect.alone(connection);
    } catch (SQLException e) {
      throw dialect.translate(e);
    } finally {
      writing.unlock();
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
      reconnect();
      Tx[] used = new Tx[1];
      T result =
          writer.inTransaction(
              handle -> {
                Tx tx = new Tx(handle, statements, vault, dialect);
                used[0] = tx;
                dialect.beginWrite(handle, vault);
                T value = work.in(tx);
                tx.beforeCommit();
                return value;
              });
      used[0].afterCommit();
      scrub(used[0].destroys());
      return result;
    } catch (SQLException | JdbiException e) {
      throw dialect.translate(e);
    } finally {
      writing.unlock();
    }
  }

  /** The transaction stands, whatever becomes of this; the next one tries again. */
  private void scrub(boolean destroyed) {
    toScrub |= destroyed;
    if (toScrub) {
      try {
        toScrub = !dialect.scrub(connection);
      } catch (SQLException e) {
        LOG.warn("What was deleted is still in the database's log", e);
      }
    }
  }

  /** A server may have cut the connection; a transaction is never taken up again midway. */
  private void reconnect() throws SQLException {
    if (!dialect.alive(connection)) {
      close(dialect, connection);
      use(dialect.connect());
    }
  }

  /**
   * Reads beside the writer, on a connection of its own, everything as of one moment. For long
   * reads that are accounted for elsewhere; the work must not write.
   */
  public <T> T read(Work<T> work) {
    checkOpen();
    try (Connection own = dialect.connectToRead()) {
      KeptStatements kept = new KeptStatements();
      return jdbi(own, kept).inTransaction(handle -> work.in(new Tx(handle, kept, vault, dialect)));
    } catch (SQLException | JdbiException e) {
      throw dialect.translate(e);
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
      dialect.copy(to, vault);
      try (Connection copy = new Sqlite(to).connectToRead()) {
        KeptStatements kept = new KeptStatements();
        jdbi(copy, kept)
            .useTransaction(handle -> also.accept(new Tx(handle, kept, vault, dialect)));
      }
    } catch (SQLException | JdbiException e) {
      throw dialect.translate(e);
    }
  }

  /**
   * Fills the empty database of a server with everything of a SQLite file, in one transaction.
   *
   * @param from a database of this program's version that nobody has open
   * @param keys what the rows are sealed by, as {@link Vault#file} gives it
   * @param generation of these keys
   * @throws DatabaseException of kind IN_USE if the server holds a clinic already
   */
  public static void fill(Postgres server, Path from, byte[] keys, long generation) {
    try {
      server.fill(from, keys, generation);
    } catch (SQLException | JdbiException e) {
      throw server.translate(e);
    }
  }

  /** Handles opened and not yet closed: none between calls. */
  int openHandles() {
    return openHandles.get();
  }

  private Jdbi jdbi(Connection on, KeptStatements kept) {
    Jdbi jdbi = Jdbi.create(on).setStatementBuilderFactory(any -> kept);
    jdbi.getConfig(SqlStatements.class).setSqlParser(parser);
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
      stopListening.run();
      close(dialect, connection);
    } finally {
      writing.unlock();
    }
  }

  private static void close(Dialect dialect, Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
  }
}
