package org.vestibule.ehr.db;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/** Who of staff has which key slot, sealed by the directory keys. */
public final class StaffTable {
  private final Tx tx;

  StaffTable(Tx tx) {
    this.tx = tx;
  }

  /**
   * Somebody of staff.
   *
   * @param slot the id of the key slot
   */
  public record Staff(UUID slot, Practitioner person, Set<Role> roles) {
    @Override
    public String toString() {
      return "Staff[" + slot + "]";
    }
  }

  private record Content(Practitioner person, Set<Role> roles) {}

  /** Adds somebody. */
  public void insert(Staff staff) {
    byte[] plain = Codec.write(new Content(staff.person(), staff.roles()));
    byte[] sealed = tx.vault().seal(KeyScope.DIRECTORY, place(staff.slot(), 1), plain);
    int position =
        tx.handle()
            .createQuery("SELECT COALESCE(MAX(position), 0) + 1 FROM staff")
            .mapTo(Integer.class)
            .one();
    tx.handle()
        .execute(
            "INSERT INTO staff (slot, position, version, sealed) VALUES (?, ?, 1, ?)",
            Uuids.bytes(staff.slot()),
            position,
            sealed);
  }

  /** Everybody, in the order they were added. */
  public List<Staff> all() {
    return tx.handle()
        .createQuery("SELECT slot, version, sealed FROM staff ORDER BY position")
        .map(
            (row, context) -> {
              UUID slot = Uuids.of(row.getBytes(1));
              byte[] plain =
                  tx.vault().open(KeyScope.DIRECTORY, place(slot, row.getInt(2)), row.getBytes(3));
              Content content = Codec.read(Content.class, plain);
              return new Staff(slot, content.person(), content.roles());
            })
        .list();
  }

  private static Place place(UUID slot, int version) {
    return Place.of("staff", slot.toString(), "sealed", version, Codec.FORMAT);
  }
}
