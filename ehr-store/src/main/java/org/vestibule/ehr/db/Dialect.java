package org.vestibule.ehr.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.vestibule.ehr.vault.Vault;

/** All that differs between databases: how to connect, the words of the schema, errors. */
interface Dialect {
  /** For writing, one transaction after the other. */
  Connection connect() throws SQLException;

  /** For reading beside the writer: a transaction sees one moment and locks nobody out. */
  Connection connectToRead() throws SQLException;

  /** The words that differ in the migrations. */
  Map<String, String> words();

  /** What is wrong with the database's pages, indexes and schema; empty if nothing. */
  List<String> integrityProblems(Handle handle) throws SQLException;

  /**
   * Copies everything, as of one moment, into a SQLite file that is not there yet.
   *
   * @param vault what the rows are sealed by at that moment; brought up to date if need be
   */
  void copy(Path to, Vault vault) throws SQLException;

  /** Whether a transaction can begin on the connection. */
  default boolean alive(Connection connection) throws SQLException {
    return !connection.isClosed();
  }

  /** What the driver threw, by kind. */
  DatabaseException translate(Throwable from);

  /** Called as a transaction begins that writes: lets no other machine write beside it. */
  default void beginWrite(Handle handle, Vault vault) {}

  /** Brings the schema up to date while no other machine does. */
  default void migrate(Handle handle, Runnable steps) {
    steps.run();
  }

  /** Whether no other process has the database open; true where only one can. */
  default boolean alone(Connection writer) throws SQLException {
    return true;
  }

  /**
   * Takes out of the log what committed transactions deleted or replaced.
   *
   * @return false if that must be tried again later, since somebody reads an older moment
   */
  default boolean scrub(Connection writer) throws SQLException {
    return true;
  }

  /** Tells other machines, once the transaction is committed. */
  default void tell(Handle handle, News news) {}

  /** Hears what other machines tell; returns what ends that. */
  default Runnable listen(Consumer<News> listener) throws SQLException {
    return () -> {};
  }
}
