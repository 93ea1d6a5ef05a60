package org.vestibule.ehr.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Everything that is SQLite's own: how to connect, the words of its schema, its errors. */
final class Sqlite {
  /** How long a statement waits for a lock of another process. */
  private static final int BUSY_MILLIS = 2_000;

  /** The words that differ between databases in the migrations. */
  static final Map<String, String> WORDS =
      Map.of("${bytes}", "BLOB", "${int}", "INTEGER", "${long}", "INTEGER", "${strict}", "STRICT");

  private Sqlite() {}

  /**
   * For writing: a transaction takes the write lock as it begins, so that it never waits midway.
   */
  static Connection connect(Path file) throws SQLException {
    return connect(file, SQLiteConfig.TransactionMode.IMMEDIATE);
  }

  /** For reading beside the writer: a transaction sees one moment and locks nobody out. */
  static Connection connectToRead(Path file) throws SQLException {
    return connect(file, SQLiteConfig.TransactionMode.DEFERRED);
  }

  private static Connection connect(Path file, SQLiteConfig.TransactionMode mode)
      throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
    config.enforceForeignKeys(true);
    // Sorters and temporary indexes would otherwise go to files outside the data folder.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setTransactionMode(mode);
    config.setBusyTimeout(BUSY_MILLIS);
    forOwnerOnly(file);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (var statement = connection.createStatement()) {
      // A damaged or planted schema must not run functions, and damaged cells must be noticed.
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** A compact copy of the database as of now. */
  static void copy(Connection from, Path to) throws SQLException {
    forOwnerOnly(to);
    try (var statement = from.prepareStatement("VACUUM INTO ?")) {
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

  /** SQLite's own check of its pages and indexes; empty if all is well. */
  static String integrityCheck() {
    return "PRAGMA integrity_check(20)";
  }

  static DatabaseException translate(Throwable from) {
    for (Throwable cause = from; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException e) {
        SQLiteErrorCode code = e.getResultCode();
        return new DatabaseException(kind(code), "SQLite: " + code.name(), from);
      }
    }
    return new DatabaseException(DatabaseException.Kind.UNREADABLE, "the database failed", from);
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
