package org.vestibule.ehr.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one connection for their next use: to parse and plan the dozen
 * statements of a transaction costs more than to run them. The values bound are dropped at once.
 *
 * <p>For one thread at a time, as its connection is.
 */
final class KeptStatements extends DefaultStatementBuilder {
  /** More than all that the tables use; statements made for lists of ids come and go. */
  private static final int MOST = 200;

  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    return kept != null ? kept : super.create(connection, sql, context);
  }

  /** A statement to be given back by {@link #close}. */
  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    return kept != null ? kept : connection.prepareStatement(sql);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (sql == null || !(statement instanceof PreparedStatement prepared) || statement.isClosed()) {
      super.close(connection, sql, statement);
      return;
    }
    prepared.clearBatch();
    prepared.clearParameters();
    PreparedStatement twin = idle.put(sql, prepared);
    if (twin != null) {
      twin.close();
    }
    if (idle.size() > MOST) {
      var oldest = idle.entrySet().iterator();
      oldest.next().getValue().close();
      oldest.remove();
    }
  }
}
