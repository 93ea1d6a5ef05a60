package org.vestibule.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;

class NativeLibraryTest {
  @TempDir Path cache;

  /** Unpacking does not care what it unpacks, and OpenCV's 65 MB take their time. */
  private static NativeLibrary small() {
    ModelCatalogue.Model model = ModelCatalogue.Model.HAAR_EYE;
    return new NativeLibrary("/org/vestibule/natives/models/" + model.file(), model.sha256());
  }

  @Test
  void openCvLoadsTwiceAndIsTheVersionWeRelyOn() {
    OpenCv.load();
    OpenCv.load();
    assertEquals("4.9.0", Core.getVersionString());
  }

  @Test
  void theLibraryOfThisMachineIsTheOneInTheJar() throws IOException {
    NativeLibrary library = NativeLibrary.ofThisMachine();
    assertEquals(library.sha256(), Sha256.of(library.unpackInto(cache)));
  }

  @Test
  void aResourceOfAnotherHashIsRefused() {
    NativeLibrary wrong = new NativeLibrary(small().resource(), "0".repeat(64));
    assertThrows(IOException.class, () -> wrong.unpackInto(cache));
  }

  @Test
  void unpackingTwiceWritesOnce() throws IOException {
    NativeLibrary library = small();
    Path first = library.unpackInto(cache);
    Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH));
    assertEquals(first, library.unpackInto(cache));
    assertEquals(Instant.EPOCH, Files.getLastModifiedTime(first).toInstant());
    assertEquals(1, filesIn(first.getParent()), "no probe and no part is left");
  }

  @Test
  void aDamagedLibraryIsReplaced() throws IOException {
    NativeLibrary library = small();
    Path file = library.unpackInto(cache);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertEquals(library.sha256(), Sha256.of(library.unpackInto(cache)));
  }

  @Test
  void onlyTheUserMayEnterTheFolder() throws IOException {
    Assumptions.assumeTrue(
        Files.getFileStore(cache).supportsFileAttributeView("posix"), "needs POSIX permissions");
    NativeLibrary library = small();
    Path folder = library.unpackInto(cache).getParent();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    library.unpackInto(cache);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }

  @Test
  void aLinkInPlaceOfTheFolderIsRefused() throws IOException {
    NativeLibrary library = small();
    Path folder = library.unpackInto(cache.resolve("a")).getParent();
    Path other = Files.createDirectory(cache.resolve("b"));
    try {
      Files.createSymbolicLink(other.resolve(folder.getFileName()), folder);
    } catch (UnsupportedOperationException | IOException e) {
      Assumptions.abort("this system lets no one create links");
    }
    assertThrows(IOException.class, () -> library.unpackInto(other));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux/x86_64/libopencv_java490.so",
    "Linux, aarch64, linux/ARMv8/libopencv_java490.so",
    "Mac OS X, aarch64, osx/ARMv8/libopencv_java490.dylib",
    "Windows 11, amd64, windows/x86_64/opencv_java490.dll"
  })
  void eachMachineHasItsLibraryInTheJar(String system, String cpu, String place)
      throws IOException {
    NativeLibrary library = NativeLibrary.of(system, cpu);
    assertTrue(library.resource().endsWith(place));
    assertTrue(NativeLibraryTest.class.getResource(library.resource()) != null);
  }

  @Test
  void anUnknownMachineIsNamed() {
    IOException e = assertThrows(IOException.class, () -> NativeLibrary.of("Linux", "riscv64"));
    assertTrue(e.getMessage().contains("riscv64"));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, /c, /c/vestibule",
    "Linux, relative, HOME/.cache/vestibule",
    "Linux, , HOME/.cache/vestibule",
    "Mac OS X, /c, HOME/Library/Caches/vestibule"
  })
  void theCacheFollowsTheSystemsConvention(String system, String variable, String expected) {
    String home = cache.toString();
    assertEquals(
        Path.of(expected.replace("HOME", home)),
        CacheFolder.of(system, home, name -> variable).orElseThrow());
  }

  @Test
  void withoutAHomeThereIsNoCache() {
    assertTrue(CacheFolder.of("Linux", "/nonexistent", name -> null).isEmpty());
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
