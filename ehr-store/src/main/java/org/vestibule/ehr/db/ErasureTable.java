package org.vestibule.ehr.db;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.vestibule.ehr.vault.Place;
import org.vestibule.ehr.vault.SealBrokenException;

/** Whose keys were destroyed: random ids with a signature each, readable without keys. */
public final class ErasureTable {
  private final Tx tx;

  ErasureTable(Tx tx) {
    this.tx = tx;
  }

  /** One erasure; {@code at} to the second. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Erasure(UUID patient, Instant at, byte[] signature) {}

  /** Keeps one; the first of a patient stays. */
  public void add(Erasure erasure) {
    tx.handle()
        .execute(
            "INSERT INTO erasure (patient, seconds, signature) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            Uuids.bytes(erasure.patient()),
            erasure.at().getEpochSecond(),
            erasure.signature());
  }

  /**
   * Proves an erasure to whoever has the clinic's own key, which no rotation changes: also to an
   * older copy of the records, that does not know the newer signing keys.
   */
  public byte[] proof(Erasure erasure) {
    return tx.clinicKey().seal(place(erasure), new byte[0]);
  }

  /** Whether {@link #proof} made it, here or in another copy of these records. */
  public boolean isProved(Erasure erasure, byte[] proof) {
    try {
      tx.clinicKey().open(place(erasure), proof);
      return true;
    } catch (SealBrokenException e) {
      return false;
    }
  }

  private static Place place(Erasure erasure) {
    String row = erasure.patient() + " " + erasure.at().getEpochSecond();
    return Place.of("erasure", row, "proof", Tx.CLINIC, 1, Codec.FORMAT);
  }

  /** All, in the order of their ids. */
  public List<Erasure> all() {
    return tx.handle()
        .createQuery("SELECT patient, seconds, signature FROM erasure ORDER BY patient")
        .map(
            (row, context) ->
                new Erasure(
                    Uuids.of(row.getBytes(1)),
                    Instant.ofEpochSecond(row.getLong(2)),
                    row.getBytes(3)))
        .list();
  }
}
