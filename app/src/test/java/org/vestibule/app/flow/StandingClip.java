package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;

/**
 * A shipped clip whose person walks up and then stands there for as long as the test takes, however
 * slow the machine is: the standing frames go to and fro. Read by one thread.
 */
final class StandingClip implements FrameSource {
  private static final int STANDING_FROM = 60;
  private static final int STANDING_TO = 95;
  private static final double FRAMES_PER_SECOND = 12;

  private final FrameSource clip;
  private final List<Frame> standing = new ArrayList<>();
  private long index;
  private int at;
  private int direction = -1;

  StandingClip(Path file) throws CaptureException {
    clip = FrameSources.open(new SourceSpec.Clip(file), Duration.ofSeconds(20));
  }

  @Override
  public Optional<Frame> next() throws CaptureException {
    Duration time = Duration.ofNanos((long) (index * 1e9 / FRAMES_PER_SECOND));
    if (index < STANDING_TO) {
      Frame frame = clip.next().orElseThrow();
      if (index >= STANDING_FROM) {
        standing.add(new Frame(index, time, frame.bgr().clone()));
        at = standing.size() - 1;
      }
      index++;
      return Optional.of(frame);
    }
    if (at + direction < 0 || at + direction >= standing.size()) {
      direction = -direction;
    }
    at += direction;
    return Optional.of(new Frame(index++, time, standing.get(at).bgr().clone()));
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public double framesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  @Override
  public void close() {
    clip.close();
    standing.forEach(Frame::close);
    standing.clear();
  }
}
