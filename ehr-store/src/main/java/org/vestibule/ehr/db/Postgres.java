package org.vestibule.ehr.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.vault.SharedVault;
import org.vestibule.ehr.vault.Vault;
import org.vestibule.ehr.vault.VaultIoException;

/**
 * PostgreSQL: a server that several machines share. It sees sealed rows only. Transactions that
 * write come one after the other over all machines, by an advisory lock: the ledger is one chain.
 *
 * <p>Thread-safe.
 */
public final class Postgres implements Dialect, SharedVault {
  private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

  private static final Map<String, String> WORDS =
      Map.of("${bytes}", "BYTEA", "${int}", "INTEGER", "${long}", "BIGINT", "${strict}", "");

  /** Advisory locks are numbers shared by a whole database: these are Vestibule's. */
  private static final long WRITING = 0x5645535401L;

  private static final long OPEN = 0x5645535402L;
  private static final int TIMEOUT_SECONDS = 10;

  private final String url;
  private final UUID self = UUID.randomUUID();

  private Postgres(String url) {
    this.url = url;
  }

  /**
   * The server at a URL.
   *
   * @param url {@code jdbc:postgresql://host/database?user=…&sslmode=verify-full}
   */
  public static Postgres at(String url) {
    if (!isUrl(url)) {
      throw new IllegalArgumentException("not a URL of a PostgreSQL server");
    }
    return new Postgres(url);
  }

  /** Whether this class can open the URL. */
  public static boolean isUrl(String url) {
    return url.startsWith("jdbc:postgresql:");
  }

  @Override
  public Map<String, String> words() {
    return WORDS;
  }

  /** Each open store holds a shared lock for as long as it lives. */
  @Override
  public Connection connect() throws SQLException {
    Connection connection = connection();
    try (var statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = on");
      statement.execute("SELECT pg_advisory_lock_shared(" + OPEN + ")");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection connectToRead() throws SQLException {
    Connection connection = connection();
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return connection;
  }

  /** Asks: a server that was started anew, or a firewall, may have cut an idle connection. */
  @Override
  public boolean alive(Connection connection) throws SQLException {
    return connection.isValid(TIMEOUT_SECONDS);
  }

  private Connection connection() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "" + TIMEOUT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "Vestibule");
    return DriverManager.getConnection(url, properties);
  }

  @Override
  public List<String> integrityProblems(Handle handle) {
    return List.of(); // The server's own checks (data checksums, amcheck) are its administrator's.
  }

  /** Begins again while the keys are changed at another machine: rows and keys fit together. */
  @Override
  public void copy(Path to, Vault vault) throws SQLException {
    Sqlite file = new Sqlite(to);
    try (Connection here = file.connect()) {
      Jdbi.create(here).useHandle(handle -> Migrations.run(handle, file.words()));
      here.setAutoCommit(false);
      while (!copied(here, vault)) {
        here.rollback();
        vault.refresh();
      }
      here.commit();
    }
  }

  private boolean copied(Connection here, Vault vault) throws SQLException {
    try (Connection server = connectToRead()) {
      server.setAutoCommit(false);
      if (generation(server) != vault.generation()) {
        return false;
      }
      new TableCopy(server, here).run(here);
      server.rollback();
      return true;
    }
  }

