package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.natives.SuppliedModel;

/** The models that a clinic supplies, or does not, on the command line. */
class ModelsCommandTest {
  @TempDir Path data;

  private Path picture;

  @BeforeEach
  void picture() throws IOException {
    picture = Files.createDirectories(data.resolve("pictures/one")).resolve("astronaut.png");
    try (InputStream in =
        getClass().getResourceAsStream("/org/vestibule/app/demo/portraits/astronaut.png")) {
      Files.copy(in, picture);
    }
  }

  private Typed run(String... args) {
    String[] all = new String[args.length + 3];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--json";
    all[args.length + 1] = "--data";
    all[args.length + 2] = data.toString();
    return Typed.run(all);
  }

  private void supply(SuppliedModel model, byte[] content) throws IOException {
    Files.write(Files.createDirectories(data.resolve("models")).resolve(model.file()), content);
  }

  private JsonNode line(Typed typed, SuppliedModel model) throws IOException {
    return typed.json().stream()
        .filter(node -> node.get("file").asText().equals(model.file()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyModelIsListed() throws Exception {
    Typed typed = run("models");
    assertEquals(0, typed.exit());
    assertEquals("shipped", typed.json().get(0).get("state").asText());
    JsonNode yunet = line(typed, SuppliedModel.YUNET);
    assertEquals("not-supplied", yunet.get("state").asText());
    assertEquals(SuppliedModel.YUNET.sha256(), yunet.get("sha256").asText());
  }

  @Test
  void aRefusedFileIsListedWithTheReason() throws Exception {
    supply(SuppliedModel.SFACE, new byte[0]);
    Typed typed = run("models");
    assertEquals(1, typed.exit());
    JsonNode sface = line(typed, SuppliedModel.SFACE);
    assertEquals("refused", sface.get("state").asText());
    assertTrue(sface.get("trouble").asText().contains("MODEL-6"));
  }

  @Test
  void withoutItsFileYuNetIsRefusedInOneSentence() throws Exception {
    Typed typed = run("detect", "--detector", "yunet", picture.toString());
    assertEquals(3, typed.exit());
    assertEquals("", typed.out());
    assertEquals(1, typed.err().lines().count(), typed.err());
    assertTrue(typed.err().trim().endsWith("(MODEL-5)"), typed.err());
    supply(SuppliedModel.YUNET, new byte[] {1, 2, 3});
    Typed damaged = run("detect", "--detector", "yunet", picture.toString());
    assertEquals(3, damaged.exit());
    assertTrue(damaged.err().trim().endsWith("(MODEL-6)"), damaged.err());
  }

  @Test
  void withoutItsFileSFaceIsRefusedInOneSentence() throws Exception {
    Path faces = picture.getParent().getParent();
    Typed typed = run("evaluate", "--encoder", "sface", "--faces", faces.toString());
    assertEquals(3, typed.exit());
    assertEquals("", typed.out());
    assertTrue(typed.err().trim().endsWith("(MODEL-5)"), typed.err());
  }

  @Test
  void aClinicMayBeMadeBesideItsModels() throws Exception {
    supply(SuppliedModel.YUNET, new byte[] {1});
    Path password = Files.writeString(data.resolve("pictures/password"), "a long enough phrase\n");
    Typed typed =
        run(
            "init",
            "--password-file",
            password.toString(),
            "--recovery-key-file",
            data.resolve("pictures/recovery").toString());
    assertEquals(0, typed.exit(), typed.err());
  }
}
