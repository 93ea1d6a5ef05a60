package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code enrol} and {@code evaluate} as typed. */
class FaceCommandsTest {
  @TempDir private Path folder;

  private Typed clinic(String... args) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "an administrator's words");
    List<String> all =
        new ArrayList<>(
            List.of(
                "--json",
                "--data",
                folder.resolve("data").toString(),
                "--password-file",
                secret.toString()));
    all.addAll(List.of(args));
    return Typed.run(all.toArray(String[]::new));
  }

  private Typed enrol(Path images, String... further) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("enrol", "--patient", "V-1", "--new", "Collins, Eileen", "--dob"));
    all.addAll(List.of("1956-11-19", "--images", images.toString()));
    all.addAll(List.of(further));
    return clinic(all.toArray(String[]::new));
  }

  /** Unreadable pictures before, between and after those that show nobody. */
  private Path mixedPictures() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.writeString(images.resolve("a.png"), "no picture");
    Files.write(images.resolve("b.pgm"), grey());
    Files.writeString(images.resolve("c.jpg"), "no picture");
    Files.write(images.resolve("d.pgm"), grey());
    try (InputStream in =
        FaceCommandsTest.class.getResourceAsStream(
            "/org/vestibule/app/demo/portraits/astronaut.png")) {
      Files.copy(in, images.resolve("e.png"));
    }
    return images;
  }

  private static byte[] grey() {
    byte[] header = "P5 200 200 255\n".getBytes(StandardCharsets.US_ASCII);
    byte[] picture = new byte[header.length + 200 * 200];
    Arrays.fill(picture, (byte) 90);
    System.arraycopy(header, 0, picture, 0, header.length);
    return picture;
  }

  @Test
  void consentIsAskedForBeforeAnyPictureIsOpened() throws IOException {
    init();
    Typed refused = enrol(folder.resolve("none"));
    assertFalse(refused.exit() == 0, "there is no such folder");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Typed unasked = enrol(empty);
    assertTrue(unasked.err().contains("EHR-10"), unasked.err());
    Typed asked = enrol(empty, "--consent");
    assertTrue(asked.err().contains("ENR-4"), asked.err());
  }

  @Test
  void whatIsRejectedStandsInTheOrderOfTheFiles() throws IOException {
    init();
    Typed enrolled = enrol(mixedPictures(), "--consent");
    assertEquals(0, enrolled.exit(), enrolled.err());
    JsonNode line = enrolled.json().get(0);
    assertEquals(1, line.path("samples").asInt());
    assertEquals(
        List.of("a.png", "b.pgm", "c.jpg", "d.pgm"),
        line.path("rejected").findValuesAsText("file"));
  }

  private void init() throws IOException {
    String recovery = folder.resolve("recovery").toString();
    assertEquals(0, clinic("init", "--recovery-key-file", recovery).exit());
  }

  @Test
  void groupsAreMeasuredAndRatesThatTooFewPairsShowAreMarked() throws IOException {
    Path source = TestData.require("faces/orl");
    Path faces = Files.createDirectories(folder.resolve("faces"));
    for (String person : new String[] {"s10", "s11", "s12", "s13"}) {
      Files.createDirectories(faces.resolve(person));
      for (String file : new String[] {"1.pgm", "2.pgm"}) {
        Files.copy(source.resolve(person).resolve(file), faces.resolve(person).resolve(file));
      }
    }
    Path csv = Files.writeString(folder.resolve("groups.csv"), "s10,x\ns11,x\ns12,y\ns99,y\nZ,y\n");
    Typed typed =
        Typed.run(
            "evaluate",
            "--json",
            "--seed",
            "1",
            "--cropped",
            "--faces",
            faces.toString(),
            "--groups",
            csv.toString());
    assertEquals(0, typed.exit(), typed.err());
    JsonNode line = typed.json().get(0);
    assertEquals(List.of("x", "y"), line.path("groups").findValuesAsText("group"));
    assertEquals(List.of("2", "1"), line.path("groups").findValuesAsText("people"));
    assertEquals(6, line.path("nonMated").asInt());
    line.path("tar").forEach(rate -> assertTrue(rate.path("tooFewPairs").asBoolean()));
    assertEquals(4, line.path("tar").size());
    assertTrue(typed.err().contains("2 rows of the table of groups"), typed.err());
  }

  @Test
  void aTableOfGroupsThatIsNoneIsOneSentence() throws IOException {
    Path faces = TestData.require("faces/orl");
    for (String table : new String[] {"s1,x\ns10\n", "", "person,group\n", "s1,x\ns1,y\n"}) {
      Path csv = Files.writeString(folder.resolve("groups.csv"), table);
      Typed typed = Typed.run("evaluate", "--faces", faces.toString(), "--groups", csv.toString());
      assertEquals(3, typed.exit(), table);
      assertTrue(typed.err().contains("EVAL-8"), typed.err());
    }
  }
}
