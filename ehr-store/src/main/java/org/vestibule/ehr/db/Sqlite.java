package org.vestibule.ehr.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.vestibule.ehr.vault.Vault;

/** SQLite: a file, one process at a time. */
final class Sqlite implements Dialect {
  /** How long a statement waits for a lock of another process. */
  private static final int BUSY_MILLIS = 2_000;

  /** Most of the file that a connection keeps in memory: the inner pages of every index. */
  private static final int CACHE_KIB = 32 * 1024;

  /**
   * Pages of 4 KiB that the log may have before a transaction copies them into the file: so many
   * that fewer than one transaction in a hundred does, so few that a start after a power cut has no
   * more than 16 MB to look through.
   */
  private static final int LOG_PAGES = 4_000;

  /** Bytes: the log's index grows by 32 KiB at a time. */
  private static final long LEAST_SPACE = 32 * 1024;

  private static final Map<String, String> WORDS =
      Map.of("${bytes}", "BLOB", "${int}", "INTEGER", "${long}", "INTEGER", "${strict}", "STRICT");

  private final Path file;

  Sqlite(Path file) {
    this.file = file;
  }

  @Override
  public Map<String, String> words() {
    return WORDS;
  }

  /** A transaction takes the write lock as it begins, so that it never waits midway. */
  @Override
  public Connection connect() throws SQLException {
    return connect(SQLiteConfig.TransactionMode.IMMEDIATE);
  }

  @Override
  public Connection connectToRead() throws SQLException {
    return connect(SQLiteConfig.TransactionMode.DEFERRED);
  }

  private Connection connect(SQLiteConfig.TransactionMode mode) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
    config.enforceForeignKeys(true);
    // Sorters and temporary indexes would otherwise go to files outside the data folder.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setTransactionMode(mode);
    config.setBusyTimeout(BUSY_MILLIS);
    // Else the driver asks for the row's number after each insertion, which nobody wants.
    config.setGetGeneratedKeys(false);
    forOwnerOnly(file);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (var statement = connection.createStatement()) {
      // A damaged or planted schema must not run functions, and damaged cells must be noticed.
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
      statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** Copies the whole log into the file, where deleted bytes are zeroes, and cuts it to nothing. */
  @Override
  public boolean scrub(Connection writer) throws SQLException {
    try (var statement = writer.createStatement()) {
      // Who waits for the next transaction must not wait for a long reader.
      statement.execute("PRAGMA busy_timeout = 0");
      try (ResultSet done = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        return done.next() && done.getInt(1) == 0;
      } finally {
        statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      }
    }
  }

  @Override
  public void copy(Path to, Vault vault) throws SQLException {
    forOwnerOnly(to);
    try (Connection from = connectToRead();
        var statement = from.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, to.toAbsolutePath().toString());
      statement.execute();
    }
  }

  /** The log and the shared memory beside the database get the database's own rights. */
  private static void forOwnerOnly(Path file) throws SQLException {
    try {
      if (Files.notExists(file)) {
        Files.createFile(file);
      }
      if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new SQLException("the database file cannot be made or its rights set", e);
    }
  }

  /** SQLite's own check of its pages and indexes, and whether anything was planted among them. */
  @Override
  public List<String> integrityProblems(Handle handle) throws SQLException {
    List<String> findings =
        handle.createQuery("PRAGMA integrity_check(20)").mapTo(String.class).list().stream()
            .filter(line -> !line.equals("ok"))
            .toList();
    List<String> problems = new ArrayList<>(new FileDamage(handle).sentences(findings));
    problems.addAll(SchemaCheck.problems(handle, WORDS));
    return problems;
  }

  @Override
  public DatabaseException translate(Throwable from) {
    for (Throwable cause = from; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException e) {
        SQLiteErrorCode code = e.getResultCode();
        DatabaseException.Kind kind = isFull(code) ? DatabaseException.Kind.FULL : kind(code);
        return new DatabaseException(kind, "SQLite: " + code.name(), from);
      }
    }
    return new DatabaseException(DatabaseException.Kind.UNREADABLE, "the database failed", from);
  }

  /**
   * What lies beside the database, as the log's index, cannot grow either: an I/O error says so.
   */
  private boolean isFull(SQLiteErrorCode code) {
    try {
      return (code.code & 0xff) == 10 && Files.getFileStore(file).getUsableSpace() < LEAST_SPACE;
    } catch (IOException e) {
      return false;
    }
  }

  private static DatabaseException.Kind kind(SQLiteErrorCode code) {
    return switch (code.code & 0xff) {
      case 5, 6 -> DatabaseException.Kind.IN_USE; // BUSY, LOCKED
      case 13 -> DatabaseException.Kind.FULL;
      case 8, 10, 14, 3, 23 -> DatabaseException.Kind.UNREADABLE; // READONLY, IOERR, CANTOPEN, ...
      default -> DatabaseException.Kind.DAMAGED; // CORRUPT, NOTADB, a schema that does not fit
    };
  }
}
