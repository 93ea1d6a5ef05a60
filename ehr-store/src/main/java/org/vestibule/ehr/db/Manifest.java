package org.vestibule.ehr.db;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Every row that belongs to one patient within one scope of keys, with its version and a hash of
 * its sealed bytes. A row dropped, added, exchanged or rolled back makes a difference.
 */
final class Manifest {
  static final int FORMAT = 1;
  private static final int HASH_BYTES = 16;
  private static final int LINE_BYTES = 1 + 16 + 4 + HASH_BYTES;

  /** Stands for rows whose bytes are not hashed here because their own seal is enough. */
  static final byte[] NOT_HASHED = new byte[HASH_BYTES];

  /** A row and one version of it. */
  record Key(UUID row, int version) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byRow = row.compareTo(other.row);
      return byRow != 0 ? byRow : Integer.compare(version, other.version);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by Arrays.equals below, never changed
  private record Line(int kind, byte[] hash) {}

  private final Map<Key, Line> lines = new HashMap<>();

  void put(UUID row, int version, EntryKind kind, byte[] hash) {
    lines.put(new Key(row, version), new Line(kind.number(), hash));
  }

  void remove(UUID row, int version) {
    lines.remove(new Key(row, version));
  }

  boolean has(UUID row, int version) {
    return lines.containsKey(new Key(row, version));
  }

  /** First half of SHA-256: nobody can make another sealed value with the same 128 bits. */
  static byte[] hash(byte[] sealed) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(sealed), HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
    }
  }

  /**
   * Compares with the rows that are there.
   *
   * @throws IncompleteException if they differ
   */
  void requireSame(Manifest present) {
    Set<String> missing = new TreeSet<>();
    for (Map.Entry<Key, Line> expected : lines.entrySet()) {
      Line found = present.lines.get(expected.getKey());
      if (found == null || !sameHash(expected.getValue(), found)) {
        missing.add(EntryKind.numbered(expected.getValue().kind()).words());
      }
    }
    if (!missing.isEmpty()) {
      throw new IncompleteException(
          "This record is not complete: "
              + String.join(", ", missing)
              + " is missing or was altered. Do not rely on it; restore the latest backup.");
    }
    if (present.lines.size() != lines.size()) {
      throw new IncompleteException(
          "This record holds an entry that nobody wrote here. Do not rely on it; restore the latest"
              + " backup.");
    }
  }

  private static boolean sameHash(Line expected, Line found) {
    return Arrays.equals(expected.hash(), NOT_HASHED)
        || Arrays.equals(found.hash(), NOT_HASHED)
        || Arrays.equals(expected.hash(), found.hash());
  }

  /** Count (4 bytes), then for each row: kind (1), id (16), version (4), hash (16); big-endian. */
  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(4 + lines.size() * LINE_BYTES).putInt(lines.size());
    new TreeMap<>(lines)
        .forEach(
            (key, line) ->
                out.put((byte) line.kind())
                    .put(Uuids.bytes(key.row()))
                    .putInt(key.version())
                    .put(line.hash()));
    return out.array();
  }

  static Manifest parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 4 || in.getInt() * (long) LINE_BYTES != bytes.length - 4L) {
      throw DatabaseException.damaged("a manifest has the wrong length");
    }
    Manifest manifest = new Manifest();
    while (in.hasRemaining()) {
      int kind = in.get();
      Key key = new Key(new UUID(in.getLong(), in.getLong()), in.getInt());
      byte[] hash = new byte[HASH_BYTES];
      in.get(hash);
      manifest.lines.put(key, new Line(kind, hash));
    }
    return manifest;
  }
}
