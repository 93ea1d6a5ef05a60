package org.vestibule.ehr.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * A signed statement of what a ledger was at one time: short enough for a QR code, and kept outside
 * the machine it proves later that nothing before it was changed or dropped.
 */
public final class LedgerHead {
  private static final String TEXT_PREFIX = "VESTIBULE-HEAD-1:";
  private static final int BODY_BYTES = 2 + 16 + 8 + 2 * Hashes.BYTES + 12;
  private static final int MOST_SIGNATURE_BYTES = 512;
  private static final int MOST_TEXT = 1024;

  private final UUID ledger;
  private final long size;
  private final byte[] chain;
  private final byte[] root;
  private final Instant time;
  private final byte[] signature;

  private LedgerHead(
      UUID ledger, long size, byte[] chain, byte[] root, Instant time, byte[] signature) {
    this.ledger = ledger;
    this.size = size;
    this.chain = chain;
    this.root = root;
    this.time = time;
    this.signature = signature;
  }

  /** Signs what {@code state} is. */
  public static LedgerHead sign(LedgerState state, Instant time, HeadSigner signer) {
    byte[] body = body(state.ledger(), state.size(), state.chain(), state.root(), time);
    return new LedgerHead(
        state.ledger(), state.size(), state.chain(), state.root(), time, signer.sign(body));
  }

  /** Which ledger. */
  public UUID ledger() {
    return ledger;
  }

  /** Number of events that it vouches for. */
  public long size() {
    return size;
  }

  /** Chain value after event {@link #size}, 32 bytes. */
  public byte[] chain() {
    return chain.clone();
  }

  /** Merkle root over the first {@link #size} events, 32 bytes. */
  public byte[] root() {
    return root.clone();
  }

  /** When it was signed, by the machine's clock. */
  public Instant time() {
    return time;
  }

  /** Whether the signature is right. */
  public boolean isSignedBy(HeadVerifier verifier) {
    return verifier.verify(body(ledger, size, chain, root, time), signature);
  }

  /** One line of text under 1,024 characters, for paper, QR code or mail. */
  public String text() {
    byte[] body = body(ledger, size, chain, root, time);
    byte[] all = Arrays.copyOf(body, body.length + signature.length);
    System.arraycopy(signature, 0, all, body.length, signature.length);
    return TEXT_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * Reads {@link #text}; white space around it is ignored. The signature is not checked yet.
   *
   * @throws LedgerFormatException if it is no head or was cut
   */
  public static LedgerHead parse(String text) {
    String line = text.strip();
    if (!line.startsWith(TEXT_PREFIX) || line.length() > MOST_TEXT) {
      throw new LedgerFormatException("this text is no ledger head");
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(line.substring(TEXT_PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new LedgerFormatException("this ledger head is damaged");
    }
    int signed = all.length - BODY_BYTES;
    if (signed < 1 || signed > MOST_SIGNATURE_BYTES || all[0] != 'H' || all[1] != 1) {
      throw new LedgerFormatException("this ledger head is damaged or was cut");
    }
    return read(all);
  }

  private static LedgerHead read(byte[] all) {
    ByteBuffer in = ByteBuffer.wrap(all, 2, all.length - 2);
    UUID ledger = new UUID(in.getLong(), in.getLong());
    long size = in.getLong();
    byte[] chain = new byte[Hashes.BYTES];
    byte[] root = new byte[Hashes.BYTES];
    in.get(chain).get(root);
    long seconds = in.getLong();
    int nanos = in.getInt();
    byte[] signature = new byte[in.remaining()];
    in.get(signature);
    boolean timeInRange =
        seconds >= Instant.MIN.getEpochSecond()
            && seconds <= Instant.MAX.getEpochSecond()
            && nanos >= 0
            && nanos < 1_000_000_000;
    if (size < 0 || !timeInRange) {
      throw new LedgerFormatException("this ledger head is damaged");
    }
    Instant time = Instant.ofEpochSecond(seconds, nanos);
    return new LedgerHead(ledger, size, chain, root, time, signature);
  }

  /** {@code 'H' 1}, ledger id, size, chain, root, seconds since 1970 and nanoseconds. */
  private static byte[] body(UUID ledger, long size, byte[] chain, byte[] root, Instant time) {
    return ByteBuffer.allocate(BODY_BYTES)
        .put((byte) 'H')
        .put((byte) 1)
        .putLong(ledger.getMostSignificantBits())
        .putLong(ledger.getLeastSignificantBits())
        .putLong(size)
        .put(chain)
        .put(root)
        .putLong(time.getEpochSecond())
        .putInt(time.getNano())
        .array();
  }

  @Override
  public String toString() {
    return "LedgerHead[" + size + "]";
  }
}
