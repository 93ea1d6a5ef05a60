package org.vestibule.face.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vestibule.face.TestPictures;
import org.vestibule.natives.OpenCv;

class LatestFrameTest {
  private final LatestFrame slot = new LatestFrame();

  @BeforeAll
  static void load() {
    OpenCv.load();
  }

  @Test
  void holdsTheNewestAndClosesTheRest() {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      frames.add(frame(i));
      slot.put(frames.get(i));
    }
    assertTrue(frames.subList(0, 4).stream().allMatch(f -> f.bgr().empty()), "older are closed");
    Frame taken = slot.poll().orElseThrow();
    assertEquals(4, taken.index());
    assertFalse(taken.bgr().empty());
    assertTrue(slot.poll().isEmpty(), "a frame is taken once");
    taken.close();
  }

  @Test
  void waitingEndsWhenAFrameComes() throws Exception {
    CompletableFuture<Optional<Frame>> waiter = waiting();
    slot.put(frame(1));
    assertEquals(1, waiter.get(10, TimeUnit.SECONDS).orElseThrow().index());
  }

  @Test
  void waitingEndsWhenTheSlotIsClosed() throws Exception {
    CompletableFuture<Optional<Frame>> waiter = waiting();
    slot.close();
    assertTrue(waiter.get(10, TimeUnit.SECONDS).isEmpty());
  }

  @Test
  void waitingEndsWithItsLimit() throws Exception {
    assertTrue(slot.take(Duration.ofMillis(1)).isEmpty());
  }

  @Test
  void aClosedSlotClosesWhatItIsGiven() {
    Frame before = frame(0);
    slot.put(before);
    slot.close();
    Frame after = frame(1);
    slot.put(after);
    assertTrue(before.bgr().empty() && after.bgr().empty());
    assertTrue(slot.closed() && slot.poll().isEmpty());
  }

  private CompletableFuture<Optional<Frame>> waiting() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return slot.take(Duration.ofSeconds(10));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Frame frame(int index) {
    return new Frame(index, Duration.ofMillis(index), TestPictures.grey(8, 8, index));
  }
}
