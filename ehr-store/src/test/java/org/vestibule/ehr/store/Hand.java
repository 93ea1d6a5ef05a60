package org.vestibule.ehr.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Somebody with the database's own tools and no keys. */
final class Hand {
  private final Path folder;

  Hand(Path folder) {
    this.folder = folder;
  }

  /** Changes the database; returns how many rows. */
  int change(String sql, Object... values) {
    try (Connection connection = connect();
        PreparedStatement statement = bound(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every value of a column. */
  List<byte[]> column(String sql, Object... values) {
    try (Connection connection = connect();
        PreparedStatement statement = bound(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<byte[]> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getBytes(1));
      }
      return column;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tables that have a column of this name. */
  List<String> tablesWith(String column) {
    try (Connection connection = connect();
        ResultSet columns = connection.getMetaData().getColumns(null, null, "%", column)) {
      List<String> tables = new ArrayList<>();
      while (columns.next()) {
        tables.add(columns.getString("TABLE_NAME"));
      }
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement bound(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** What puts the database back as it is now; nobody may have it open at either time. */
  Runnable older() {
    if (server().isPresent()) {
      return PostgresServer.older(folder);
    }
    Path database = folder.resolve(EhrStore.DATABASE);
    byte[] older = bytes(database);
    return () -> {
      try {
        for (String beside : List.of("-wal", "-shm")) {
          Files.deleteIfExists(folder.resolve(EhrStore.DATABASE + beside));
        }
        Files.write(database, older);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> server() {
    return Clinic.place(folder).server();
  }

  /** Bound by no rule between tables, as SQLite's tools are. */
  private Connection connect() throws SQLException {
    if (server().isEmpty()) {
      return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(EhrStore.DATABASE));
    }
    Connection connection = DriverManager.getConnection(server().get());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      return connection;
    }
  }
}
