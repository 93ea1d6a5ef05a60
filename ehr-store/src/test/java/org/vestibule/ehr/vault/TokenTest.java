package org.vestibule.ehr.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slot with a key in a token of SoftHSM2 (Debian: softhsm2). Which token is plugged in is said by
 * an environment variable, so each plugging is a process of its own.
 */
class TokenTest {
  private static final Set<KeyScope> DESK = Set.of(KeyScope.DIRECTORY);
  private static final String PIN = "271828";
  private static final Optional<Path> LIBRARY =
      Stream.of(
              "/usr/lib/softhsm/libsofthsm2.so",
              "/usr/lib64/softhsm/libsofthsm2.so",
              "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
              "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
              "/opt/homebrew/lib/softhsm/libsofthsm2.so")
          .map(Path::of)
          .filter(Files::exists)
          .findFirst();

  @TempDir Path folder;

  @Test
  void aSlotOpensWithItsTokenAloneAndTheRecoveryKeyWithoutIt() throws Exception {
    assumeTrue(LIBRARY.isPresent(), "SoftHSM2 is not installed here (Debian: softhsm2)");
    Path hers = initialised("hers");
    Path another = initialised("another");
    inProcess(hers, "setUp");
    inProcess(hers, "present");
    inProcess(another, "exchanged");
    inProcess(folder.resolve("none.conf"), "absent");
  }

  @Test
  void aNameThatIsNoKeysIsRefusedBeforeAnyTokenIsAsked() {
    for (String place :
        List.of("", "lib.so", "lib.so#", "#key", "lib.so:x#key", "a\nslot = 1#key")) {
      assertEquals(
          "V-09",
          assertThrows(TokenException.class, () -> Token.at(place, new char[0])).code(),
          place);
    }
  }

  private Path initialised(String name) throws Exception {
    Path tokens = Files.createDirectory(folder.resolve(name));
    Path configuration = folder.resolve(name + ".conf");
    Files.writeString(
        configuration, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
    run(
        configuration,
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            name,
            "--so-pin",
            "31415926",
            "--pin",
            PIN));
    return configuration;
  }

  private void inProcess(Path configuration, String step) throws Exception {
    run(
        configuration,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            TokenTest.class.getName(),
            folder.toString(),
            step));
  }

  private static void run(Path configuration, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", configuration.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  /** One plugging: the folder, and what is tried. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    switch (args[1]) {
      case "setUp" -> setUp(folder);
      case "present" -> present(folder);
      case "exchanged" -> exchanged(folder);
      default -> absent(folder);
    }
  }

  private static void setUp(Path folder) throws IOException {
    Credentials first = Credentials.of("Asha", "correct horse".toCharArray());
    Vault.Created created = Vault.create(folder, KdfCost.weak(), first);
    try (Vault vault = created.vault();
        RecoveryKey recovery = created.recoveryKey();
        Token token = token("nair")) {
      Files.writeString(folder.resolve("recovery"), new String(recovery.text()));
      assertEquals(
          "V-09",
          assertThrows(TokenException.class, () -> vault.slots().add(nair("pw", "nair"), DESK))
              .code());
      token.makeKeyIfMissing();
      assertTrue(vault.slots().add(nair("pw", "nair"), DESK).keyFile());
      token.makeKeyIfMissing();
      byte[] salt = new byte[16];
      byte[] answer = token.mixedIn(salt);
      assertEquals(32, answer.length);
      assertArrayEquals(answer, token.mixedIn(salt));
      salt[15] = 1;
      assertFalse(Arrays.equals(answer, token.mixedIn(salt)));
    }
  }

  private static void present(Path folder) {
    try (Vault vault = Vault.open(folder)) {
      Credentials password = Credentials.of("Nair", "pw".toCharArray());
      assertThrows(WrongSecretException.class, () -> vault.unlock(password));
      assertThrows(WrongSecretException.class, () -> vault.unlock(nair("wrong", "nair")));
      Token wrongPin = Token.at(LIBRARY.orElseThrow() + "#nair", "000000".toCharArray());
      Credentials mistyped = Credentials.of("Nair", "pw".toCharArray(), wrongPin);
      assertTrue(assertThrows(TokenException.class, () -> vault.unlock(mistyped)).pinRefused());
      assertFalse(
          assertThrows(TokenException.class, () -> vault.unlock(nair("pw", "no such")))
              .pinRefused());
      assertFalse(vault.isOpen(KeyScope.DIRECTORY));
      vault.unlock(nair("pw", "nair"));
      assertTrue(vault.isOpen(KeyScope.DIRECTORY));
      vault.slots().changePassword(nair("pw", "nair"), nair("new", "nair"));
      assertThrows(WrongSecretException.class, () -> vault.unlock(nair("pw", "nair")));
      vault.unlock(nair("new", "nair"));
    }
  }

  /** A token with a key of the same label and PIN. */
  private static void exchanged(Path folder) {
    try (Vault vault = Vault.open(folder);
        Token token = token("nair")) {
      token.makeKeyIfMissing();
      assertThrows(WrongSecretException.class, () -> vault.unlock(nair("new", "nair")));
    }
  }

  private static void absent(Path folder) throws IOException {
    char[] printed = Files.readString(folder.resolve("recovery")).toCharArray();
    try (Vault vault = Vault.open(folder);
        RecoveryKey recovery = RecoveryKey.parse(printed)) {
      TokenException absent =
          assertThrows(TokenException.class, () -> vault.unlock(nair("new", "nair")));
      assertEquals("V-09", absent.code());
      assertFalse(absent.pinRefused());
      assertFalse(vault.isOpen(KeyScope.DIRECTORY));
      vault.unlock(recovery);
      assertTrue(vault.isOpen(KeyScope.DIRECTORY));
    }
  }

  private static Credentials nair(String password, String label) {
    return Credentials.of("Nair", password.toCharArray(), token(label));
  }

  private static Token token(String label) {
    return Token.at(LIBRARY.orElseThrow() + "#" + label, PIN.toCharArray());
  }
}
