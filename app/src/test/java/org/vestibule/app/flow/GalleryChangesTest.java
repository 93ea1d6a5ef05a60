package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What waits for the eigenfaces to be made anew. */
class GalleryChangesTest {
  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  private final GalleryChanges changes = new GalleryChanges();

  @Test
  void isTakenOnce() {
    changes.joined("a", List.of(OLD));
    changes.left("b");
    GalleryChanges.Taken taken = changes.take();
    assertEquals(Set.of("a"), taken.joined().keySet());
    assertEquals(Set.of("b"), taken.left());
    assertEquals(new GalleryChanges.Taken(Map.of(), Set.of(), false), changes.take());
  }

  @Test
  void whoLeavesAfterJoiningDoesNotComeBack() {
    changes.joined("a", List.of(OLD));
    GalleryChanges.Taken taken = changes.take();
    changes.left("a");
    changes.giveBack(taken);
    assertEquals(new GalleryChanges.Taken(Map.of(), Set.of("a"), false), changes.take());
  }

  @Test
  void thatAnotherMachineChangedSomethingIsSaidUntilItIsTakenIn() {
    changes.changedElsewhere();
    GalleryChanges.Taken taken = changes.take();
    assertEquals(new GalleryChanges.Taken(Map.of(), Set.of(), true), taken);
    assertEquals(new GalleryChanges.Taken(Map.of(), Set.of(), false), changes.take());
    changes.giveBack(taken);
    assertEquals(taken, changes.take());
  }

  @Test
  void whatIsGivenBackDoesNotReplaceWhatCameSince() {
    changes.joined("a", List.of(OLD));
    changes.left("b");
    GalleryChanges.Taken taken = changes.take();
    changes.joined("a", List.of(NEW));
    changes.giveBack(taken);
    GalleryChanges.Taken again = changes.take();
    assertSame(NEW, again.joined().get("a").get(0));
    assertEquals(Set.of("b"), again.left());
  }
}
