package org.vestibule.ehr.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files made by {@code openssl enc} 3.0.19: {@code -des-ede3-cbc -K … -iv …}, {@code -des-ede-cbc},
 * and {@code -des3 -pass pass:'old secret'} with {@code -md sha256}, {@code -pbkdf2} and {@code -md
 * md5}.
 */
class TripleDesTest {
  private static final String TEXT = "Discharge letter. The patient may go home on Friday.\n";
  private static final String IV = "1122334455667788";
  private static final String THREE_KEYS = "0123456789abcdeffedcba98765432100f1e2d3c4b5a6978";
  private static final String WITH_THREE_KEYS =
      IV
          + "ecf09623ca78211de9b8695c413ff2fadc9118fe1b109fd44c1c28bd0e1253a0"
          + "c0361fa427c8ba0989276baa55e064d921199c241cfb5e84";

  @TempDir Path folder;

  private Path file(String hex) throws IOException {
    return Files.write(folder.resolve("old.des3"), HexFormat.of().parseHex(hex));
  }

  private static String read(TripleDes key, Path file) throws IOException {
    try (InputStream in = key.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static TripleDes key(String keyFile) {
    return TripleDes.withKey(keyFile.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void threeKeysBehindTheirVector() throws IOException {
    Path file = file(WITH_THREE_KEYS);
    assertEquals(TEXT, read(key(THREE_KEYS + "\n"), file));
    assertEquals(TEXT, read(TripleDes.withKey(HexFormat.of().parseHex(THREE_KEYS)), file));
  }

  @Test
  void twoKeys() throws IOException {
    Path file =
        file(
            IV
                + "29e76d10b822d4d945f930fb8cd93352d741d3c78af9ea0a2edff750cfbad9e6"
                + "2ced707c9d742e850d8109c02dd2896b09c2cd12f61ba3d4");
    assertEquals(TEXT, read(key("0123456789ABCDEFFEDCBA9876543210"), file));
  }

  @ParameterizedTest
  @CsvSource({
    "53616c7465645f5f2db45fd1795dc9a56bd00203e35377e751444ad8229154c992ae8e8a0c617304"
        + "499c4d33e5dbb25e56060eac8414d622003651dbcf6350890a896bf1950e5be1",
    "53616c7465645f5f0e30018574271b6ae5e800b200617dd18b7f4d62a69b2260d09ecd812acc93d1"
        + "42453d05e7481f21654d3358ced02defa75093c4be2f5acab8b4d718b42815ea",
    "53616c7465645f5fb8b4055fc9b0de5d8ed8a9687293ee03b25eec16eefec88d09420cc0b58dae1b"
        + "05b1e130f4ca89c3067efbe498d195665e8dbfd9054ac33a86f447148e4ebce4"
  })
  void aPasswordAsOpenSslTakesIt(String hex) throws IOException {
    assertEquals(TEXT, read(key("old secret\n"), file(hex)));
  }

  @Test
  void anotherKeyIsSaidBeforeAnythingComesOut() throws IOException {
    Path file = file(WITH_THREE_KEYS);
    for (String wrong : new String[] {"f" + THREE_KEYS.substring(1), "a password", ""}) {
      assertThrows(TripleDes.DoesNotFitException.class, () -> key(wrong).open(file));
    }
  }

  @Test
  void whatIsNoWholeNumberOfBlocksIsRefused() throws IOException {
    for (String hex : new String[] {"", IV, WITH_THREE_KEYS + "00", "53616c7465645f5f"}) {
      Path file = file(hex);
      assertThrows(TripleDes.DoesNotFitException.class, () -> key(THREE_KEYS).open(file));
    }
  }
}
