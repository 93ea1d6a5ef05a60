package org.vestibule.ehr.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Compares what a SQLite file is made of with what this program's steps make: a trigger, view,
 * index or table that somebody planted, changed or dropped does its work unseen by every seal.
 */
final class SchemaCheck {
  /** Anything else in a name was not meant to be read by a person. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

  private static final String RESTORE = ": keep a copy as it is, and restore the latest backup.";

  private SchemaCheck() {}

  /** Something that the file is made of; {@code sql} is null where SQLite made it by itself. */
  private record Made(String type, String table, String sql) {}

  /**
   * One sentence for each difference, by name; empty if there is none.
   *
   * @param words as the steps need them for SQLite
   */
  static List<String> problems(Handle handle, Map<String, String> words) throws SQLException {
    Map<String, Made> present = read(handle);
    Map<String, Made> expected = expected(words);
    List<String> problems = new ArrayList<>();
    present.forEach(
        (name, made) -> {
          Made meant = expected.get(name);
          if (meant == null) {
            problems.add(
                "The database file holds "
                    + named(made.type(), name)
                    + ", which Vestibule did not make"
                    + RESTORE);
          } else if (!meant.equals(made)) {
            problems.add(
                "The database file holds "
                    + named(made.type(), name)
                    + " otherwise than Vestibule made it"
                    + RESTORE);
          }
        });
    expected.forEach(
        (name, made) -> {
          if (!present.containsKey(name)) {
            problems.add("The database file lacks " + named(made.type(), name) + RESTORE);
          }
        });
    return problems;
  }

  private static Map<String, Made> expected(Map<String, String> words) throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      return Jdbi.create(memory)
          .withHandle(
              handle -> {
                Migrations.run(handle, words);
                return read(handle);
              });
    }
  }

  private static Map<String, Made> read(Handle handle) {
    Map<String, Made> all = new TreeMap<>();
    handle
        .createQuery("SELECT name, type, tbl_name, sql FROM sqlite_master")
        .map(
            (row, context) ->
                all.put(
                    row.getString(1),
                    new Made(row.getString(2), row.getString(3), row.getString(4))))
        .useIterator(rows -> rows.forEachRemaining(r -> {}));
    return all;
  }

  private static String named(String type, String name) {
    return "the " + type + " " + (PLAIN.matcher(name).matches() ? name : "with an unreadable name");
  }
}
