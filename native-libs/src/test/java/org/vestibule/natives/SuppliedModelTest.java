package org.vestibule.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.natives.ModelCatalogue.Model;

/** What is refused; the published files are not to be had where these tests are written. */
class SuppliedModelTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SuppliedModel.class)
  void aMissingFileIsRefused(SuppliedModel model) {
    assertRefused("MODEL-5", model);
    assertEquals(ModelEntry.State.NOT_SUPPLIED, entry(model).state());
  }

  @Test
  void withoutAFolderNothingIsSupplied() {
    ModelException e =
        assertThrows(ModelException.class, () -> new ModelCatalogue().bytes(SuppliedModel.YUNET));
    assertTrue(e.getMessage().contains("MODEL-5"), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(SuppliedModel.class)
  void anEmptyFileIsRefused(SuppliedModel model) throws Exception {
    assertAnotherModel(model, new byte[0]);
  }

  @ParameterizedTest
  @EnumSource(SuppliedModel.class)
  void aFileThatIsNoOnnxIsRefused(SuppliedModel model) throws Exception {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + model.sha256();
    assertAnotherModel(model, pointer.getBytes(StandardCharsets.UTF_8));
    byte[] right = new byte[Math.toIntExact(model.length())];
    Arrays.fill(right, (byte) 'x');
    assertAnotherModel(model, right);
  }

  @ParameterizedTest
  @EnumSource(SuppliedModel.class)
  void anotherOrATruncatedOnnxIsRefused(SuppliedModel model) throws Exception {
    byte[] other = new ModelCatalogue().bytes(Model.FACE_DETECTOR);
    assertAnotherModel(model, other);
    assertAnotherModel(model, Arrays.copyOf(other, other.length / 2));
    assertAnotherModel(model, Arrays.copyOf(other, Math.toIntExact(model.length())));
  }

  /** The clinic's own list speaks for files in a shipped one's place only. */
  @Test
  void aListedFileIsNotTheModelForAllThat() throws Exception {
    byte[] other = new ModelCatalogue().bytes(Model.LANDMARKS);
    String line = Model.LANDMARKS.sha256() + "  " + SuppliedModel.YUNET.file() + "\n";
    Files.writeString(folder.resolve(ModelCatalogue.SUMS_FILE), line);
    assertAnotherModel(SuppliedModel.YUNET, other);
  }

  @Test
  void aFolderOrADanglingLinkIsNoModel() throws Exception {
    Files.createDirectory(folder.resolve(SuppliedModel.YUNET.file()));
    Files.createSymbolicLink(folder.resolve(SuppliedModel.SFACE.file()), folder.resolve("nowhere"));
    assertRefused("MODEL-7", SuppliedModel.YUNET);
    assertRefused("MODEL-7", SuppliedModel.SFACE);
  }

  @Test
  void nothingTakesTheShippedModelsPlaceInAFolderOfSuppliedOnes() throws Exception {
    Files.write(folder.resolve(Model.LANDMARKS.file()), new byte[] {1, 2, 3});
    byte[] bytes = ModelCatalogue.withSupplied(folder).bytes(Model.LANDMARKS);
    assertEquals(Model.LANDMARKS.sha256(), Sha256.of(bytes));
  }

  @Test
  void theListHasEveryModelWithItsHash() {
    var entries = ModelCatalogue.withSupplied(folder).entries();
    assertEquals(Model.values().length + SuppliedModel.values().length, entries.size());
    for (Model model : Model.values()) {
      ModelEntry entry = entries.get(model.ordinal());
      assertEquals(ModelEntry.State.SHIPPED, entry.state());
      assertEquals(model.sha256(), entry.sha256());
    }
    assertEquals(SuppliedModel.SFACE.sha256(), entry(SuppliedModel.SFACE).sha256());
  }

  private void assertAnotherModel(SuppliedModel model, byte[] content) throws Exception {
    Files.write(folder.resolve(model.file()), content);
    assertRefused("MODEL-6", model);
    if (content.length != model.length()) { // Or it is read and hashed twice.
      ModelEntry entry = entry(model);
      assertEquals(ModelEntry.State.REFUSED, entry.state());
      assertTrue(entry.trouble().orElseThrow().contains("MODEL-6"));
    }
  }

  private void assertRefused(String code, SuppliedModel model) {
    ModelException e =
        assertThrows(ModelException.class, () -> ModelCatalogue.withSupplied(folder).bytes(model));
    assertTrue(e.getMessage().contains(code), e.getMessage());
    assertTrue(e.getMessage().contains(model.file()), e.getMessage());
    assertFalse(e.getMessage().contains("/"), "names no path");
  }

  private ModelEntry entry(SuppliedModel model) {
    return ModelCatalogue.withSupplied(folder).entries().stream()
        .filter(e -> e.file().equals(model.file()))
        .findFirst()
        .orElseThrow();
  }
}
