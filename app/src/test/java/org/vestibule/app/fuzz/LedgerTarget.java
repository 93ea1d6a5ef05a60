package org.vestibule.app.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.vestibule.ehr.ledger.LedgerEvent;
import org.vestibule.ehr.ledger.LedgerFormatException;
import org.vestibule.ehr.ledger.LedgerHead;
import org.vestibule.ehr.ledger.LedgerState;
import org.vestibule.ehr.ledger.MerkleProof;
import org.vestibule.ehr.ledger.MerkleTree;

/**
 * Heads and states are refused or read back the same; and no proof but the true one is believed,
 * whatever becomes of its path.
 */
public final class LedgerTarget {
  private static final List<LedgerEvent> EVENTS =
      IntStream.range(0, 23).mapToObj(LedgerTarget::event).toList();

  private static final MerkleTree TREE = MerkleTree.of(EVENTS);

  private LedgerTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    int what = data.consumeInt(0, 3);
    switch (what) {
      case 0 -> head(data.consumeRemainingAsBytes());
      case 1 -> state(data.consumeRemainingAsBytes());
      case 2 -> inclusion(data);
      default -> consistency(data);
    }
  }

  private static void head(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      LedgerHead head = LedgerHead.parse(text);
      check(LedgerHead.parse(head.text()).text().equals(head.text()));
    } catch (LedgerFormatException refused) {
      check(!refused.getMessage().isBlank());
    }
  }

  private static void state(byte[] bytes) {
    try {
      check(Arrays.equals(LedgerState.parse(bytes).bytes(), bytes));
    } catch (LedgerFormatException refused) {
      check(!refused.getMessage().isBlank());
    }
  }

  private static void inclusion(FuzzedDataProvider data) {
    int size = data.consumeInt(1, EVENTS.size());
    int sequence = data.consumeInt(1, size);
    MerkleProof genuine = TREE.inclusion(sequence, size);
    byte[] root = MerkleTree.of(EVENTS.subList(0, size)).root();
    check(genuine.proves(EVENTS.get(sequence - 1), root));
    int about = data.consumeInt(1, EVENTS.size());
    MerkleProof forged = forged(genuine, data);
    boolean believed = forged.proves(EVENTS.get(about - 1), root);
    check(!believed || (about == sequence && samePath(forged, genuine)));
  }

  private static void consistency(FuzzedDataProvider data) {
    int size = data.consumeInt(2, EVENTS.size());
    int earlier = data.consumeInt(1, size - 1);
    MerkleProof genuine = TREE.consistency(earlier, size);
    byte[] before = MerkleTree.of(EVENTS.subList(0, earlier)).root();
    byte[] now = MerkleTree.of(EVENTS.subList(0, size)).root();
    check(genuine.proves(before, now));
    MerkleProof forged = forged(genuine, data);
    check(!forged.proves(before, now) || samePath(forged, genuine));
  }

  private static MerkleProof forged(MerkleProof genuine, FuzzedDataProvider data) {
    List<byte[]> path = new ArrayList<>(genuine.path());
    int edits = data.consumeInt(0, 4);
    for (int i = 0; i < edits; i++) {
      edit(path, data);
    }
    return new MerkleProof(genuine.kind(), genuine.from(), genuine.size(), path);
  }

  private static void edit(List<byte[]> path, FuzzedDataProvider data) {
    int at = data.consumeInt(0, path.size());
    switch (data.consumeInt(0, 2)) {
      case 0 -> path.add(at, Arrays.copyOf(data.consumeBytes(32), 32));
      case 1 -> {
        if (at < path.size()) {
          path.remove(at);
        }
      }
      default -> {
        if (at < path.size()) {
          byte[] hash = path.get(at).clone();
          hash[data.consumeInt(0, 31)] ^= data.consumeByte();
          path.set(at, hash);
        }
      }
    }
  }

  private static boolean samePath(MerkleProof one, MerkleProof other) {
    return Arrays.deepEquals(one.path().toArray(), other.path().toArray());
  }

  private static LedgerEvent event(int n) {
    return new LedgerEvent(
        new UUID(n, n),
        Instant.ofEpochSecond(1_700_000_000L + n),
        new UUID(0, 7),
        "desk",
        "chart.view",
        "treatment",
        Optional.empty(),
        LedgerEvent.Outcome.DONE,
        new byte[] {(byte) n});
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("a ledger's promise is broken");
    }
  }
}
