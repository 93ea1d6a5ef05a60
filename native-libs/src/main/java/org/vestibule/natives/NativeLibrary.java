package org.vestibule.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * OpenCV's library for one kind of machine, as the jar of org.openpnp:opencv 4.9.0-0 carries it.
 *
 * @param resource its place in the jar
 * @param sha256 of the library, lower-case hex, taken from the jar that Maven Central delivers
 */
record NativeLibrary(String resource, String sha256) {

  static NativeLibrary ofThisMachine() throws IOException {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static NativeLibrary of(String system, String architecture) throws IOException {
    String os = system.toLowerCase(Locale.ROOT).split(" ", 2)[0];
    String cpu =
        switch (architecture.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "ARMv8";
          case "arm" -> "ARMv7";
          default -> architecture;
        };
    return switch (os + "/" + cpu) {
      case "linux/x86_64" ->
          inJar(
              "linux/x86_64/libopencv_java490.so",
              "4698bfd0c5d8b032649a9edc32882dcc085c990964350a8ac8e27848fd8e1142");
      case "linux/ARMv8" ->
          inJar(
              "linux/ARMv8/libopencv_java490.so",
              "8d34a5dedf71b5343176627f9d0ef70dda9540cd5050fa3088cba032e92cb396");
      case "linux/ARMv7" ->
          inJar(
              "linux/ARMv7/libopencv_java490.so",
              "11045080e371f215e1db8b0d62ab6cdf505ca39fde0bfe8a9387abed4a8fd88a");
      case "mac/x86_64" ->
          inJar(
              "osx/x86_64/libopencv_java490.dylib",
              "2fb0432d892c65e5e11734da13bb506545fbf6152dc9fadaafd87b0b55cac12f");
      case "mac/ARMv8" ->
          inJar(
              "osx/ARMv8/libopencv_java490.dylib",
              "95584d05e00814137140295154f267f0deb3a0839c7278aecb389a45781da77b");
      case "windows/x86_64" ->
          inJar(
              "windows/x86_64/opencv_java490.dll",
              "ab87f37830a5fd4d1f2acee8be393e20a7da2027bb298ffef7d5080f8ced06df");
      default -> throw new IOException("no OpenCV for " + system + " on " + architecture);
    };
  }

  private static NativeLibrary inJar(String place, String sha256) {
    return new NativeLibrary("/nu/pattern/opencv/" + place, sha256);
  }

  /**
   * Makes sure that the library lies in a folder below {@code base} that only this user may enter.
   * A file that is there already and has the right SHA-256 is used as it is; any other is replaced.
   * Several processes may do this at the same time.
   *
   * @return the absolute path of the library
   */
  Path unpackInto(Path base) throws IOException {
    Path folder = privateFolder(base.toAbsolutePath().resolve("opencv-" + sha256.substring(0, 12)));
    Path library = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    if (Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS)
        && Sha256.of(library).equals(sha256)) {
      return library;
    }
    Path part = Files.createTempFile(folder, "unpack-", ".part");
    try {
      try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException(resource + " is not on the class path");
        }
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Sha256.of(part).equals(sha256)) {
        throw new IOException(resource + " is damaged");
      }
      Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    return library;
  }

  /** Creates the folder, or checks that it is a real one of this user, and keeps others out. */
  private static Path privateFolder(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
    // What this process creates belongs to its user: the portable way to ask who that is.
    Path probe = Files.createTempFile(folder, "owner-", ".probe");
    try {
      if (!Files.getOwner(probe).equals(Files.getOwner(folder))) {
        throw new IOException("the folder for OpenCV belongs to somebody else");
      }
    } finally {
      Files.delete(probe);
    }
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }
}
