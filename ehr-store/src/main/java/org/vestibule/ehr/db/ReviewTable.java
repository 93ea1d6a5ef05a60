package org.vestibule.ehr.db;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/** What waits for a decision of staff and belongs to nobody's record yet; clinical keys. */
public final class ReviewTable {
  private static final int FORMAT = 1;
  private static final String PREFIX = "import_review/";

  private final Tx tx;

  ReviewTable(Tx tx) {
    this.tx = tx;
  }

  /** Keeps something; nothing happens if it waits already. */
  public void put(UUID id, Object value) {
    if (tx.meta().bytes(name(id)).isEmpty()) {
      byte[] sealed = tx.vault().seal(KeyScope.CLINICAL, place(id), Codec.write(value));
      tx.meta().setBytes(name(id), sealed);
    }
  }

  /** Something that waits. */
  public <T> Optional<T> find(UUID id, Class<T> type) {
    return tx.meta()
        .bytes(name(id))
        .map(kept -> Codec.read(type, tx.vault().open(KeyScope.CLINICAL, place(id), kept)));
  }

  /** Everything that waits. */
  public List<UUID> all() {
    return tx.handle()
        .createQuery("SELECT name FROM meta WHERE name LIKE 'import_review/%' ORDER BY name")
        .mapTo(String.class)
        .map(name -> UUID.fromString(name.substring(PREFIX.length())))
        .list();
  }

  /** Forgets what has been decided. */
  public void remove(UUID id) {
    tx.destroy();
    tx.handle().execute("DELETE FROM meta WHERE name = ?", name(id));
  }

  /** Seals what waits by the newest keys. */
  public void reseal() {
    for (UUID id : all()) {
      byte[] kept = tx.meta().bytes(name(id)).orElseThrow();
      if (!tx.vault().isCurrent(KeyScope.CLINICAL, kept)) {
        byte[] plain = tx.vault().open(KeyScope.CLINICAL, place(id), kept);
        tx.meta().setBytes(name(id), tx.vault().seal(KeyScope.CLINICAL, place(id), plain));
        Arrays.fill(plain, (byte) 0);
      }
    }
  }

  private static String name(UUID id) {
    return PREFIX + id;
  }

  private static Place place(UUID id) {
    return Place.of("meta", name(id), "content", 1, FORMAT);
  }
}
