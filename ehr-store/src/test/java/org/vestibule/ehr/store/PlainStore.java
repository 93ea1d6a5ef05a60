package org.vestibule.ehr.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The same rows in the same tables under the same indexes and the same journal, but of random
 * bytes: what the disk and SQLite alone cost. Knows nothing of this project, so that it also runs
 * in a process of its own on another driver.
 */
final class PlainStore implements AutoCloseable {
  private static final int WARM_UPS = 100;

  private final Random random = new Random(11);
  private final Connection connection;
  private final Shape shape;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final List<byte[]> patients = new ArrayList<>();
  private long sequence;

  /**
   * How long the values are, in bytes, and how many rows a patient has.
   *
   * @param card of a chart with entries
   */
  record Shape(
      int key,
      int patient,
      int lookups,
      int token,
      int manifest,
      int details,
      int state,
      int entries,
      int entry,
      int clinicalManifest,
      int card) {
    String words() {
      return Stream.of(
              key,
              patient,
              lookups,
              token,
              manifest,
              details,
              state,
              entries,
              entry,
              clinicalManifest,
              card)
          .map(String::valueOf)
          .reduce((a, b) -> a + "," + b)
          .orElseThrow();
    }

    static Shape parse(String words) {
      int[] n = Arrays.stream(words.split(",")).mapToInt(Integer::parseInt).toArray();
      return new Shape(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]);
    }
  }

  PlainStore(String url, List<String> schema, Shape shape) throws SQLException {
    this.shape = shape;
    connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      for (String pragma :
          List.of(
              "journal_mode = WAL",
              "synchronous = FULL",
              "secure_delete = ON",
              "foreign_keys = ON",
              "temp_store = MEMORY")) {
        statement.execute("PRAGMA " + pragma);
      }
      for (String sql : schema) {
        statement.execute(sql);
      }
    }
    connection.setAutoCommit(false);
  }

  /** As many patients as asked for in one transaction: patient, lookups, manifest, audit, state. */
  void register(int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      byte[] id = bytes(16);
      patients.add(id);
      run(
          "INSERT INTO patient (id, version, directory_key, sealed) VALUES (?, 1, ?, ?)",
          id,
          bytes(shape.key()),
          bytes(shape.patient()));
      for (int lookup = 0; lookup < shape.lookups(); lookup++) {
        run("INSERT INTO lookup (token, patient) VALUES (?, ?)", bytes(shape.token()), id);
      }
      audit(id);
      set("INSERT INTO meta (name, version, content) VALUES ('state', 1, ?)", shape.state());
      run(
          "INSERT INTO counter (name, value) VALUES ('number', ?)"
              + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          sequence);
      run("INSERT INTO manifest VALUES (?, 1, 1, ?)", id, bytes(shape.manifest()));
    }
    connection.commit();
  }

  private void set(String insert, int length) throws SQLException {
    run(
        insert
            + " ON CONFLICT (name) DO UPDATE"
            + " SET version = meta.version + 1, content = excluded.content",
        (Object) bytes(length));
  }

  private void audit(byte[] patient) throws SQLException {
    run(
        "INSERT INTO audit VALUES (?, ?, 1772703000, 0, ?, 'desk', 'CHART_OPENED', 'TREATMENT', ?,"
            + " 'DONE', ?, ?)",
        ++sequence,
        bytes(16),
        bytes(16),
        patient,
        bytes(shape.details()),
        bytes(32));
  }

  /** A chart for a patient who is there. */
  void putChart(int patient) throws SQLException {
    byte[] id = patients.get(patient);
    for (int i = 0; i < shape.entries(); i++) {
      run(
          "INSERT INTO entry (id, version, patient, scope, sealed) VALUES (?, 1, ?, ?, ?)",
          bytes(16),
          id,
          i < 2 ? 1 : 2,
          bytes(shape.entry()));
    }
    run("INSERT INTO manifest VALUES (?, 2, 1, ?)", id, bytes(shape.clinicalManifest()));
    run("INSERT INTO emergency_card VALUES (?, 1, ?)", id, bytes(shape.card()));
    connection.commit();
  }

  /** Reads everything that a chart is made of, and commits one row. */
  long openChart(int patient) throws SQLException {
    byte[] id = patients.get(patient);
    long length =
        read("SELECT * FROM patient WHERE id = ?", id)
            + read("SELECT * FROM entry WHERE patient = ? AND scope = 1 ORDER BY id, version", id)
            + read("SELECT * FROM entry WHERE patient = ? AND scope = 2 ORDER BY id, version", id)
            + read("SELECT * FROM face WHERE patient = ?", id)
            + read("SELECT * FROM manifest WHERE patient = ?", id)
            + read("SELECT * FROM emergency_card WHERE patient = ?", id)
            + read("SELECT * FROM audit WHERE patient = ? ORDER BY sequence DESC LIMIT 50", id);
    audit(id);
    connection.commit();
    return length;
  }

  private long read(String sql, byte[] id) throws SQLException {
    PreparedStatement query = statement(sql);
    query.setBytes(1, id);
    long length = 0;
    try (ResultSet rows = query.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          byte[] value = rows.getBytes(i);
          length += value == null ? 0 : value.length;
        }
      }
    }
    return length;
  }

  private void run(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement kept = statements.get(sql);
    if (kept == null) {
      kept = connection.prepareStatement(sql);
      statements.put(sql, kept);
    }
    return kept;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /**
   * Measures by itself.
   *
   * @param args JDBC URL, file of the schema's statements parted by semicolons, shape, patients,
   *     times
   */
  public static void main(String[] args) throws Exception {
    List<String> schema =
        Arrays.stream(Files.readString(Path.of(args[1])).split(";"))
            .filter(sql -> !sql.isBlank())
            .toList();
    int base = Integer.parseInt(args[3]);
    int times = Integer.parseInt(args[4]);
    try (PlainStore store = new PlainStore(args[0], schema, Shape.parse(args[2]))) {
      long start = System.nanoTime();
      for (int i = 0; i < base; i += 1_000) {
        store.register(1_000);
      }
      say("bulk, patients a second", base / ((System.nanoTime() - start) / 1e9));
      double[] millis = new double[times];
      for (int i = -WARM_UPS; i < times; i++) {
        start = System.nanoTime();
        store.register(1);
        millis[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
      }
      say("one patient a transaction, mean ms", Arrays.stream(millis).average().orElseThrow());
      for (int i = 0; i < times; i++) {
        store.putChart(i);
      }
      for (int i = -WARM_UPS; i < times; i++) {
        start = System.nanoTime();
        store.openChart(Math.max(i, 0));
        millis[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(millis);
      say("chart read and one row committed, p50 ms", millis[times / 2]);
      say("chart read and one row committed, p99 ms", millis[times * 99 / 100]);
    }
  }

  private static void say(String what, double value) {
    System.out.printf(Locale.ROOT, "SPEED %-60s %10.3f%n", "SQLCipher: " + what, value);
  }
}
