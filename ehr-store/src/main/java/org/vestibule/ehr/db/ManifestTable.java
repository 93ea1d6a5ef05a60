package org.vestibule.ehr.db;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/**
 * The sealed manifests. The other tables note what they write and remove; each manifest touched is
 * written once, before the transaction ends.
 */
public final class ManifestTable {
  private record Owner(UUID patient, KeyScope scope) {}

  private static final class Open {
    private Manifest manifest = new Manifest();
    private int revision;
  }

  private final Tx tx;
  private final Map<Owner, Open> touched = new LinkedHashMap<>();

  ManifestTable(Tx tx) {
    this.tx = tx;
  }

  /**
   * Checks that the rows of a patient are exactly those that were written.
   *
   * @throws IncompleteException if one is missing, rolled back, altered or added
   */
  public void check(UUID patient, KeyScope scope) {
    Manifest present = new Manifest();
    if (scope == KeyScope.DIRECTORY) {
      tx.patients().list(patient, present);
      tx.faces().list(patient, present);
      tx.cards().list(patient, present);
      tx.emergencies().list(patient, present);
    }
    tx.entries().list(patient, scope, present);
    check(patient, scope, present);
  }

  void check(UUID patient, KeyScope scope, Manifest present) {
    Owner owner = new Owner(patient, scope);
    Optional<Open> kept = Optional.ofNullable(touched.get(owner)).or(() -> read(owner));
    if (kept.isEmpty()) {
      throw new IncompleteException(
          "The list of what belongs to this record is missing. Do not rely on it; restore the"
              + " latest backup.");
    }
    kept.get().manifest.requireSame(present);
  }

  /** The manifest of somebody who has none yet. */
  Manifest begin(UUID patient, KeyScope scope) {
    return touched.computeIfAbsent(new Owner(patient, scope), o -> new Open()).manifest;
  }

  /** The manifest to be changed in this transaction. */
  Manifest change(UUID patient, KeyScope scope) {
    return touched.computeIfAbsent(new Owner(patient, scope), o -> read(o).orElseGet(Open::new))
        .manifest;
  }

  private Optional<Open> read(Owner owner) {
    return tx.sql()
        .first(
            "SELECT revision, sealed FROM manifest WHERE patient = ? AND scope = ?",
            row -> {
              Open open = new Open();
              open.revision = row.getInt(1);
              byte[] plain =
                  tx.key(owner.scope(), owner.patient())
                      .open(place(owner, open.revision), row.getBytes(2));
              open.manifest = Manifest.parse(plain);
              return open;
            },
            Uuids.bytes(owner.patient()),
            Tx.number(owner.scope()));
  }

  /** The patient was erased: nothing is to be written for them. */
  void forget(UUID patient) {
    touched.keySet().removeIf(o -> o.patient().equals(patient));
  }

  void flush() {
    touched.forEach(this::write);
    touched.clear();
  }

  private void write(Owner owner, Open open) {
    int revision = open.revision + 1;
    byte[] sealed =
        tx.key(owner.scope(), owner.patient()).seal(place(owner, revision), open.manifest.bytes());
    tx.sql()
        .execute(
            "INSERT INTO manifest (patient, scope, revision, sealed) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (patient, scope) DO UPDATE"
                + " SET revision = excluded.revision, sealed = excluded.sealed",
            Uuids.bytes(owner.patient()),
            Tx.number(owner.scope()),
            revision,
            sealed);
  }

  private static Place place(Owner owner, int revision) {
    return Place.of(
        "manifest",
        owner.patient() + "/" + Tx.number(owner.scope()),
        "sealed",
        owner.patient(),
        revision,
        Manifest.FORMAT);
  }
}
