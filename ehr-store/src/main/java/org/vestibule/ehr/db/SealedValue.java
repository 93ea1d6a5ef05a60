package org.vestibule.ehr.db;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import org.vestibule.ehr.record.Purpose;

/**
 * What is sealed as one version of an entry: its kind, who wrote it, when and why, and its value.
 */
record SealedValue(EntryKind kind, Object value, Authorship authorship) {

  /** Kind (1 byte), user, time, purpose, then the value as the codec writes it. */
  byte[] bytes() {
    Instant at = authorship.at();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind.number());
      out.writeUTF(authorship.by());
      out.writeLong(at.getEpochSecond());
      out.writeInt(at.getNano());
      out.writeUTF(authorship.why().name());
      out.write(Codec.write(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #bytes} wrote, and wipes it. */
  static SealedValue of(byte[] plain) {
    try {
      ByteArrayInputStream bytes = new ByteArrayInputStream(plain);
      DataInputStream in = new DataInputStream(bytes);
      EntryKind kind = EntryKind.numbered(in.readUnsignedByte());
      Authorship authorship =
          new Authorship(
              in.readUTF(),
              Instant.ofEpochSecond(in.readLong(), in.readInt()),
              Purpose.valueOf(in.readUTF()));
      Object value = Codec.read(kind.type(), plain, plain.length - bytes.available());
      return new SealedValue(kind, value, authorship);
    } catch (IOException | IllegalArgumentException e) {
      throw DatabaseException.damaged("a sealed entry cannot be read");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "SealedValue[" + kind + "]";
  }
}
