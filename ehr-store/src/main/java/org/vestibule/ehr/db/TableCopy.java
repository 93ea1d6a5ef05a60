package org.vestibule.ehr.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every row of every table from one database into another that has the same schema and nothing in
 * it. The rows stay as they are: sealed.
 */
final class TableCopy {
  private static final int BATCH = 500;

  private final Connection from;
  private final Connection to;

  /** Both within a transaction, so that what is copied is of one moment and arrives whole. */
  TableCopy(Connection from, Connection to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies.
   *
   * @param sqlite either of the two: it lists its tables in the order in which they were made, so
   *     that none refers to one after it
   */
  void run(Connection sqlite) throws SQLException {
    for (String table : tables(sqlite)) {
      copy(table);
    }
  }

  private static List<String> tables(Connection sqlite) throws SQLException {
    String sql =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_step'"
            + " AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    List<String> tables = new ArrayList<>();
    try (var statement = sqlite.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private void copy(String table) throws SQLException {
    try (var statement = from.createStatement()) {
      statement.setFetchSize(BATCH);
      try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
        List<String> columns = columns(rows);
        try (PreparedStatement insert = to.prepareStatement(insert(table, columns))) {
          copy(rows, columns.size(), insert);
        }
      }
    }
  }

  private static List<String> columns(ResultSet rows) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      columns.add(rows.getMetaData().getColumnName(i));
    }
    return columns;
  }

  private static String insert(String table, List<String> columns) {
    String values = String.join(", ", Collections.nCopies(columns.size(), "?"));
    return "INSERT INTO %s (%s) VALUES (%s)".formatted(table, String.join(", ", columns), values);
  }

  private static void copy(ResultSet rows, int columns, PreparedStatement insert)
      throws SQLException {
    int waiting = 0;
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        insert.setObject(i, rows.getObject(i));
      }
      insert.addBatch();
      if (++waiting == BATCH) {
        insert.executeBatch();
        waiting = 0;
      }
    }
    insert.executeBatch();
  }
}