  private static long generation(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT generation FROM shared_vault")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The other way: everything of a file and its keys into a database without a clinic. */
  void fill(Path from, byte[] keys, long generation) throws SQLException {
    try (Connection here = new Sqlite(from).connectToRead();
        Connection server = connection()) {
      prepareVault(server);
      Jdbi.create(server).useHandle(h -> migrate(h, () -> Migrations.run(h, WORDS)));
      here.setAutoCommit(false);
      server.setAutoCommit(false);
      if (content(server).isPresent()) {
        throw new DatabaseException(
            DatabaseException.Kind.IN_USE, "the server holds a clinic already", null);
      }
      new TableCopy(here, server).run(here);
      put(server, keys, generation);
      server.commit();
      here.rollback();
    }
  }

  @Override
  public void migrate(Handle handle, Runnable steps) {
    handle.execute("SELECT pg_advisory_lock(" + WRITING + ")");
    steps.run();
    handle.execute("SELECT pg_advisory_unlock(" + WRITING + ")");
  }

  /** Waits for the other machines' turn to end; then sees all they wrote. */
  @Override
  public void beginWrite(Handle handle, Vault vault) {
    handle.execute("SELECT pg_advisory_xact_lock(" + WRITING + ")");
    long newest = handle.createQuery("SELECT generation FROM shared_vault").mapTo(Long.class).one();
    if (newest != vault.generation()) {
      vault.refresh(); // Nothing may be sealed by keys that another machine has replaced.
    }
  }

  @Override
  public boolean alone(Connection writer) throws SQLException {
    try (var statement = writer.createStatement();
        ResultSet got = statement.executeQuery("SELECT pg_try_advisory_lock(" + OPEN + ")")) {
      got.next();
      boolean alone = got.getBoolean(1);
      if (alone) {
        statement.execute("SELECT pg_advisory_unlock(" + OPEN + ")");
      }
      return alone;
    }
  }

  @Override
  public void tell(Handle handle, News news) {
    handle
        .createQuery("SELECT pg_notify('" + PostgresListener.CHANNEL + "', ?)")
        .bind(0, self + " " + news.text())
        .map((row, context) -> true)
        .one();
  }

  @Override
  public Runnable listen(Consumer<News> listener) throws SQLException {
    return PostgresListener.start(this::connection, self.toString(), listener)::stop;
  }

  @Override
  public DatabaseException translate(Throwable from) {
    for (Throwable cause = from; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && e.getSQLState() != null) {
        String state = e.getSQLState();
        Optional<ServerTrouble> trouble = ServerTrouble.of(state);
        LOG.warn("PostgreSQL: {}", state); // The driver's message may quote values.
        return trouble.isPresent()
            ? new DatabaseException(DatabaseException.Kind.SERVER, trouble.get().sentence(), null)
            : new DatabaseException(kind(state), "PostgreSQL: " + state, null);
      }
    }
    return new DatabaseException(DatabaseException.Kind.UNREADABLE, "the database failed", from);
  }

  /** By class of the SQLSTATE (PostgreSQL's manual, appendix A). */
  private static DatabaseException.Kind kind(String state) {
    if (state.equals("53100")) {
      return DatabaseException.Kind.FULL;
    }
    return switch (state.substring(0, 2)) {
      case "40", "55" -> DatabaseException.Kind.IN_USE;
      case "XX", "42", "22" -> DatabaseException.Kind.DAMAGED;
      default -> DatabaseException.Kind.UNREADABLE;
    };
  }

  @Override
  public Optional<byte[]> read() {
    try (Connection connection = connection()) {
      prepareVault(connection);
      return content(connection);
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private static Optional<byte[]> content(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT content FROM shared_vault FOR UPDATE")) {
      return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
    }
  }

  @Override
  public boolean replace(Optional<byte[]> before, byte[] next, long generation) {
    try (Connection connection = connection()) {
      prepareVault(connection);
      connection.setAutoCommit(false);
      Optional<byte[]> there = content(connection);
      boolean same =
          there.isPresent() == before.isPresent()
              && (there.isEmpty() || Arrays.equals(there.get(), before.get()));
      if (same) {
        put(connection, next, generation);
        connection.commit();
      } else {
        connection.rollback();
      }
      return same;
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private static void put(Connection connection, byte[] next, long generation) throws SQLException {
    String sql =
        "INSERT INTO shared_vault (one, generation, content) VALUES (1, ?, ?) ON CONFLICT (one)"
            + " DO UPDATE SET generation = excluded.generation, content = excluded.content";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, generation);
      statement.setBytes(2, next);
      statement.executeUpdate();
    }
  }

  /** Beside the numbered steps, since the vault is needed before the database is opened. */
  private static void prepareVault(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS shared_vault (one INTEGER NOT NULL PRIMARY KEY"
              + " CHECK (one = 1), generation BIGINT NOT NULL, content BYTEA NOT NULL)");
    }
  }

  private static VaultIoException unreachable(SQLException e) {
    ServerTrouble trouble =
        Optional.ofNullable(e.getSQLState())
            .flatMap(ServerTrouble::of)
            .orElse(ServerTrouble.UNREACHABLE);
    return new VaultIoException(trouble.sentence(), e);
  }

  @Override
  public String toString() {
    return "Postgres"; // The URL may hold a password.
  }
}
