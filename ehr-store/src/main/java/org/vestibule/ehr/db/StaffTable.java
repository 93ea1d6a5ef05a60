package org.vestibule.ehr.db;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
   * @param former whether the slot is gone; the row stays because the ledger names the slot
   * @param codeSecret Base32 of the secret that gives the codes of a second factor
   */
  public record Staff(
      UUID slot,
      Practitioner person,
      Set<Role> roles,
      boolean former,
      Optional<String> codeSecret) {
    public Staff {
      roles = Set.copyOf(roles);
      codeSecret = codeSecret == null ? Optional.empty() : codeSecret;
    }

    public Staff(UUID slot, Practitioner person, Set<Role> roles) {
      this(slot, person, roles, false, Optional.empty());
    }

    /** The same person with other roles. */
    public Staff with(Set<Role> next) {
      return new Staff(slot, person, next, former, codeSecret);
    }

    /** The same person with another secret for codes, or none. */
    public Staff withCodes(Optional<String> secret) {
      return new Staff(slot, person, roles, former, secret);
    }

    /** The same person, gone. */
    public Staff gone() {
      return new Staff(slot, person, roles, true, Optional.empty());
    }

    @Override
    public String toString() {
      return "Staff[" + slot + "]";
    }
  }

  private record Content(
      Practitioner person, Set<Role> roles, boolean former, Optional<String> codeSecret) {}

  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  private record Row(UUID slot, int version, byte[] sealed) {}

  /** Adds somebody. */
  public void insert(Staff staff) {
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
            seal(staff, 1));
  }

  /** Replaces what is known of somebody. */
  public void update(Staff staff) {
    Row before =
        rows().stream()
            .filter(r -> r.slot().equals(staff.slot()))
            .findFirst()
            .orElseThrow(() -> DatabaseException.damaged("somebody of staff is missing"));
    int version = before.version() + 1;
    tx.handle()
        .execute(
            "UPDATE staff SET version = ?, sealed = ? WHERE slot = ?",
            version,
            seal(staff, version),
            Uuids.bytes(staff.slot()));
  }

  /** Everybody who can unlock, in the order they were added. */
  public List<Staff> all() {
    return everybody().stream().filter(s -> !s.former()).toList();
  }

  /** Everybody who can unlock or once could, in the order they were added. */
  public List<Staff> everybody() {
    return rows().stream().map(this::open).toList();
  }

  /** Whose slot this is or was. */
  public Optional<Staff> holder(UUID slot) {
    return rows().stream().filter(r -> r.slot().equals(slot)).findFirst().map(this::open);
  }

  /** Seals every row by the newest keys. */
  public void reseal() {
    rows().stream()
        .filter(r -> !tx.vault().isCurrent(KeyScope.DIRECTORY, r.sealed()))
        .map(this::open)
        .forEach(this::update);
  }

  /** The sealed row of everybody, by slot. */
  Map<String, byte[]> sealed() {
    return rows().stream().collect(Collectors.toMap(r -> r.slot().toString(), Row::sealed));
  }

  private List<Row> rows() {
    return tx.handle()
        .createQuery("SELECT slot, version, sealed FROM staff ORDER BY position")
        .map((row, context) -> new Row(Uuids.of(row.getBytes(1)), row.getInt(2), row.getBytes(3)))
        .list();
  }

  private Staff open(Row row) {
    byte[] plain =
        tx.vault().open(KeyScope.DIRECTORY, place(row.slot(), row.version()), row.sealed());
    Content content = Codec.read(Content.class, plain);
    return new Staff(
        row.slot(), content.person(), content.roles(), content.former(), content.codeSecret());
  }

  private byte[] seal(Staff staff, int version) {
    byte[] plain =
        Codec.write(new Content(staff.person(), staff.roles(), staff.former(), staff.codeSecret()));
    byte[] sealed = tx.vault().seal(KeyScope.DIRECTORY, place(staff.slot(), version), plain);
    tx.clinic().put(ClinicManifest.STAFF, staff.slot().toString(), sealed);
    return sealed;
  }

  private static Place place(UUID slot, int version) {
    return Place.of("staff", slot.toString(), "sealed", version, Codec.FORMAT);
  }
}
