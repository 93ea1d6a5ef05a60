package org.vestibule.ehr.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.vestibule.ehr.vault.BrokenStreamException;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;
import org.vestibule.ehr.vault.StreamKey;
import org.vestibule.ehr.vault.Vault;

/**
 * The format of a backup and of an archive, version 1. In the open: {@code VESTBAK1} or {@code
 * VESTARC1}, the file's random id (16 bytes), {@code vault.json} and the stream's wrapped key, each
 * behind its length (4, big-endian). Then one sealed stream, bound to all of these: for each file
 * 1, its name (2-byte length and UTF-8), its length (8) and its bytes; at the end 0 and the number
 * of files (4). Everything else is refused; only names that a data folder has are taken.
 */
final class BackupFile {
  private static final String UUID_NAME = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final int MOST_VAULT_BYTES = 8 << 20;
  private static final int MOST_KEY_BYTES = 1_024;
  private static final int BUFFER = 1 << 20;
  private static final int FILE = 1;
  private static final int END = 0;

  private BackupFile() {}

  /** What the stream holds; one is never taken for the other. */
  enum Kind {
    BACKUP(
        "VESTBAK1",
        "backup",
        "This file is a backup, not an archive: bring it back with restore.",
        Pattern.quote(EhrStore.DATABASE) + "|" + Blobs.FOLDER + "/" + UUID_NAME),
    ARCHIVE(
        "VESTARC1",
        "archive",
        "This file is an archive, not a backup: open it with retention --open.",
        UUID_NAME + "/(bundle\\.json|trail\\.txt|photo|documents/" + UUID_NAME + ")");

    private final byte[] magic;
    private final String table;
    private final String insteadOfOther;
    private final Pattern names;

    Kind(String magic, String table, String insteadOfOther, String names) {
      this.magic = magic.getBytes(StandardCharsets.US_ASCII);
      this.table = table;
      this.insteadOfOther = insteadOfOther;
      this.names = Pattern.compile(names);
    }

    /** Refuses a file that does not begin as one of this kind. */
    private void require(byte[] beginning) {
      if (Arrays.equals(beginning, magic)) {
        return;
      }
      for (Kind other : values()) {
        if (Arrays.equals(beginning, other.magic)) {
          throw new StoreException.Unreadable(other.insteadOfOther, null);
        }
      }
      throw notOne(null);
    }
  }

  /** Takes what a file holds, one part after the other. */
  interface Sink {
    /** Must read just {@code length} bytes. */
    void take(String name, long length, InputStream content) throws IOException;
  }

  /** Writes what one part holds. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What stands in the open. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Header(Kind kind, UUID id, byte[] vault, byte[] wrappedKey) {
    /** Where the wrapped key belongs. */
    static Place keyPlace(Kind kind, UUID id) {
      return Place.of(kind.table, id.toString(), "key", 1, 1);
    }

    private Place place() {
      String sum = HexFormat.of().formatHex(sha256(vault, wrappedKey));
      return Place.of(kind.table, id + "/" + sum, "content", 1, 1);
    }

