package org.vestibule.face.capture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.vestibule.face.TestPictures;

class IntactnessTest {
  private static final int DAMAGED = 300;

  /** Each set's pictures were written by other tools. */
  @Test
  void noSoundPictureIsRefused() throws Exception {
    for (String set : List.of("faces/colour", "faces/crowd", "faces/lfw")) {
      try (Stream<Path> files = Files.walk(TestPictures.data(set))) {
        List<Path> pictures =
            files
                .filter(f -> f.toString().matches(".*\\.(jpe?g|png)"))
                .sorted()
                .limit(250)
                .toList();
        for (Path picture : pictures) {
          assertTrue(Intactness.shown(Files.readAllBytes(picture)), set);
        }
        System.out.println("sound " + set + " " + pictures.size());
      }
    }
  }

  /**
   * Thirty bytes in a row overwritten, as a bad sector or a broken transfer does: most damage
   * leaves a code that no JPEG has, or too few or too many blocks; nothing else could show it.
   */
  @Test
  void mostDamagedScansAreSeen() {
    Mat portrait = TestPictures.collins();
    MatOfByte encoded = new MatOfByte();
    Imgcodecs.imencode(".jpg", portrait, encoded);
    byte[] whole = encoded.toArray();
    encoded.release();
    portrait.release();
    Random random = new Random(1);
    int seen = 0;
    for (int i = 0; i < DAMAGED; i++) {
      byte[] bytes = whole.clone();
      int from = whole.length / 10 + random.nextInt(whole.length * 8 / 10);
      for (int k = 0; k < 30; k++) {
        bytes[from + k] = (byte) random.nextInt(0xFF);
      }
      seen += Intactness.shown(bytes) ? 0 : 1;
    }
    System.out.println("damaged scans seen: " + seen + " of " + DAMAGED);
    assertTrue(seen > 0.8 * DAMAGED);
    assertTrue(Intactness.shown(whole));
  }
}
