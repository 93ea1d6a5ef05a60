package org.vestibule.ehr.db;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Id;

/** The blind index that entries are found by without opening everybody's: appointments by day. */
public final class EntryIndex {
  private final Tx tx;

  EntryIndex(Tx tx) {
    this.tx = tx;
  }

  /** Replaces the blind index values an entry is found by. */
  public void set(ChartEntry entry, Collection<byte[]> tokens) {
    byte[] id = Uuids.bytes(entry.id().value());
    tx.handle()
        .execute(
            "DELETE FROM entry_lookup WHERE entry = ? AND patient = ?",
            id,
            Uuids.bytes(entry.patient().value()));
    for (byte[] token : tokens) {
      tx.handle()
          .execute(
              "INSERT INTO entry_lookup (token, entry, patient) VALUES (?, ?, ?)",
              token,
              id,
              Uuids.bytes(entry.patient().value()));
    }
  }

  /** The blind index values an entry is found by. */
  public List<byte[]> of(Id<?> entry) {
    return tx.handle()
        .createQuery("SELECT token FROM entry_lookup WHERE entry = ?")
        .bind(0, Uuids.bytes(entry.value()))
        .map((row, context) -> row.getBytes(1))
        .list();
  }

  /** The latest version of every entry with a blind index value. */
  public List<StoredEntry> find(Collection<byte[]> tokens) {
    return tokens.stream().flatMap(t -> find(t).stream()).distinct().toList();
  }

  private List<StoredEntry> find(byte[] token) {
    List<UUID> ids =
        tx.handle()
            .createQuery("SELECT entry FROM entry_lookup WHERE token = ?")
            .bind(0, token)
            .map((row, context) -> Uuids.of(row.getBytes(1)))
            .list();
    return ids.stream()
        .map(
            id ->
                tx.entries()
                    .find(new Id<ChartEntry>(id))
                    .orElseThrow(
                        () ->
                            new IncompleteException(
                                "An appointment of this day is missing from the database. Restore"
                                    + " the latest backup.")))
        .toList();
  }
}
