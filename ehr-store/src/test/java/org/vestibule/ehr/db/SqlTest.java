package org.vestibule.ehr.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTest {
  private static final String INSERT = "INSERT INTO seen (name, age, photo) VALUES (?, ?, ?)";
  private static final String BY_AGE = "SELECT name FROM seen WHERE age = ? ORDER BY name";

  @TempDir Path folder;

  private Connection connection;
  private Sql sql;

  @BeforeEach
  void open() throws SQLException {
    Sqlite file = new Sqlite(folder.resolve("seen.db"));
    connection = file.connect();
    sql = new Sql(connection, new KeptStatements(), file);
    sql.execute("CREATE TABLE seen (name TEXT NOT NULL UNIQUE, age INTEGER, photo BLOB)");
    sql.execute(INSERT, "b", 1, new byte[] {7});
    sql.execute(INSERT, "a", 1, null);
    sql.execute(INSERT, "c", 4_000_000_000L, null);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private List<String> names(long age) {
    return sql.list(BY_AGE, row -> row.getString(1), age);
  }

  private Optional<byte[]> photo(String name) {
    return sql.first("SELECT photo FROM seen WHERE name = ?", row -> row.getBytes(1), name);
  }

  @Test
  void readsWhatItWrote() {
    assertEquals(List.of("a", "b"), names(1));
    assertEquals(List.of("c"), names(4_000_000_000L));
    assertEquals(List.of(), names(9));
    assertArrayEquals(new byte[] {7}, photo("b").orElseThrow());
    assertEquals(Optional.empty(), photo("a"));
    assertEquals(Optional.empty(), photo("nobody"));
    assertEquals(Optional.of("a"), sql.first(BY_AGE, row -> row.getString(1), 1));
  }

  @Test
  void aStatementWithinItselfIsAnotherOne() {
    List<String> pairs = sql.list(BY_AGE, row -> row.getString(1) + names(4_000_000_000L), 1);
    assertEquals(List.of("a[c]", "b[c]"), pairs);
  }

  @Test
  void servesAgainAfterAFailure() {
    assertThrows(DatabaseException.class, () -> sql.execute(INSERT, "a", 9, null));
    assertThrows(
        IllegalStateException.class,
        () ->
            sql.list(
                BY_AGE,
                row -> {
                  throw new IllegalStateException("the reader failed");
                },
                1));
    sql.execute(INSERT, "z", 9, null);
    assertEquals(List.of("z"), names(9));
    assertEquals(List.of("a", "b"), names(1));
  }
}
