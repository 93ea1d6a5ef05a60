package org.vestibule.ehr.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptStatementsTest {
  private static final String INSERT = "INSERT INTO seen (name, age) VALUES (?, ?)";
  private static final String BY_AGE = "SELECT name FROM seen WHERE age = ? ORDER BY name";

  private final List<String> prepared = new ArrayList<>();
  private Connection connection;
  private Handle handle;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    KeptStatements kept = new KeptStatements();
    handle = Jdbi.create(noting(connection)).setStatementBuilderFactory(any -> kept).open();
    handle.execute("CREATE TABLE seen (name TEXT NOT NULL UNIQUE, age INTEGER)");
    handle.execute(INSERT, "a", 1);
    handle.execute(INSERT, "b", 1);
    handle.execute(INSERT, "c", 2);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** The connection, noting each statement that is prepared. */
  private Connection noting(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, values) -> {
              if (method.getName().equals("prepareStatement")) {
                prepared.add((String) values[0]);
              }
              return method.invoke(real, values);
            });
  }

  private List<String> names(int age) {
    return handle.createQuery(BY_AGE).bind(0, age).mapTo(String.class).list();
  }

  @Test
  void preparesAStatementOnce() {
    assertEquals(List.of("a", "b"), names(1));
    assertEquals(List.of("c"), names(2));
    assertEquals(1, prepared.stream().filter(BY_AGE::equals).count());
    assertEquals(1, prepared.stream().filter(INSERT::equals).count());
  }

  @Test
  void aStatementWithinItselfIsAnotherOne() {
    List<String> pairs =
        handle
            .createQuery(BY_AGE)
            .bind(0, 1)
            .map((row, context) -> row.getString(1) + names(2))
            .list();
    assertEquals(List.of("a[c]", "b[c]"), pairs);
    assertEquals(List.of("a", "b"), names(1));
  }

  @Test
  void keepsNoValues() throws SQLException {
    handle.execute("INSERT INTO seen (name, age) VALUES ('d', ?)", 7);
    assertThrows(
        JdbiException.class, () -> handle.createUpdate(INSERT).bind(0, "e").execute(), "no age");
    assertEquals(0, handle.select("SELECT * FROM seen WHERE name = 'e'").mapToMap().list().size());
  }

  @Test
  void servesAgainAfterAFailure() {
    assertThrows(JdbiException.class, () -> handle.execute(INSERT, "a", 9));
    handle.execute(INSERT, "z", 9);
    assertEquals(List.of("z"), names(9));
  }
}
