package org.vestibule.ehr.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a sealed value lives. It is authenticated with the value, so that a value copied to another
 * row, column, patient or version does not open there.
 *
 * @param table table name
 * @param row primary key of the row as text
 * @param column column name
 * @param patient the patient whom the value is about; empty for values about nobody (settings)
 * @param rowVersion version of the row, from 1; a rolled-back value does not open as a later one
 * @param format version of the plain bytes' own encoding, from 1
 */
public record Place(
    String table, String row, String column, Optional<UUID> patient, long rowVersion, int format) {

  public Place {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(patient, "patient");
    if (rowVersion < 0 || format < 0) {
      throw new IllegalArgumentException("versions are not negative");
    }
  }

  /** A place in a row about one patient. */
  public static Place of(
      String table, String row, String column, UUID patient, long rowVersion, int format) {
    return new Place(table, row, column, Optional.of(patient), rowVersion, format);
  }

  /** A place in a row that is about no patient. */
  public static Place of(String table, String row, String column, long rowVersion, int format) {
    return new Place(table, row, column, Optional.empty(), rowVersion, format);
  }

  /**
   * The associated data: {@code 'P' 1}, then table, row and column each as 4-byte big-endian length
   * and UTF-8 bytes, then one byte 0 or 1 and the 16 bytes of the patient's id if 1, then 8 bytes
   * row version and 4 bytes format. Different places never give the same bytes.
   */
  byte[] associatedData() {
    byte[] t = table.getBytes(StandardCharsets.UTF_8);
    byte[] r = row.getBytes(StandardCharsets.UTF_8);
    byte[] c = column.getBytes(StandardCharsets.UTF_8);
    int patientLength = patient.isPresent() ? 17 : 1;
    ByteBuffer out =
        ByteBuffer.allocate(2 + 12 + t.length + r.length + c.length + patientLength + 12);
    out.put((byte) 'P').put((byte) 1);
    out.putInt(t.length).put(t).putInt(r.length).put(r).putInt(c.length).put(c);
    if (patient.isPresent()) {
      UUID id = patient.get();
      out.put((byte) 1).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    } else {
      out.put((byte) 0);
    }
    return out.putLong(rowVersion).putInt(format).array();
  }
}
