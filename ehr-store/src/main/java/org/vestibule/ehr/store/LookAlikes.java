package org.vestibule.ehr.store;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vestibule.ehr.db.ModelTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.PatientId;

/**
 * Two patients whom a face does not tell apart, as staff said.
 *
 * @param one the patient with the lesser id, so that a pair is the same either way round
 */
public record LookAlikes(PatientId one, PatientId other) {
  /** Under this name the pairs are kept beside the models, sealed like them. */
  private static final String NAME = "look-alikes";

  private static final int BYTES = 32;

  /** The pair of two different patients. */
  public static LookAlikes of(PatientId a, PatientId b) {
    int order = a.value().compareTo(b.value());
    if (order == 0) {
      throw new IllegalArgumentException("nobody is told apart from themselves");
    }
    return order < 0 ? new LookAlikes(a, b) : new LookAlikes(b, a);
  }

  /** What is kept; who was erased is nobody any more. */
  static Set<LookAlikes> kept(Tx tx) {
    return tx.models().find(NAME).stream()
        .flatMap(stored -> decode(stored.bytes()).stream())
        .filter(pair -> tx.patients().exists(pair.one()) && tx.patients().exists(pair.other()))
        .collect(Collectors.toSet());
  }

  static void keep(Tx tx, Set<LookAlikes> pairs) {
    tx.models().put(new ModelTable.Model(NAME, encode(pairs), Set.of()));
  }

  /** Two ids of 16 bytes for each pair. */
  private static byte[] encode(Set<LookAlikes> pairs) {
    ByteBuffer out = ByteBuffer.allocate(BYTES * pairs.size());
    for (LookAlikes pair : pairs) {
      for (PatientId id : new PatientId[] {pair.one, pair.other}) {
        out.putLong(id.value().getMostSignificantBits());
        out.putLong(id.value().getLeastSignificantBits());
      }
    }
    return out.array();
  }

  private static Set<LookAlikes> decode(byte[] bytes) {
    if (bytes.length % BYTES != 0) {
      throw new StoreException.Damaged(
          "Who looks alike cannot be read: restore the latest backup.", null);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Set<LookAlikes> pairs = new HashSet<>();
    while (in.hasRemaining()) {
      pairs.add(of(id(in), id(in)));
    }
    return pairs;
  }

  private static PatientId id(ByteBuffer in) {
    return new PatientId(new UUID(in.getLong(), in.getLong()));
  }
}
