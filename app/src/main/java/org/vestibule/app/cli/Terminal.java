package org.vestibule.app.cli;

import java.io.PrintStream;
import java.util.Optional;

/** Where a command prints and asks. */
public interface Terminal {

  /** Standard output: results. */
  PrintStream out();

  /** Standard error: messages. */
  PrintStream err();

  /** Asks for a secret without showing it; empty when nobody can be asked. The caller wipes it. */
  Optional<char[]> secret(String question);

  /** The process's own terminal. */
  static Terminal system() {
    return new Terminal() {
      @Override
      public PrintStream out() {
        return System.out;
      }

      @Override
      public PrintStream err() {
        return System.err;
      }

      @Override
      public Optional<char[]> secret(String question) {
        return Optional.ofNullable(System.console()).map(c -> c.readPassword("%s: ", question));
      }
    };
  }
}
