package org.vestibule.natives;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where this user's programs keep what they can make again. */
final class CacheFolder {
  private CacheFolder() {}

  /** Vestibule's cache folder of the current user; empty where there is no home folder. */
  static Optional<Path> ofUser() {
    return of(
        System.getProperty("os.name", ""), System.getProperty("user.home", ""), System::getenv);
  }

  /**
   * By the system's convention: the XDG base directory specification 0.8 on Linux, {@code
   * Library/Caches} on macOS, {@code LOCALAPPDATA} on Windows.
   */
  static Optional<Path> of(String system, String home, UnaryOperator<String> environment) {
    String os = system.toLowerCase(Locale.ROOT);
    String named = environment.apply(os.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    if (!os.startsWith("mac") && named != null && Path.of(named).isAbsolute()) {
      return Optional.of(Path.of(named, "vestibule"));
    }
    if (home.isBlank() || !Files.isDirectory(Path.of(home))) {
      return Optional.empty();
    }
    String within = os.startsWith("mac") ? "Library/Caches" : ".cache";
    return Optional.of(Path.of(home, within, "vestibule"));
  }
}
