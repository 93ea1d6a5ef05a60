package org.vestibule.face;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Assumptions;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * Shows that Mats are released: the process's resident memory outside the Java heap must not grow
 * with the rounds. While it is measured nothing is finalised, else the collector would free what
 * nobody released, and the measure would depend on when it comes. What the allocator holds free is
 * used up before.
 */
public final class NativeMemory {
  /** Bytes; half of what an aligned sample, 112 x 112 pixels of three bytes, takes. */
  public static final long HALF_A_SAMPLE = 112 * 112 * 3 / 2;

  private static final Path SMAPS = Path.of("/proc/self/smaps");
  private static final Pattern RANGE = Pattern.compile("^([0-9a-f]+)-([0-9a-f]+) ");
  private static final Pattern RESIDENT = Pattern.compile("^Rss: +(\\d+) kB");
  private static final Pattern HEAP = Pattern.compile("\\[0x([0-9a-f]+), ?0x([0-9a-f]+)");
  private static final int ENOUGH_WITHIN = 3;
  private static final int ENOUGH_BEYOND = 7;
  private static final int COLLECTIONS = 100;
  private static final int LOT = 256;
  private static final int MOST_LOTS = 200;

  private NativeMemory() {}

  /** What is done over and over. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Addresses of the process's memory. */
  private record Span(long start, long end) {
    boolean overlaps(Span other) {
      return Long.compareUnsigned(start, other.end) < 0
          && Long.compareUnsigned(other.start, end) < 0;
    }
  }

  /**
   * Runs the work in spells of {@code rounds}: one to warm up, then three to nine. A leak grows in
   * all of them; what the compiler takes at first, or a memory pool gives back, spoils a few. Three
   * spells without growth are no leak, seven with it are one.
   *
   * @param mostPerRound bytes by which memory may grow a round; the native header of a Mat, about a
   *     hundred bytes, is among them although its pixels were released
   */
  public static void assertNoGrowth(int rounds, long mostPerRound, Work work) throws Exception {
    Assumptions.assumeTrue(Files.exists(SMAPS), "skipped: needs /proc to read the memory in use");
    long most = mostPerRound * rounds;
    List<Long> within = new ArrayList<>();
    List<Long> beyond = new ArrayList<>();
    List<Mat> ballast = new ArrayList<>();
    try (Finalisation held = new Finalisation()) {
      useUp(ballast);
      repeat(rounds, work);
      while (within.size() < ENOUGH_WITHIN && beyond.size() < ENOUGH_BEYOND) {
        long before = outsideTheHeap();
        repeat(rounds, work);
        long growth = outsideTheHeap() - before;
        (growth < most ? within : beyond).add(growth);
      }
    } finally {
      ballast.forEach(Mat::release);
    }
    assertTrue(
        beyond.size() < ENOUGH_BEYOND, () -> "grew by " + beyond + " bytes in spells of " + rounds);
  }

  /**
   * Takes what earlier tests gave back to the allocator but not to the system, in pieces of the
   * least leak that is looked for: out of it a leak would be served without growing anything.
   */
  private static void useUp(List<Mat> ballast) throws IOException, JMException {
    long grown = 0;
    for (int lot = 0; lot < MOST_LOTS && grown < LOT * HALF_A_SAMPLE; lot++) {
      long before = outsideTheHeap();
      for (int i = 0; i < LOT; i++) {
        ballast.add(new Mat(1, (int) (2 * HALF_A_SAMPLE), CvType.CV_8U, Scalar.all(1)));
      }
      grown = outsideTheHeap() - before;
    }
  }

  private static void repeat(int rounds, Work work) throws Exception {
    for (int i = 0; i < rounds; i++) {
      work.run();
    }
  }

  /** Resident bytes of all mappings (proc(5)) but those of the Java heap. */
  private static long outsideTheHeap() throws IOException, JMException {
    List<Span> heap = heap();
    long kilobytes = 0;
    boolean counts = true;
    for (String line : Files.readAllLines(SMAPS)) {
      Matcher range = RANGE.matcher(line);
      if (range.find()) {
        Span mapping = span(range);
        counts = heap.stream().noneMatch(mapping::overlaps);
      } else if (counts) {
        Matcher resident = RESIDENT.matcher(line);
        kilobytes += resident.find() ? Long.parseLong(resident.group(1)) : 0;
      }
    }
    return kilobytes * 1024;
  }

  /** Where the virtual machine says its heap is, as by {@code jcmd GC.heap_info}. */
  private static List<Span> heap() throws JMException {
    Object said =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcHeapInfo",
                new Object[0],
                new String[0]);
    List<Span> spans =
        HEAP.matcher(said.toString()).results().map(m -> span(m.group(1), m.group(2))).toList();
    assertTrue(!spans.isEmpty(), () -> "the heap is nowhere: " + said);
    return spans;
  }

  private static Span span(Matcher range) {
    return span(range.group(1), range.group(2));
  }

  private static Span span(String start, String end) {
    return new Span(Long.parseUnsignedLong(start, 16), Long.parseUnsignedLong(end, 16));
  }

  /** Holds up the thread that finalises, until closed. */
  private static final class Finalisation implements AutoCloseable {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Finalisation() throws InterruptedException {
      new Plug(held, released);
      for (int i = 0; i < COLLECTIONS && held.getCount() > 0; i++) {
        System.gc();
        held.await(100, TimeUnit.MILLISECONDS);
      }
      assertTrue(held.getCount() == 0, "finalisation cannot be held up");
    }

    @Override
    public void close() {
      released.countDown();
    }
  }

  /** Garbage at once; its finaliser waits. */
  private static final class Plug {
    private final CountDownLatch held;
    private final CountDownLatch released;

    Plug(CountDownLatch held, CountDownLatch released) {
      this.held = held;
      this.released = released;
    }

    // The only way to keep the finalisers of others from running.
    @SuppressWarnings({"deprecation", "removal", "Finalize"})
    @Override
    protected void finalize() throws InterruptedException {
      held.countDown();
      released.await();
    }
  }
}
