package org.vestibule.ehr.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * A proof about a ledger that can be checked with two heads or one, without the events.
 *
 * @param kind what is proved
 * @param from the event's sequence number (inclusion) or the earlier size (consistency), from 1
 * @param size the size of the ledger proved against
 * @param path hashes of 32 bytes, in RFC 6962's order
 */
public record MerkleProof(Kind kind, long from, long size, List<byte[]> path) {

  /** What is proved. */
  public enum Kind {
    /** An event is part of the ledger. */
    INCLUSION,
    /** A ledger begins with an earlier one. */
    CONSISTENCY
  }

  public MerkleProof {
    path = path.stream().map(byte[]::clone).toList();
  }

  /**
   * Whether this inclusion proof ties {@code event} to a ledger of {@link #size} events with that
   * root (RFC 9162, section 2.1.3.2).
   */
  public boolean proves(LedgerEvent event, byte[] root) {
    return kind == Kind.INCLUSION && provesLeaf(Hashes.leaf(event.canonicalBytes()), root);
  }

  boolean provesLeaf(byte[] leaf, byte[] root) {
    if (from < 1 || from > size) {
      return false;
    }
    long fn = from - 1;
    long sn = size - 1;
    byte[] hash = leaf;
    for (byte[] next : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = Hashes.node(next, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        hash = Hashes.node(hash, next);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(hash, root);
  }

  /**
   * Whether this consistency proof shows that the ledger with {@code root} begins with the one with
   * {@code earlierRoot} (RFC 9162, section 2.1.4.2).
   */
  public boolean proves(byte[] earlierRoot, byte[] root) {
    if (kind != Kind.CONSISTENCY || from < 1 || from > size) {
      return false;
    }
    if (from == size) {
      return path.isEmpty() && Arrays.equals(earlierRoot, root);
    }
    boolean powerOfTwo = Long.bitCount(from) == 1;
    if (!powerOfTwo && path.isEmpty()) {
      return false;
    }
    long fn = from - 1;
    long sn = size - 1;
    while ((fn & 1) == 1) {
      fn >>>= 1;
      sn >>>= 1;
    }
    byte[] first = powerOfTwo ? earlierRoot : path.get(0);
    byte[] before = first;
    byte[] now = first;
    for (byte[] next : path.subList(powerOfTwo ? 0 : 1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        before = Hashes.node(next, before);
        now = Hashes.node(next, now);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        now = Hashes.node(now, next);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(before, earlierRoot) && Arrays.equals(now, root);
  }

  @Override
  public String toString() {
    return "MerkleProof[" + kind + ", " + from + " of " + size + "]";
  }
}
