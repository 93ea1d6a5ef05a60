package org.vestibule.ehr.db;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.Place;
import org.vestibule.ehr.vault.SealBrokenException;

/** Whose keys were destroyed: random ids with a proof each, readable without keys. */
public final class ErasureTable {
  private final Tx tx;

  ErasureTable(Tx tx) {
    this.tx = tx;
  }

  /**
   * One erasure.
   *
   * @param at to the second
   * @param proof that it was made here: sealed by the clinic's own key, or a signature of the time
   *     when erasures were signed
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Erasure(UUID patient, Instant at, byte[] proof) {}

  /**
   * An erasure with its proof. Every copy of the records has the key of it, which no rotation
   * changes: also one that is older than the signing keys of now.
   */
  public Erasure proved(PatientId patient, Instant at) {
    Instant second = Instant.ofEpochSecond(at.getEpochSecond());
    Place place = place(patient.value(), second);
    return new Erasure(patient.value(), second, tx.clinicKey().seal(place, new byte[0]));
  }

  /** Whether {@link #proved} made it, here or in another copy of these records. */
  public boolean isProved(Erasure erasure) {
    try {
      tx.clinicKey().open(place(erasure.patient(), erasure.at()), erasure.proof());
      return true;
    } catch (SealBrokenException e) {
      return false;
    }
  }

  private static Place place(UUID patient, Instant at) {
    String row = patient + " " + at.getEpochSecond();
    return Place.of("erasure", row, "proof", Tx.CLINIC, 1, Codec.FORMAT);
  }

  /** Keeps one, in place of an earlier one of the patient. */
  public void add(Erasure erasure) {
    tx.handle()
        .execute(
            "INSERT INTO erasure (patient, seconds, signature) VALUES (?, ?, ?)"
                + " ON CONFLICT (patient) DO UPDATE"
                + " SET seconds = excluded.seconds, signature = excluded.signature",
            Uuids.bytes(erasure.patient()),
            erasure.at().getEpochSecond(),
            erasure.proof());
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
