package org.vestibule.ehr.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.vestibule.ehr.vault.Vault;

/**
 * Has the tests of a class keep their stores on a PostgreSQL server: each folder gets a database of
 * its own, until its test is over. The server is started once for all classes. Tests run one after
 * the other.
 */
final class PostgresServer
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ExecutionCondition {
  private static Optional<PostgresServer> running = Optional.empty();

  private final Map<Path, String> databases = new HashMap<>();
  private EmbeddedPostgres server;
  private int made;

  /** The test handles a folder's files itself, so it says nothing about a server. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface FolderOnly {}

  /** Closed with the last of all tests. */
  private record Shared(EmbeddedPostgres server) implements AutoCloseable {
    static Shared start() {
      try {
        // Power cuts are not tried on it.
        return new Shared(EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(PostgresServer.class))
            .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
            .server();
    running = Optional.of(this);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), FolderOnly.class)
        ? ConditionEvaluationResult.disabled("about a folder's files")
        : ConditionEvaluationResult.enabled("on a server");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    databases.values().forEach(name -> execute("DROP DATABASE " + name + " WITH (FORCE)"));
    databases.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running = Optional.empty();
  }

  /** Where the store of a folder is while a server runs, unless the folder holds it. */
  static Optional<StorePlace> placeOf(Path folder) {
    return running
        .filter(server -> !Vault.exists(folder))
        .map(server -> StorePlace.on(server.url(folder), folder));
  }

  private String url(Path folder) {
    String name = databases.computeIfAbsent(folder, f -> newDatabase("template0"));
    return server.getJdbcUrl("postgres", name);
  }

  private String newDatabase(String template) {
    String name = "clinic" + System.identityHashCode(this) + "_" + ++made;
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return name;
  }

  /** What puts the database of a folder back as it is now; nobody may have it open. */
  static Runnable older(Path folder) {
    PostgresServer server = running.orElseThrow();
    String older = server.newDatabase(server.databases.get(folder));
    server.databases.put(folder.resolve(older), older);
    return () -> {
      String name = server.databases.get(folder);
      server.execute("DROP DATABASE " + name + " WITH (FORCE)");
      server.execute("CREATE DATABASE " + name + " TEMPLATE " + older);
    };
  }

  private void execute(String sql) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
