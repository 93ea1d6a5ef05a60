package org.vestibule.ehr.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Numbered steps of the schema. Each runs once, in a transaction of its own, in order; a step that
 * has shipped is never changed.
 */
final class Migrations {
  private static final List<String> STEPS = List.of("V001.sql", "V002.sql", "V003.sql", "V004.sql");

  private Migrations() {}

  /** Brings the schema to this program's version. */
  static void run(Handle handle, Map<String, String> words) {
    handle.execute("CREATE TABLE IF NOT EXISTS schema_step (number INTEGER NOT NULL PRIMARY KEY)");
    int done =
        handle
            .createQuery("SELECT COALESCE(MAX(number), 0) FROM schema_step")
            .mapTo(Integer.class)
            .one();
    if (done > STEPS.size()) {
      throw new DatabaseException(
          DatabaseException.Kind.TOO_NEW, "schema step " + done + " is not known", null);
    }
    for (int number = done + 1; number <= STEPS.size(); number++) {
      int step = number;
      handle.useTransaction(
          h -> {
            statements(STEPS.get(step - 1), words).forEach(h::execute);
            h.execute("INSERT INTO schema_step (number) VALUES (?)", step);
          });
    }
  }

  private static List<String> statements(String name, Map<String, String> words) {
    String text =
        read(name).lines().filter(l -> !l.startsWith("--")).collect(Collectors.joining("\n"));
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    return List.of(text.split(";", -1)).stream()
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private static String read(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
