package org.vestibule.ehr.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkOpeningTest {
  private static final int ROWS = 5_000;

  /** As many as are read before their opening begins. */
  private static final int BATCH = 256;

  @Test
  void handsOnEveryRowInOrder() {
    List<Integer> taken = new ArrayList<>();
    BulkOpening.all(rows(), row -> row, (row, key) -> row + key, taken::add);
    assertEquals(IntStream.range(0, ROWS).map(i -> 2 * i).boxed().toList(), taken);
  }

  @Test
  void whoeverReadsOpensNothingWhileOthersKeepUp() {
    Thread reader = Thread.currentThread();
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger openedByReader = new AtomicInteger();
    Iterator<Integer> rows = rows();
    Iterator<Integer> slow =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public Integer next() {
            int row = rows.next();
            if (row % BATCH == 0) {
              waitFor(opened, row);
            }
            return row;
          }
        };
    BulkOpening.all(
        slow,
        row -> row,
        (row, key) -> {
          if (Thread.currentThread() == reader) {
            openedByReader.incrementAndGet();
          }
          opened.incrementAndGet();
          return row;
        },
        row -> {});
    assertEquals(ROWS, opened.get());
    assertTrue(openedByReader.get() <= BATCH, "opened by the reader: " + openedByReader);
  }

  @Test
  void whatCannotBeOpenedStopsIt() {
    List<Integer> taken = new ArrayList<>();
    assertThrows(
        DatabaseException.class,
        () ->
            BulkOpening.all(
                rows(),
                row -> row,
                (row, key) -> {
                  if (row == 700) {
                    throw DatabaseException.damaged("row 700");
                  }
                  return row;
                },
                taken::add));
    assertEquals(IntStream.range(0, 2 * BATCH).boxed().toList(), taken);
  }

  private static Iterator<Integer> rows() {
    return IntStream.range(0, ROWS).iterator();
  }

  private static void waitFor(AtomicInteger opened, int wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (opened.get() < wanted) {
      assertTrue(System.nanoTime() < until, "nobody opens what was read");
      Thread.onSpinWait();
    }
  }
}
