package org.vestibule.face.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;
import org.vestibule.face.capture.CaptureException.Reason;

/** A recording: Motion JPEG in an AVI file, the only format this OpenCV reads without FFmpeg. */
final class ClipSource implements FrameSource {
  static final double FRAMES_PER_SECOND_IF_UNSTATED = 15;
  private static final int HEADER_BYTES = 12;

  private final VideoCapture capture;
  private final double framesPerSecond;
  private long index;

  private ClipSource(VideoCapture capture) {
    this.capture = capture;
    double stated = capture.get(Videoio.CAP_PROP_FPS);
    this.framesPerSecond = stated > 0 && stated <= 1000 ? stated : 0;
  }

  static FrameSource open(Path file) throws CaptureException {
    if (!Files.isRegularFile(file)) {
      throw new CaptureException(
          Reason.NOT_FOUND,
          "There is no camera, recording or folder of this name (code CLIP-1); check the name.");
    }
    if (!isAvi(file)) {
      throw notAVideo();
    }
    VideoCapture capture = new VideoCapture();
    boolean works = false;
    try {
      works = capture.open(file.toString(), Videoio.CAP_OPENCV_MJPEG);
    } catch (CvException e) {
      works = false;
    } finally {
      if (!works) {
        capture.release();
      }
    }
    return works ? new ClipSource(capture) : CutClipSource.open(file);
  }

  /** RIFF header with the form AVI (Microsoft, "AVI RIFF File Reference"). */
  private static boolean isAvi(Path file) throws CaptureException {
    try (InputStream in = Files.newInputStream(file)) {
      String header = new String(in.readNBytes(HEADER_BYTES), StandardCharsets.ISO_8859_1);
      return header.startsWith("RIFF") && header.endsWith("AVI ");
    } catch (IOException e) {
      throw notAVideo();
    }
  }

  static CaptureException notAVideo() {
    return new CaptureException(
        Reason.NOT_A_VIDEO,
        "This file is not a recording that can be played (code CLIP-2); give an AVI file with"
            + " Motion JPEG.");
  }

  @Override
  public Optional<Frame> next() throws CaptureException {
    Mat bgr = new Mat();
    boolean read = false;
    try {
      read = capture.read(bgr) && !bgr.empty();
    } catch (CvException e) {
      throw notAVideo();
    } finally {
      if (!read) {
        bgr.release();
      }
    }
    if (!read) {
      return endOrDamage();
    }
    double rate = framesPerSecond > 0 ? framesPerSecond : FRAMES_PER_SECOND_IF_UNSTATED;
    Duration time = Duration.ofNanos(Math.round(index * 1e9 / rate));
    return Optional.of(new Frame(index++, time, bgr));
  }

  /** An AVI without a single frame that decodes is no recording. */
  private Optional<Frame> endOrDamage() throws CaptureException {
    if (index == 0) {
      throw notAVideo();
    }
    return Optional.empty();
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
    capture.release();
  }
}
