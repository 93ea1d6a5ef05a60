package org.vestibule.ehr.db;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/** Every use of emergency access, until and after somebody else has signed it off. */
public final class EmergencyTable {
  private final Tx tx;

  EmergencyTable(Tx tx) {
    this.tx = tx;
  }

  /**
   * One use.
   *
   * @param slot the key slot of who used it
   * @param review who signed it off; empty while it waits
   */
  public record Use(
      UUID id,
      PatientId patient,
      UUID slot,
      String user,
      Instant at,
      String reason,
      Optional<Review> review) {
    @Override
    public String toString() {
      return "Use[" + id + "]";
    }
  }

  /**
   * A signing-off.
   *
   * @param remark in words
   */
  public record Review(String user, Instant at, boolean justified, String remark) {
    @Override
    public String toString() {
      return "Review";
    }
  }

  /** Adds a use. */
  public void insert(Use use) {
    byte[] sealed = seal(use, 1);
    tx.handle()
        .execute(
            "INSERT INTO emergency (id, patient, version, sealed) VALUES (?, ?, 1, ?)",
            Uuids.bytes(use.id()),
            Uuids.bytes(use.patient().value()),
            sealed);
    manifest(use).put(use.id(), 1, EntryKind.EMERGENCY_ACCESS, Manifest.hash(sealed));
  }

  /** Writes down that a use was signed off. */
  public void review(Use use, Review review) {
    Use reviewed =
        new Use(
            use.id(),
            use.patient(),
            use.slot(),
            use.user(),
            use.at(),
            use.reason(),
            Optional.of(review));
    byte[] sealed = seal(reviewed, 2);
    tx.handle()
        .execute(
            "UPDATE emergency SET version = 2, sealed = ? WHERE id = ?",
            sealed,
            Uuids.bytes(use.id()));
    Manifest manifest = manifest(use);
    manifest.remove(use.id(), 1);
    manifest.put(use.id(), 2, EntryKind.EMERGENCY_ACCESS, Manifest.hash(sealed));
  }

  /** One use. */
  public Optional<Use> find(UUID id) {
    return rows(" WHERE id = ?", Optional.of(id)).stream().findFirst();
  }

  /** Those that nobody has signed off, oldest first. */
  public List<Use> waiting() {
    return rows(" WHERE version = 1", Optional.empty()).stream()
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .toList();
  }

  /** Whether a use about this patient waits to be signed off. */
  public boolean waiting(PatientId patient) {
    return rows(" WHERE version = 1 AND patient = ?", Optional.of(patient.value())).size() > 0;
  }

  void list(UUID patient, Manifest present) {
    tx.sql()
        .list(
            "SELECT id, version, sealed FROM emergency WHERE patient = ?",
            row -> {
              UUID id = Uuids.of(row.getBytes(1));
              byte[] hash = Manifest.hash(row.getBytes(3));
              present.put(id, row.getInt(2), EntryKind.EMERGENCY_ACCESS, hash);
              return true;
            },
            Uuids.bytes(patient));
  }

  private List<Use> rows(String where, Optional<UUID> value) {
    var query =
        tx.handle().createQuery("SELECT id, patient, version, sealed FROM emergency" + where);
    value.ifPresent(v -> query.bind(0, Uuids.bytes(v)));
    return query
        .map(
            (row, context) -> {
              UUID patient = Uuids.of(row.getBytes(2));
              Place place = place(Uuids.of(row.getBytes(1)), patient, row.getInt(3));
              byte[] plain = tx.key(KeyScope.DIRECTORY, patient).open(place, row.getBytes(4));
              return Codec.read(Use.class, plain);
            })
        .list();
  }

  private Manifest manifest(Use use) {
    return tx.manifests().change(use.patient().value(), KeyScope.DIRECTORY);
  }

  private byte[] seal(Use use, int version) {
    UUID patient = use.patient().value();
    return tx.key(KeyScope.DIRECTORY, patient)
        .seal(place(use.id(), patient, version), Codec.write(use));
  }

  private static Place place(UUID id, UUID patient, int version) {
    return Place.of("emergency", id.toString(), "sealed", patient, version, Codec.FORMAT);
  }
}
