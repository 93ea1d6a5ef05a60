package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any sealed value moved to any other row, column or patient is noticed. The cells are found in the
 * schema, so that a table added later is tried too.
 */
class SwapTest {
  private static final int FEW = 150;

  @TempDir Path folder;

  /** A sealed value's place. */
  private record Cell(String table, String column, long row) {}

  @Test
  void someMoves() throws SQLException {
    move(FEW);
  }

  @Test
  @Tag("measure")
  void everyMove() throws SQLException {
    move(Integer.MAX_VALUE);
  }

  private void move(int most) throws SQLException {
    Everything.make(folder);
    assertTrue(Everything.read(folder).isPresent());
    Map<Path, byte[]> whole = Everything.files(folder);
    List<Cell> cells = sealedCells();
    assertTrue(cells.stream().map(Cell::table).distinct().count() >= 5, "" + cells);
    List<Cell[]> moves = new ArrayList<>();
    for (Cell from : cells) {
      cells.stream().filter(to -> !to.equals(from)).forEach(to -> moves.add(new Cell[] {from, to}));
    }
    Collections.shuffle(moves, new Random(8));
    int tried = 0;
    for (Cell[] move : moves.subList(0, Math.min(most, moves.size()))) {
      Everything.restore(folder, whole);
      if (copy(move[0], move[1])) {
        assertNoticed(Arrays.toString(move));
        tried++;
      }
    }
    System.out.println(tried + " of " + moves.size() + " moves between " + cells.size() + " cells");
    assertTrue(tried > FEW / 2, "" + tried);
  }

  private void assertNoticed(String move) {
    Optional<String> read;
    try {
      read = Everything.read(folder);
    } catch (StoreException.Damaged noticed) {
      return;
    }
    assertNotEquals(true, read.isPresent(), "not noticed: " + move);
  }

  /** Every blob of the database whose column holds sealed bytes or wrapped keys. */
  private List<Cell> sealedCells() throws SQLException {
    List<Cell> cells = new ArrayList<>();
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet columns =
            statement.executeQuery(
                "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE"
                    + " t.type = 'table' AND c.type = 'BLOB' AND (c.name LIKE '%sealed%' OR c.name"
                    + " LIKE '%key%' OR c.name = 'details')")) {
      while (columns.next()) {
        cells.addAll(rows(columns.getString(1), columns.getString(2)));
      }
    }
    return cells;
  }

  private List<Cell> rows(String table, String column) throws SQLException {
    List<Cell> cells = new ArrayList<>();
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT rowid FROM " + table + " WHERE length(" + column + ") > 0")) {
      while (rows.next()) {
        cells.add(new Cell(table, column, rows.getLong(1)));
      }
    }
    return cells;
  }

  /** False if both cells hold the same bytes. */
  private boolean copy(Cell from, Cell to) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      String value =
          "(SELECT "
              + from.column()
              + " FROM "
              + from.table()
              + " WHERE rowid = "
              + from.row()
              + ")";
      return statement.executeUpdate(
              "UPDATE %s SET %s = %s WHERE rowid = %d AND %s <> %s"
                  .formatted(to.table(), to.column(), value, to.row(), to.column(), value))
          == 1;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(EhrStore.DATABASE));
  }
}
