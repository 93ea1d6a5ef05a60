package org.vestibule.ehr.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.document.DocumentText;
import org.vestibule.ehr.document.MediaType;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.BrokenStreamException;
import org.vestibule.ehr.vault.Place;
import org.vestibule.ehr.vault.StreamKey;

/** From a file's bytes to sealed bytes and back, in constant memory. */
final class DocumentCoding {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentCoding.class);

  /** 2 GiB. */
  static final long LIMIT = 1L << 31;

  private static final int FORMAT = 1;
  private static final int BUFFER = 1 << 20;
  private static final int LEVEL = 1;

  /** Compression that saves less than a tenth is not worth the work of undoing it. */
  private static final double WORTHWHILE = 0.9;

  private DocumentCoding() {}

  /**
   * What came in.
   *
   * @param readable the whole content, where it can be read as text and is small enough
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way to the summary, never compared
  record Taken(
      String contentType, long size, String sha256, boolean compressed, Optional<byte[]> readable) {
    @Override
    public String toString() {
      return "Taken";
    }
  }

  /** The content of one document of one patient, and of nothing else. */
  static Place place(PatientId patient, DocumentReference document) {
    return Place.of(
        "blob",
        document.id() + "/" + document.content().blob(),
        "content",
        patient.value(),
        1,
        FORMAT);
  }

  /** Thrown through the coding where the file that is read fails, not the one that is written. */
  static final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceException(IOException cause) {
      super("the file to be attached cannot be read", cause);
    }
  }

  /**
   * Seals a file's bytes.
   *
   * @param sealed closed at the end, whereby the sealed stream is whole
   * @throws StoreException.Invalid if there are more than {@link #LIMIT}
   */
  static Taken seal(InputStream from, OutputStream sealed) throws IOException {
    byte[] buffer = new byte[BUFFER];
    int length = fill(from, buffer);
    String type = MediaType.of(Arrays.copyOf(buffer, Math.min(length, MediaType.LOOKED_AT)));
    boolean compress = isCompressible(buffer, length);
    boolean readable = DocumentText.isReadable(type);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    MessageDigest digest = sha256();
    long size = 0;
    try (OutputStream to = compress ? compressing(sealed) : sealed) {
      while (length > 0) {
        size += length;
        if (size > LIMIT) {
          throw new StoreException.Invalid(
              "The file is larger than 2 GB: split it, then attach the parts.");
        }
        digest.update(buffer, 0, length);
        to.write(buffer, 0, length);
        readable = readable && size <= DocumentText.MOST_BYTES;
        if (readable) {
          kept.write(buffer, 0, length);
        }
        length = fill(from, buffer);
      }
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new Taken(
        type,
        size,
        sha256,
        compress,
        readable ? Optional.of(kept.toByteArray()) : Optional.empty());
  }

  /**
   * Opens a document and hands its bytes on.
   *
   * @throws BrokenStreamException if it is not what was attached
   */
  static void open(StreamKey key, DocumentReference document, InputStream sealed, OutputStream to)
      throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    try (InputStream opened = key.opening(place(document.patient(), document), sealed);
        InputStream plain = document.content().compressed() ? decompressing(opened) : opened) {
      byte[] buffer = new byte[BUFFER];
      for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
        size += read;
        digest.update(buffer, 0, read);
        to.write(buffer, 0, read);
      }
    }
    if (size != document.size()
        || !HexFormat.of().formatHex(digest.digest()).equals(document.sha256())) {
      throw new NotTheSameException();
    }
  }

  /** The seal is genuine but the content is not what the record says. */
  static final class NotTheSameException extends IOException {
    private static final long serialVersionUID = 1L;

    NotTheSameException() {
      super("the content's SHA-256 differs");
    }
  }

  /** As the first MiB compresses, so, most likely, will the rest. */
  private static boolean isCompressible(byte[] beginning, int length) {
    if (length == 0) {
      return false;
    }
    try {
      byte[] small = new byte[(int) Zstd.compressBound(length)];
      long compressed = Zstd.compressByteArray(small, 0, small.length, beginning, 0, length, LEVEL);
      return !Zstd.isError(compressed) && compressed < WORTHWHILE * length;
    } catch (LinkageError e) {
      // Its native part cannot be unpacked, on a full disk for example. Better large than not kept.
      LOG.warn("zstd cannot be loaded: documents are kept uncompressed", e);
      return false;
    }
  }

  private static InputStream decompressing(InputStream from) throws IOException {
    try {
      return new ZstdInputStreamNoFinalizer(from);
    } catch (LinkageError e) {
      throw new IOException("zstd cannot be loaded", e);
    }
  }

  private static OutputStream compressing(OutputStream to) throws IOException {
    return new ZstdOutputStreamNoFinalizer(to, LEVEL);
  }

  private static int fill(InputStream from, byte[] buffer) throws IOException {
    try {
      return from.readNBytes(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
