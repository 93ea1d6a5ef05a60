package org.vestibule.ehr.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The Merkle tree over a ledger's leaf hashes, for proofs (RFC 6962, section 2.1). Immutable; takes
 * 64 bytes an event, so it is built when a proof is wanted and not kept.
 */
public final class MerkleTree {
  /**
   * Hashes by height: {@code levels.get(0)} are the leaves, each next level the parents of pairs;
   * an odd last one is carried up as it is, which gives the same roots as RFC 6962's recursion.
   */
  private final List<List<byte[]>> levels = new ArrayList<>();

  private MerkleTree(List<byte[]> leaves) {
    levels.add(leaves);
    List<byte[]> below = leaves;
    while (below.size() > 1) {
      List<byte[]> above = new ArrayList<>((below.size() + 1) / 2);
      for (int i = 0; i + 1 < below.size(); i += 2) {
        above.add(Hashes.node(below.get(i), below.get(i + 1)));
      }
      if (below.size() % 2 == 1) {
        above.add(below.get(below.size() - 1));
      }
      levels.add(above);
      below = above;
    }
  }

  /** The tree over these events, in ledger order. */
  public static MerkleTree of(Collection<LedgerEvent> events) {
    return new MerkleTree(events.stream().map(e -> Hashes.leaf(e.canonicalBytes())).toList());
  }

  /** The tree over these leaf data; for the published test vectors. */
  static MerkleTree ofData(List<byte[]> data) {
    return new MerkleTree(data.stream().map(Hashes::leaf).toList());
  }

  /** Number of events. */
  public int size() {
    return levels.get(0).size();
  }

  /** Root over all events. */
  public byte[] root() {
    return root(0, size());
  }

  /**
   * The proof that event {@code sequence} is in the ledger of the first {@code size} events.
   *
   * @param sequence from 1 to {@code size}
   * @param size from 1 to {@link #size()}
   */
  public MerkleProof inclusion(int sequence, int size) {
    if (sequence < 1 || sequence > size || size > size()) {
      throw new IllegalArgumentException("no such event in a ledger of that size");
    }
    List<byte[]> path = new ArrayList<>();
    inclusion(path, sequence - 1, 0, size);
    return new MerkleProof(MerkleProof.Kind.INCLUSION, sequence, size, path);
  }

  /** RFC 6962, section 2.1.1: PATH(m, D[start:end]). */
  private void inclusion(List<byte[]> path, int index, int start, int end) {
    if (end - start == 1) {
      return;
    }
    int split = start + Integer.highestOneBit(end - start - 1);
    if (index < split) {
      inclusion(path, index, start, split);
      path.add(root(split, end));
    } else {
      inclusion(path, index, split, end);
      path.add(root(start, split));
    }
  }

  /**
   * The proof that the ledger of {@code size} events begins with that of {@code earlier} events.
   *
   * @param earlier from 1 to {@code size}
   * @param size from 1 to {@link #size()}
   */
  public MerkleProof consistency(int earlier, int size) {
    if (earlier < 1 || earlier > size || size > size()) {
      throw new IllegalArgumentException("no such sizes in this ledger");
    }
    List<byte[]> path = new ArrayList<>();
    consistency(path, earlier, 0, size, true);
    return new MerkleProof(MerkleProof.Kind.CONSISTENCY, earlier, size, path);
  }

  /** RFC 6962, section 2.1.2: SUBPROOF(m, D[start:end], whole). */
  private void consistency(List<byte[]> path, int earlier, int start, int end, boolean whole) {
    if (start + earlier == end) {
      if (!whole) {
        path.add(root(start, end));
      }
      return;
    }
    int split = start + Integer.highestOneBit(end - start - 1);
    if (start + earlier <= split) {
      consistency(path, earlier, start, split, whole);
      path.add(root(split, end));
    } else {
      consistency(path, earlier - (split - start), split, end, false);
      path.add(root(start, split));
    }
  }

  /**
   * Root over the leaves from start to end; starts are always at multiples of a large enough power.
   */
  private byte[] root(int start, int end) {
    int count = end - start;
    if (count == 0) {
      return Hashes.sha256();
    }
    if (Integer.bitCount(count) == 1 && start % count == 0) {
      int level = Integer.numberOfTrailingZeros(count);
      return levels.get(level).get(start >> level).clone();
    }
    int split = start + Integer.highestOneBit(count - 1);
    return Hashes.node(root(start, split), root(split, end));
  }
}
