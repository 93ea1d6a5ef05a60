package org.vestibule.ehr.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.record.Provider;
import org.vestibule.ehr.vault.Place;

/**
 * Practitioners, organisations and places, sealed by the clinic's own key. Every version is a row;
 * none is overwritten. One sealed manifest lists them all.
 */
public final class ProviderTable {
  private static final int ONLY = 1;

  private final Tx tx;

  ProviderTable(Tx tx) {
    this.tx = tx;
  }

  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  private record Row(UUID id, int version, byte[] sealed) {}

  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  private record Kept(int revision, byte[] sealed) {}

  /**
   * Stores those that are not there, or a new version of those that differ.
   *
   * @return what was done, one by one
   * @throws IncompleteException if the manifest says that one is missing or was altered
   */
  public List<EntryTable.Put> put(List<Provider> providers, Authorship authorship) {
    Map<UUID, StoredProvider> present = latest();
    Manifest manifest = listed(rows());
    List<EntryTable.Put> done = new ArrayList<>(providers.size());
    for (Provider provider : providers) {
      UUID id = provider.id().value();
      Optional<StoredProvider> before = Optional.ofNullable(present.get(id));
      if (before.filter(b -> b.value().equals(provider)).isPresent()) {
        done.add(EntryTable.Put.UNCHANGED);
        continue;
      }
      int version = before.map(StoredProvider::version).orElse(0) + 1;
      insert(provider, version, authorship, manifest);
      present.put(id, new StoredProvider(provider, version, authorship));
      done.add(version == 1 ? EntryTable.Put.CREATED : EntryTable.Put.CHANGED);
    }
    write(manifest);
    return done;
  }

  private void insert(Provider provider, int version, Authorship authorship, Manifest manifest) {
    UUID id = provider.id().value();
    byte[] plain = new SealedValue(EntryKind.PROVIDER, provider, authorship).bytes();
    byte[] sealed = tx.clinicKey().seal(place(id, version), plain);
    Arrays.fill(plain, (byte) 0);
    tx.handle()
        .execute(
            "INSERT INTO provider (id, version, sealed) VALUES (?, ?, ?)",
            Uuids.bytes(id),
            version,
            sealed);
    manifest.put(id, version, EntryKind.PROVIDER, Manifest.hash(sealed));
  }

  /**
   * The latest version of each, complete.
   *
   * @throws IncompleteException if the manifest says that one is missing or was altered
   */
  public List<StoredProvider> all() {
    return List.copyOf(latest().values());
  }

  /**
   * Opens every version of each and compares with the manifest; returns how many rows there are.
   */
  public int openAll() {
    List<Row> rows = complete();
    rows.forEach(this::open);
    return rows.size();
  }

  private Map<UUID, StoredProvider> latest() {
    Map<UUID, StoredProvider> latest = new LinkedHashMap<>();
    complete().forEach(row -> latest.put(row.id(), open(row)));
    return latest;
  }

  private List<Row> complete() {
    List<Row> rows = rows();
    Manifest expected =
        kept()
            .map(k -> Manifest.parse(tx.clinicKey().open(manifestPlace(k.revision()), k.sealed())))
            .orElseGet(Manifest::new);
    expected.requireSame(listed(rows));
    return rows;
  }

  private static Manifest listed(List<Row> rows) {
    Manifest present = new Manifest();
    for (Row row : rows) {
      present.put(row.id(), row.version(), EntryKind.PROVIDER, Manifest.hash(row.sealed()));
    }
    return present;
  }

  /** Whether there is a manifest: there is one as soon as anything was ever put. */
  public boolean hasManifest() {
    return kept().isPresent();
  }

  private Optional<Kept> kept() {
    return tx.handle()
        .createQuery("SELECT revision, sealed FROM provider_manifest WHERE id = ?")
        .bind(0, ONLY)
        .map((row, context) -> new Kept(row.getInt(1), row.getBytes(2)))
        .findOne();
  }

  private void write(Manifest manifest) {
    int revision = kept().map(Kept::revision).orElse(0) + 1;
    tx.handle()
        .execute(
            "INSERT INTO provider_manifest (id, revision, sealed) VALUES (?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE"
                + " SET revision = excluded.revision, sealed = excluded.sealed",
            ONLY,
            revision,
            tx.clinicKey().seal(manifestPlace(revision), manifest.bytes()));
  }

  private List<Row> rows() {
    return tx.handle()
        .createQuery("SELECT id, version, sealed FROM provider ORDER BY id, version")
        .map((row, context) -> new Row(Uuids.of(row.getBytes(1)), row.getInt(2), row.getBytes(3)))
        .list();
  }

  private StoredProvider open(Row row) {
    SealedValue opened =
        SealedValue.of(tx.clinicKey().open(place(row.id(), row.version()), row.sealed()));
    return new StoredProvider((Provider) opened.value(), row.version(), opened.authorship());
  }

  private static Place place(UUID id, int version) {
    return Place.of("provider", id.toString(), "sealed", Tx.CLINIC, version, Codec.FORMAT);
  }

  private static Place manifestPlace(int revision) {
    return Place.of("provider_manifest", "1", "sealed", Tx.CLINIC, revision, Manifest.FORMAT);
  }
}
