package org.vestibule.ehr.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has the tests of a class keep their stores on a PostgreSQL server that is started for them: each
 * folder gets a database of its own. Tests run one after the other.
 */
final class PostgresServer implements BeforeAllCallback, AfterAllCallback {
  private static Optional<PostgresServer> running = Optional.empty();

  private final Map<Path, String> urls = new HashMap<>();
  private EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    running = Optional.of(this);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    running = Optional.empty();
    server.close();
  }

  /** Where the store of a folder is while a server runs. */
  static Optional<StorePlace> placeOf(Path folder) {
    return running.map(s -> StorePlace.on(s.url(folder), folder));
  }

  private String url(Path folder) {
    return urls.computeIfAbsent(folder, f -> newDatabase("clinic" + urls.size()));
  }

  private String newDatabase(String name) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return server.getJdbcUrl("postgres", name);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
