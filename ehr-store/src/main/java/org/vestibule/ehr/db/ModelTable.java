package org.vestibule.ehr.db;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/** Models derived from faces, each with those who shaped it, sealed by the directory keys. */
public final class ModelTable {
  private static final int FORMAT = 1;

  private final Tx tx;

  ModelTable(Tx tx) {
    this.tx = tx;
  }

  /** A model as it was stored. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Model(String encoder, byte[] bytes, Set<PatientId> contributors) {
    @Override
    public String toString() {
      return "Model[" + encoder + "]";
    }
  }

  /** Stores a model in place of the encoder's earlier one. */
  public void put(Model model) {
    int version = version(model.encoder()).orElse(0) + 1;
    byte[] sealed =
        tx.vault().seal(KeyScope.DIRECTORY, place(model.encoder(), version), encode(model));
    tx.handle()
        .execute(
            "INSERT INTO face_model (encoder, version, sealed) VALUES (?, ?, ?)"
                + " ON CONFLICT (encoder) DO UPDATE"
                + " SET version = excluded.version, sealed = excluded.sealed",
            model.encoder(),
            version,
            sealed);
    tx.clinic().put(ClinicManifest.MODEL, model.encoder(), sealed);
  }

  /** The model of an encoder. */
  public Optional<Model> find(String encoder) {
    return tx.handle()
        .createQuery("SELECT version, sealed FROM face_model WHERE encoder = ?")
        .bind(0, encoder)
        .map(
            (row, context) ->
                decode(
                    encoder,
                    tx.vault()
                        .open(KeyScope.DIRECTORY, place(encoder, row.getInt(1)), row.getBytes(2))))
        .findOne();
  }

  /** The encoders that have a model. */
  public List<String> encoders() {
    return tx.handle()
        .createQuery("SELECT encoder FROM face_model ORDER BY encoder")
        .mapTo(String.class)
        .list();
  }

  /** Destroys a model. */
  public void remove(String encoder) {
    tx.destroy();
    tx.handle().execute("DELETE FROM face_model WHERE encoder = ?", encoder);
    tx.clinic().remove(ClinicManifest.MODEL, encoder);
  }

  /** The last bytes of every sealed model, by encoder: models are large. */
  Map<String, byte[]> ends(int bytes) {
    Map<String, byte[]> ends = new TreeMap<>();
    tx.handle()
        .createQuery(
            "SELECT encoder, substr(sealed, length(sealed) - " + (bytes - 1) + ") FROM face_model")
        .map((row, context) -> ends.put(row.getString(1), row.getBytes(2)))
        .list();
    return ends;
  }

  /** Seals every model by the newest keys. */
  public void reseal() {
    for (String encoder : encoders()) {
      boolean current =
          tx.handle()
              .createQuery("SELECT sealed FROM face_model WHERE encoder = ?")
              .bind(0, encoder)
              .map((row, context) -> tx.vault().isCurrent(KeyScope.DIRECTORY, row.getBytes(1)))
              .one();
      if (!current) {
        find(encoder).ifPresent(this::put);
      }
    }
  }

  private Optional<Integer> version(String encoder) {
    return tx.handle()
        .createQuery("SELECT version FROM face_model WHERE encoder = ?")
        .bind(0, encoder)
        .mapTo(Integer.class)
        .findOne();
  }

  private static Place place(String encoder, int version) {
    return Place.of("face_model", encoder, "sealed", version, FORMAT);
  }

  /** Number of contributors, their ids, then the model. */
  private static byte[] encode(Model model) {
    ByteBuffer out =
        ByteBuffer.allocate(4 + 16 * model.contributors().size() + model.bytes().length);
    out.putInt(model.contributors().size());
    model.contributors().forEach(p -> out.put(Uuids.bytes(p.value())));
    return out.put(model.bytes()).array();
  }

  private static Model decode(String encoder, byte[] plain) {
    ByteBuffer in = ByteBuffer.wrap(plain);
    int count = plain.length < 4 ? -1 : in.getInt();
    if (count < 0 || in.remaining() < 16L * count) {
      throw DatabaseException.damaged("a sealed model cannot be read");
    }
    Set<PatientId> contributors = new HashSet<>();
    for (int i = 0; i < count; i++) {
      contributors.add(new PatientId(new UUID(in.getLong(), in.getLong())));
    }
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return new Model(encoder, bytes, contributors);
  }
}