    @Override
    public String toString() {
      return "Header";
    }
  }

  /** Writes a backup. Only closing it after {@link #end} makes it one. */
  static final class Writer implements AutoCloseable {
    private final DataOutputStream out;
    private int files;

    Writer(Vault vault, OutputStream to) throws IOException {
      this(Kind.BACKUP, UUID.randomUUID(), vault, to);
    }

    Writer(Kind kind, UUID id, Vault vault, OutputStream to) throws IOException {
      byte[] wrapped = vault.newStreamKey(KeyScope.ADMINISTRATION, Header.keyPlace(kind, id));
      Header header = new Header(kind, id, vault.file(), wrapped);
      DataOutputStream open = new DataOutputStream(to);
      open.write(kind.magic);
      open.writeLong(id.getMostSignificantBits());
      open.writeLong(id.getLeastSignificantBits());
      open.writeInt(header.vault().length);
      open.write(header.vault());
      open.writeInt(wrapped.length);
      open.write(wrapped);
      StreamKey key = vault.streamKey(KeyScope.ADMINISTRATION, Header.keyPlace(kind, id), wrapped);
      OutputStream sealed =
          kind == Kind.BACKUP ? key.resealing(header.place(), to) : key.sealing(header.place(), to);
      this.out = new DataOutputStream(new BufferedOutputStream(sealed, BUFFER));
    }

    /** Adds a file of exactly this many bytes. */
    void add(String name, long length, InputStream content) throws IOException {
      out.writeByte(FILE);
      out.writeUTF(name);
      out.writeLong(length);
      copy(content, out, length);
      files++;
    }

    /** Adds a part that writes just this many bytes. */
    void add(String name, long length, Content content) throws IOException {
      out.writeByte(FILE);
      out.writeUTF(name);
      out.writeLong(length);
      content.writeTo(out);
      files++;
    }

    /** Ends the backup. */
    void end() throws IOException {
      out.writeByte(END);
      out.writeInt(files);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * Reads what stands in the open.
   *
   * @throws StoreException.Unreadable if this is none of that kind
   */
  static Header header(Kind kind, InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    kind.require(in.readNBytes(kind.magic.length));
    try {
      UUID id = new UUID(in.readLong(), in.readLong());
      return new Header(kind, id, bytes(in, MOST_VAULT_BYTES), bytes(in, MOST_KEY_BYTES));
    } catch (EOFException e) {
      throw notOne(e);
    }
  }

  private static byte[] bytes(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw notOne(null);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new EOFException();
    }
    return bytes;
  }

  static StoreException notOne(Throwable cause) {
    return new StoreException.Unreadable(
        "This file is not a whole backup or archive of Vestibule: choose another.", cause);
  }

  /**
   * Opens the sealed stream and writes its files into a folder, forced to disk.
   *
   * @param from just behind the header
   * @return how many files there were
   * @throws StoreException.Damaged if the backup was cut, changed or put together by somebody else
   */
  static int unpack(Vault vault, Header header, InputStream from, Path folder) throws IOException {
    return unpack(vault, header, from, (name, length, in) -> file(folder, name, length, in));
  }

  /** As above, into a sink that must not believe what it was given before this has returned. */
  static int unpack(Vault vault, Header header, InputStream from, Sink sink) throws IOException {
    Place place = Header.keyPlace(header.kind(), header.id());
    StreamKey key = vault.streamKey(KeyScope.ADMINISTRATION, place, header.wrappedKey());
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(key.opening(header.place(), from), BUFFER))) {
      int files = 0;
      for (int mark = in.readUnsignedByte(); mark == FILE; mark = in.readUnsignedByte()) {
        String name = in.readUTF();
        long length = in.readLong();
        if (!header.kind().names.matcher(name).matches() || length < 0) {
          throw damaged(null);
        }
        sink.take(name, length, in);
        files++;
      }
      // Reading on to the end is what finds a stream that was cut after its last file.
      if (in.readInt() != files || in.read() >= 0) {
        throw damaged(null);
      }
      return files;
    } catch (BrokenStreamException | EOFException | java.io.UTFDataFormatException e) {
      throw damaged(e);
    }
  }

  private static void file(Path folder, String name, long length, InputStream in)
      throws IOException {
    Path file = folder.resolve(name);
    FolderLock.prepare(file.getParent());
    try (var channel =
        java.nio.channels.FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FolderLock.forOwnerOnly(file);
      copy(in, java.nio.channels.Channels.newOutputStream(channel), length);
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw damaged(e);
    }
  }

  static void copy(InputStream from, OutputStream to, long length) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long left = length; left > 0; ) {
      int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException();
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }

  static StoreException damaged(Throwable cause) {
    return new StoreException.Damaged(
        "This file was cut or altered and nothing was taken from it: use another one.", cause);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * What a file is called while it is written: by nobody else, so that two who write to one name do
   * not write into each other's.
   *
   * @throws StoreException.OutputThere if there is something of the file's name
   */
  static Path part(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new StoreException.OutputThere();
    }
    return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  /**
   * Makes a file's name and bytes durable.
   *
   * @throws StoreException.OutputThere if there is a file of this name by now
   */
  static void keep(Path part, Path file) throws IOException {
    try (var channel = java.nio.channels.FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.createLink(file, part);
      Files.delete(part);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException.OutputThere();
    } catch (UnsupportedOperationException | FileSystemException e) {
      moveWithoutLinks(part, file);
    }
    Blobs.force(file.toAbsolutePath().getParent());
  }

  /** Many a USB stick has no links. */
  private static void moveWithoutLinks(Path part, Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new StoreException.OutputThere();
    }
    Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }
}
