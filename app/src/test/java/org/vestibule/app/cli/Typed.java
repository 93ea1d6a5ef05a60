package org.vestibule.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;

/** A command as typed, with what it printed and its exit code. */
record Typed(int exit, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command in this process, without a terminal to ask and without a display. */
  static Typed run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal() {
          private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
          private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);

          @Override
          public PrintStream out() {
            return outStream;
          }

          @Override
          public PrintStream err() {
            return errStream;
          }

          @Override
          public Optional<char[]> secret(String question) {
            return Optional.empty();
          }
        };
    Windows noDisplay =
        (start, clinic) -> {
          throw new FlowException(Kind.USAGE, "UI-2", "There is no display.");
        };
    int exit = Cli.run(noDisplay, terminal, Clock.systemDefaultZone(), args);
    return new Typed(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Every line of standard output as a JSON object; fails on anything else. */
  List<JsonNode> json() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.lines().toList()) {
      JsonNode node = JSON.readTree(line);
      if (node == null || !node.isObject()) {
        throw new IOException("not a JSON object: " + line);
      }
      lines.add(node);
    }
    return lines;
  }

  /** The events of this name among the lines. */
  List<JsonNode> events(String name) throws IOException {
    return json().stream().filter(node -> node.path("event").asText().equals(name)).toList();
  }
}
