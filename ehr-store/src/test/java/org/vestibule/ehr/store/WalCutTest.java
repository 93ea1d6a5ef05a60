package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.Purpose;

/**
 * A write-ahead log that ends anywhere, as after a power cut: the store opens at the last whole
 * transaction, everything in it verifies, nothing after it is half there, and a ledger head taken
 * later tells that something is missing.
 */
class WalCutTest {
  /** Bytes of the log's header and of a frame's (sqlite.org/fileformat2.html, section 4.1). */
  private static final int LOG_HEADER = 32;

  private static final int FRAME_HEADER = 24;
  private static final int FEW = 25;
  private static final int PAGE = 4_096;

  @TempDir Path folder;

  private String head;
  private int transactions;
  private int behindTheHead;
  private boolean reachedTheHead;

  @Test
  void cutAtSomeFrames() throws Exception {
    cut(FEW);
  }

  @Test
  @Tag("measure")
  void cutAtEveryFrame() throws Exception {
    cut(Integer.MAX_VALUE);
  }

  private void cut(int most) throws Exception {
    Path killed = killedInTheMidst();
    byte[] log = Files.readAllBytes(killed.resolve(EhrStore.DATABASE + "-wal"));
    int frame = FRAME_HEADER + ByteBuffer.wrap(log).getInt(8);
    int frames = (log.length - LOG_HEADER) / frame;
    assertTrue(frames > FEW, "there is something to cut: " + frames);
    int step = Math.max(1, frames / most);
    long known = -1;
    for (int whole = frames % step; whole <= frames; whole += step) {
      // In the middle of the next frame too: a torn write.
      for (int length : new int[] {LOG_HEADER + whole * frame, LOG_HEADER + whole * frame + 999}) {
        long events = eventsWith(killed, Arrays.copyOf(log, Math.min(length, log.length)));
        assertTrue(events >= known, "a longer log holds no less");
        transactions += events > known ? 1 : 0;
        known = events;
      }
    }
    System.out.printf(
        "log of %d frames cut at every %d, whole and torn: %d transactions, %d times behind the head%n",
        frames, step, transactions, behindTheHead);
    assertTrue(transactions > 3, "cut between transactions: " + transactions);
    assertTrue(reachedTheHead, "the whole log reaches the head");
    assertTrue(behindTheHead > 3, "cut before the head: " + behindTheHead);
  }

  private Path killedInTheMidst() throws Exception {
    Path data = folder.resolve("data");
    Clinic.create(data).close();
    Process child = Child.start(data, folder.resolve("tmp"), "work", "11");
    try (var lines = Child.lines(child)) {
      assertEquals("ready", lines.readLine());
      Path log = data.resolve(EhrStore.DATABASE + "-wal");
      // What the child destroys cuts the log by itself: wait until much was written since.
      do {
        head = lines.readLine();
      } while (!head.startsWith("VESTIBULE-HEAD") || Files.size(log) < 4L * FEW * PAGE);
      child.toHandle().destroyForcibly();
      assertTrue(child.waitFor(1, TimeUnit.MINUTES));
    }
    return data;
  }

  /** How many events the ledger holds when the log is this; everything else is checked. */
  private long eventsWith(Path killed, byte[] log) throws IOException {
    Path copy = folder.resolve("cut");
    Everything.copy(killed, copy);
    Files.write(copy.resolve(EhrStore.DATABASE + "-wal"), log);
    Files.deleteIfExists(copy.resolve(EhrStore.DATABASE + "-shm"));
    try (EhrStore store = Clinic.open(copy);
        Session session = Clinic.unlock(store)) {
      Access care = session.act(Purpose.TREATMENT);
      for (EnrolledFace face : care.faces().all(Clinic.ENCODER)) {
        assertEquals(1, care.charts().open(face.patient()).consents().size());
      }
      Access admin = session.act(Purpose.ADMINISTRATION);
      VerifyReport report = admin.verify();
      assertEquals(List.of(), report.problems().stream().filter(p -> !isBlobTooMany(p)).toList());
      compareWithHead(admin);
      return report.events();
    }
  }

  /**
   * A later head names what is missing until the log is long enough to hold it, and never after.
   */
  private void compareWithHead(Access admin) {
    boolean missing =
        admin.verify(List.of(head)).problems().stream()
            .anyMatch(problem -> problem.startsWith("The head vouches for "));
    assertTrue(!missing || !reachedTheHead, "a longer log lacks no more");
    reachedTheHead |= !missing;
    behindTheHead += missing ? 1 : 0;
  }

  /** Cut before a document was recorded, its sealed file is one too many, and verify says so. */
  private static boolean isBlobTooMany(String problem) {
    return problem.contains("Files in the blobs folder that belong to no document");
  }
}
