package org.vestibule.face.capture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A Motion JPEG recording that broke off before its index was written, or was copied in part: plays
 * as far as it goes, by the chunks of the AVI file one after the other (Microsoft, "AVI RIFF File
 * Reference"). Sizes of lists are not looked at, since they are written at the end too.
 */
final class CutClipSource implements FrameSource {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int LIST_HEADER = 12;
  private static final int LARGEST_FRAME = 64 << 20;

  private final RandomAccessFile file;
  private Optional<byte[]> ahead;
  private long next;
  private double framesPerSecond;
  private long index;

  /** What stands at the beginning of a chunk. */
  private record Chunk(String id, long size) {
    boolean isList() {
      return id.equals("LIST");
    }

    boolean isFrame() {
      return id.endsWith("dc") || id.endsWith("db");
    }

    /** Chunks begin at even places. */
    long length() {
      return CHUNK_HEADER + size + (size & 1);
    }
  }

  private CutClipSource(RandomAccessFile file) throws IOException {
    this.file = file;
    this.next = FIRST_CHUNK;
    this.ahead = nextJpeg();
  }

  /**
   * @param path of a file that begins as an AVI does
   * @throws CaptureException {@code NOT_A_VIDEO} when it holds no whole frame
   */
  static CutClipSource open(Path path) throws CaptureException {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
      CutClipSource source = closedUnlessMade(file);
      if (source.ahead.isEmpty()) {
        source.close();
        throw ClipSource.notAVideo();
      }
      return source;
    } catch (IOException e) {
      throw ClipSource.notAVideo();
    }
  }

  private static CutClipSource closedUnlessMade(RandomAccessFile file) throws IOException {
    try {
      return new CutClipSource(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public Optional<Frame> next() throws CaptureException {
    if (ahead.isEmpty()) {
      return Optional.empty();
    }
    Frame frame = new Frame(index, time(index), Images.decode(ahead.get()));
    index++;
    try {
      ahead = nextJpeg();
    } catch (IOException e) {
      // What cannot be read is an end as well.
      ahead = Optional.empty();
    }
    return Optional.of(frame);
  }

  private Duration time(long frame) {
    double rate = framesPerSecond > 0 ? framesPerSecond : ClipSource.FRAMES_PER_SECOND_IF_UNSTATED;
    return Duration.ofNanos(Math.round(frame * 1e9 / rate));
  }

  /** The next whole frame; empty where the file breaks off. */
  private Optional<byte[]> nextJpeg() throws IOException {
    while (next + CHUNK_HEADER <= file.length()) {
      Chunk chunk = chunk();
      long at = next + CHUNK_HEADER;
      if (chunk.id().equals("avih")) {
        rate(at);
      }
      next += chunk.isList() ? LIST_HEADER : chunk.length();
      if (chunk.isFrame() && chunk.size() > 0) {
        boolean whole = at + chunk.size() <= file.length() && chunk.size() <= LARGEST_FRAME;
        return whole ? Optional.of(read(at, (int) chunk.size())) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Chunk chunk() throws IOException {
    byte[] header = read(next, CHUNK_HEADER);
    String id = new String(header, 0, 4, StandardCharsets.ISO_8859_1);
    int size = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    return new Chunk(id, Integer.toUnsignedLong(size));
  }

  /** The main header begins with the microseconds between frames. */
  private void rate(long at) throws IOException {
    int micros = ByteBuffer.wrap(read(at, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    double stated = 1e6 / micros;
    framesPerSecond = stated > 0 && stated <= 1000 ? stated : 0;
  }

  private byte[] read(long at, int bytes) throws IOException {
    byte[] read = new byte[bytes];
    file.seek(at);
    file.readFully(read);
    return read;
  }

  @Override
  public boolean breaksOff() {
    return true;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public double framesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
