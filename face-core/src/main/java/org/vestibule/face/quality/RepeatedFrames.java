package org.vestibule.face.quality;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts frames that are the same, bit by bit, as one of the last 600. A sensor's noise never
 * repeats itself. That a driver hands out one frame twice in dim light is let pass.
 */
final class RepeatedFrames {
  private static final int REMEMBERED = 600;
  private static final int DOUBLED = 4;

  private final Deque<Long> seen = new ArrayDeque<>();
  private int repeats;
  private int inARow;

  /** How many repeats there were, with this frame. */
  int add(long digest) {
    boolean same = !seen.isEmpty() && seen.getLast() == digest;
    inARow = same ? inARow + 1 : 0;
    if (same ? inARow >= DOUBLED : seen.contains(digest)) {
      repeats++;
    }
    if (!same) {
      seen.addLast(digest);
      if (seen.size() > REMEMBERED) {
        seen.removeFirst();
      }
    }
    return repeats;
  }
}
