package org.vestibule.ehr.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * All that is needed to append to a ledger: how many events it has, the last chain value, and the
 * roots of the full subtrees of its Merkle tree (at most 63 of them). Immutable. The store keeps
 * {@link #bytes()} in the same transaction as the event that led to it.
 */
public final class LedgerState {
  private static final int HEADER_BYTES = 1 + 16 + 8 + Hashes.BYTES;

  private final UUID ledger;
  private final long size;
  private final byte[] chain;

  /** Roots of the full subtrees, largest (leftmost) first: one for each 1 bit of size. */
  private final List<byte[]> subtrees;

  private LedgerState(UUID ledger, long size, byte[] chain, List<byte[]> subtrees) {
    this.ledger = ledger;
    this.size = size;
    this.chain = chain;
    this.subtrees = subtrees;
  }

  /** The ledger before its first event. Its first chain value depends on its id. */
  public static LedgerState empty(UUID ledger) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(ledger.getMostSignificantBits())
            .putLong(ledger.getLeastSignificantBits())
            .array();
    byte[] start = Hashes.sha256("vestibule ledger 1".getBytes(StandardCharsets.US_ASCII), id);
    return new LedgerState(ledger, 0, start, List.of());
  }

  /** Which ledger: the vault's random id. */
  public UUID ledger() {
    return ledger;
  }

  /** Number of events; the last one's sequence number, from 1. */
  public long size() {
    return size;
  }

  /** Chain value after the last event, 32 bytes; kept beside that event. */
  public byte[] chain() {
    return chain.clone();
  }

  /** The state after {@code event}. */
  public LedgerState append(LedgerEvent event) {
    return appendLeaf(Hashes.leaf(event.canonicalBytes()));
  }

  /** The state after the event with this leaf hash. */
  LedgerState appendLeaf(byte[] leaf) {
    List<byte[]> roots = new ArrayList<>(subtrees);
    byte[] root = leaf;
    for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
      root = Hashes.node(roots.remove(roots.size() - 1), root);
    }
    roots.add(root);
    return new LedgerState(ledger, size + 1, Hashes.chain(chain, leaf), roots);
  }

  /** Merkle tree hash over all events (RFC 6962, section 2.1), 32 bytes. */
  public byte[] root() {
    if (subtrees.isEmpty()) {
      return Hashes.sha256();
    }
    byte[] root = subtrees.get(subtrees.size() - 1);
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = Hashes.node(subtrees.get(i), root);
    }
    return root.clone();
  }

  /** Version 1: one byte 1, ledger id, size (8 bytes big-endian), chain, subtree roots. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + subtrees.size() * Hashes.BYTES);
    out.put((byte) 1);
    out.putLong(ledger.getMostSignificantBits()).putLong(ledger.getLeastSignificantBits());
    out.putLong(size).put(chain);
    subtrees.forEach(out::put);
    return out.array();
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws LedgerFormatException if these bytes are no state
   */
  public static LedgerState parse(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != 1) {
      throw new LedgerFormatException("these bytes are no ledger state");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    UUID ledger = new UUID(in.getLong(), in.getLong());
    long size = in.getLong();
    byte[] chain = take(in);
    int count = Long.bitCount(size);
    if (size < 0 || in.remaining() != count * Hashes.BYTES) {
      throw new LedgerFormatException("a ledger state has the wrong length");
    }
    List<byte[]> subtrees = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      subtrees.add(take(in));
    }
    return new LedgerState(ledger, size, chain, subtrees);
  }

  private static byte[] take(ByteBuffer in) {
    byte[] hash = new byte[Hashes.BYTES];
    in.get(hash);
    return hash;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LedgerState s && Arrays.equals(bytes(), s.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(chain);
  }

  @Override
  public String toString() {
    return "LedgerState[" + size + "]";
  }
}
