package org.vestibule.app.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.LatestFrame;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.EnrolledSample;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceEvent;
import org.vestibule.face.pipeline.Identification;
import org.vestibule.face.pipeline.TrackView;

/** The vision thread: the newest frame through the pipeline, again and again. */
final class Vision implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vision.class);
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final long CLOSE_MILLIS = 5_000;

  private final LatestFrame slot;
  private final Identification identification;
  private final Sink sink;
  private final Thread thread;

  /** Told on the vision thread; must return soon. */
  interface Sink {
    void events(List<FaceEvent> events);

    /**
     * @param width of the frame, in pixels
     * @param height of the frame, in pixels
     */
    void tracks(List<TrackView> tracks, int width, int height);
  }

  Vision(FaceEngine engine, EnrolmentDatabase database, LatestFrame slot, Sink sink) {
    this.slot = slot;
    this.identification = engine.identification(database);
    this.sink = sink;
    this.thread = new Thread(this::run, "vision");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Optional<byte[]> picture(int track) {
    return identification.picture(track);
  }

  List<EnrolledSample> samples(int track) {
    return identification.samples(track);
  }

  private void run() {
    try {
      while (!slot.closed()) {
        Optional<Frame> frame = slot.take(WAIT);
        if (frame.isPresent()) {
          try (Frame taken = frame.get()) {
            look(taken);
          }
        }
      }
      sink.events(identification.finish());
      sink.tracks(List.of(), 1, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One bad frame must not end the watch. */
  private void look(Frame frame) {
    try {
      List<FaceEvent> events = identification.observe(frame);
      sink.tracks(identification.tracks(), frame.bgr().cols(), frame.bgr().rows());
      if (!events.isEmpty()) {
        sink.events(events);
      }
    } catch (RuntimeException e) {
      LOG.error("A frame could not be looked at", e);
    }
  }

  /** Waits for the frame in work; what was seen is dropped. */
  @Override
  public void close() {
    slot.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      identification.close();
    }
  }
}
