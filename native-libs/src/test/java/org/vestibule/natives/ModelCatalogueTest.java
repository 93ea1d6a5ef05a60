package org.vestibule.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.natives.ModelCatalogue.Model;

class ModelCatalogueTest {
  @TempDir Path clinic;

  @ParameterizedTest
  @EnumSource(Model.class)
  void everyModelShipsAndHasItsHash(Model model) throws ModelException {
    assertEquals(model.sha256(), Sha256.of(new ModelCatalogue().bytes(model)));
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void oneFlippedBitIsNoticed(Model model) throws ModelException {
    byte[] bytes = new ModelCatalogue().bytes(model);
    bytes[bytes.length / 2] ^= 1;
    ModelException e = thrownBy(new ByteArrayInputStream(bytes), model);
    assertTrue(e.getMessage().contains(model.file()) && e.getMessage().contains("MODEL-2"));
  }

  @Test
  void aMissingFileIsNoticed() {
    ModelException e = thrownBy(null, Model.LANDMARKS);
    assertTrue(e.getMessage().contains("fr_landmark.onnx is missing"), e.getMessage());
    assertFalse(e.getMessage().contains("/"), "names no path");
  }

  @Test
  void anEmptyFileIsNoticed() {
    assertTrue(
        thrownBy(InputStream.nullInputStream(), Model.HAAR_FACE).getMessage().contains("MODEL-2"));
  }

  @Test
  void theClinicsOwnFileIsUsedWhenItIsListed() throws Exception {
    byte[] own = {1, 2, 3};
    Files.write(clinic.resolve(Model.LANDMARKS.file()), own);
    // printf '\001\002\003' | sha256sum
    Files.writeString(
        clinic.resolve(ModelCatalogue.SUMS_FILE),
        "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81  fr_landmark.onnx\n");
    ModelCatalogue catalogue = new ModelCatalogue(clinic);
    assertArrayEquals(own, catalogue.bytes(Model.LANDMARKS));
    assertEquals(Model.HAAR_EYE.sha256(), Sha256.of(catalogue.bytes(Model.HAAR_EYE)));
  }

  @Test
  void theClinicsOwnFileIsRefusedWhenItIsNotListed() throws Exception {
    Files.write(clinic.resolve(Model.LANDMARKS.file()), new byte[] {1, 2, 3});
    ModelCatalogue catalogue = new ModelCatalogue(clinic);
    assertRefused(catalogue);
    Files.writeString(
        clinic.resolve(ModelCatalogue.SUMS_FILE), "0".repeat(64) + "  fr_landmark.onnx\n");
    assertRefused(catalogue);
  }

  private static void assertRefused(ModelCatalogue catalogue) {
    ModelException e = assertThrows(ModelException.class, () -> catalogue.bytes(Model.LANDMARKS));
    assertTrue(e.getMessage().contains("MODEL-3"), e.getMessage());
  }

  @Test
  void aFolderInPlaceOfAFileIsNoModel() throws Exception {
    Files.createDirectory(clinic.resolve(Model.LANDMARKS.file()));
    assertThrows(ModelException.class, () -> new ModelCatalogue(clinic).bytes(Model.LANDMARKS));
  }

  private static ModelException thrownBy(InputStream content, Model model) {
    ModelCatalogue catalogue =
        new ModelCatalogue(Optional.empty(), Optional.empty(), name -> content);
    return assertThrows(ModelException.class, () -> catalogue.bytes(model));
  }
}
