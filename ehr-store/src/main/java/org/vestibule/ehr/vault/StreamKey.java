package org.vestibule.ehr.vault;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * Seals and opens streams of any length in constant memory: AES-256-GCM in segments of 1 MiB under
 * a key derived for each stream by HKDF-SHA256 (Tink's AES256_GCM_HKDF_1MB). Segments cut off,
 * exchanged or added are noticed, and the place is bound to each.
 *
 * <p>Thread-safe; the streams are for one thread each. Once the scope is locked every call on key
 * and streams throws {@link KeysLockedException}, but for a stream of {@link #resealing}.
 */
public final class StreamKey {
  static final int KEY_BYTES = 32;
  private static final int SEGMENT_BYTES = 1 << 20;

  private final OpenScope keys;
  private final AesGcmHkdfStreaming aead;

  StreamKey(OpenScope keys, byte[] material) {
    this.keys = keys;
    try {
      this.aead = new AesGcmHkdfStreaming(material, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is missing from this Java runtime", e);
    }
  }

  /**
   * A stream that seals what is written to it into {@code to}. Only closing it ends the sealed
   * stream, and closes {@code to}; without that nobody can take it for whole.
   */
  public OutputStream sealing(Place place, OutputStream to) throws IOException {
    return sealing(place, to, keys::checkOpen);
  }

  /**
   * The same for what is sealed already, value by value: the stream may be written to its end
   * although the scope is locked meanwhile, since neither it nor its key tells anything.
   */
  public OutputStream resealing(Place place, OutputStream to) throws IOException {
    return sealing(place, to, () -> {});
  }

  private OutputStream sealing(Place place, OutputStream to, Runnable check) throws IOException {
    keys.checkOpen();
    try {
      return new Sealing(aead.newEncryptingStream(to, place.associatedData()), check);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to seal", e);
    }
  }

  /**
   * A stream of what {@link #sealing} sealed at the same place. Bytes come out as their segments
   * are found to be genuine; the stream is whole only when its end has been read.
   *
   * @return a stream whose reading throws {@link BrokenStreamException} where a segment was
   *     changed, moved or cut off
   */
  public InputStream opening(Place place, InputStream sealed) throws IOException {
    keys.checkOpen();
    Watched watched = new Watched(sealed);
    try {
      return new Opening(aead.newDecryptingStream(watched, place.associatedData()), watched);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to open", e);
    }
  }

  /** The bytes that sealing adds, at most, to {@code plain} bytes. */
  public long sealedLength(long plain) {
    return aead.expectedCiphertextSize(plain);
  }

  private static void warmUpFor(long length) {
    if (length > GcmWarmUp.WORTHWHILE_BYTES) {
      GcmWarmUp.ensure();
    }
  }

  private static final class Sealing extends OutputStream {
    private final OutputStream out;
    private final Runnable check;
    private long length;

    Sealing(OutputStream out, Runnable check) {
      this.out = out;
      this.check = check;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      check.run();
      length += count;
      warmUpFor(length);
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      check.run();
      out.close();
    }
  }

  /** Remembers whether the sealed bytes themselves could not be read. */
  private static final class Watched extends InputStream {
    private final InputStream in;
    private IOException failure;

    Watched(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final class Opening extends InputStream {
    private final InputStream in;
    private final Watched sealed;
    private long length;

    Opening(InputStream in, Watched sealed) {
      this.in = in;
      this.sealed = sealed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      keys.checkOpen();
      warmUpFor(length);
      try {
        int count = in.read(bytes, from, most);
        length += count;
        return count;
      } catch (IOException e) {
        if (sealed.failure != null) {
          throw sealed.failure;
        }
        throw new BrokenStreamException(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  @Override
  public String toString() {
    return "StreamKey[...]";
  }
}
