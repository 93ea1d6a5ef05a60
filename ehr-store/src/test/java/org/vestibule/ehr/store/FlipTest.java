package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One flipped bit anywhere in database, vault or blobs is found at opening, at reading or by
 * verify, or changes nothing that anybody reads.
 */
class FlipTest {
  /** Every third flip hits something else than the database, which is most of the bytes. */
  private static final int ELSEWHERE = 3;

  @TempDir Path folder;

  @Test
  void twoHundredFlips() throws IOException {
    flip(200, 5);
  }

  @Test
  @Tag("measure")
  void tenThousandFlips() throws IOException {
    flip(10_000, 6);
  }

  private void flip(int times, long seed) throws IOException {
    Everything.make(folder);
    String truth = Everything.read(folder).orElseThrow();
    Map<Path, byte[]> whole = Everything.files(folder);
    List<Path> files = List.copyOf(whole.keySet());
    assertTrue(files.stream().anyMatch(f -> f.getParent().endsWith("blobs")), "" + files);
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < times; i++) {
      Everything.restore(folder, whole);
      Path file =
          i % ELSEWHERE == 0
              ? files.get(random.nextInt(files.size()))
              : folder.resolve(EhrStore.DATABASE);
      byte[] flipped = whole.get(file).clone();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      found += isFound(truth, folder.relativize(file) + " byte " + at) ? 1 : 0;
    }
    System.out.println(times + " flips: " + found + " found, the others harmless");
    // Two thirds of so young a database are space that no row uses yet.
    assertTrue(found > times / 5, "bytes that matter are hit: " + found);
  }

  private boolean isFound(String truth, String where) {
    try {
      Optional<String> read = Everything.read(folder);
      read.ifPresent(text -> assertEquals(truth, text, "harmless means the same: " + where));
      return read.isEmpty();
    } catch (StoreException.Damaged | StoreException.Unreadable | StoreException.TooNew e) {
      return true;
    } catch (StoreException e) {
      return fail(where + " gives a misleading message: " + e.code(), e);
    } catch (RuntimeException e) {
      return fail(where + " gives no sentence", e);
    }
  }
}
