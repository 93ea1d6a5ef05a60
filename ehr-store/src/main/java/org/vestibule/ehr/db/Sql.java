package org.vestibule.ehr.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements that every opening of a chart and every registration runs, given to the driver
 * itself: what Jdbi configures anew for each statement costs several times what SQLite does. Values
 * are bound by position.
 *
 * <p>For the thread that has the transaction. What the driver throws becomes a {@link
 * DatabaseException}.
 */
final class Sql {
  private final Connection connection;
  private final KeptStatements statements;
  private final Dialect dialect;

  Sql(Connection connection, KeptStatements statements, Dialect dialect) {
    this.connection = connection;
    this.statements = statements;
    this.dialect = dialect;
  }

  /** Makes something of the row at which the result stands. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Something to be done with an open result. */
  @FunctionalInterface
  private interface Use<T> {
    T of(ResultSet rows) throws SQLException;
  }

  /** What is made of the first row, if there is one and it is not null. */
  <T> Optional<T> first(String sql, RowReader<T> reader, Object... values) {
    return query(
        sql,
        rows -> rows.next() ? Optional.ofNullable(reader.read(rows)) : Optional.empty(),
        values);
  }

  /** What is made of each row, in their order. */
  <T> List<T> list(String sql, RowReader<T> reader, Object... values) {
    return query(
        sql,
        rows -> {
          List<T> all = new ArrayList<>();
          while (rows.next()) {
            all.add(reader.read(rows));
          }
          return all;
        },
        values);
  }

  /** Changes rows. */
  void execute(String sql, Object... values) {
    try {
      PreparedStatement statement = prepared(sql, values);
      try {
        statement.executeUpdate();
      } finally {
        statements.close(connection, sql, statement);
      }
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
  }

  private <T> T query(String sql, Use<T> use, Object... values) {
    try {
      PreparedStatement statement = prepared(sql, values);
      try (ResultSet rows = statement.executeQuery()) {
        return use.of(rows);
      } finally {
        statements.close(connection, sql, statement);
      }
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statements.take(connection, sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
