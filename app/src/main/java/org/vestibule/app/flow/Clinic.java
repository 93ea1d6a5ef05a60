package org.vestibule.app.flow;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.Session;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.template.TemplateFormatException;

/**
 * An unlocked clinic: store, sessions, face pipeline, and the threads that work on them. Closing it
 * wipes every key.
 */
final class Clinic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clinic.class);
  private static final int WORKERS = 2;
  private static final long CLOSE_SECONDS = 20;

  private final EhrStore store;
  private final Session staff;
  private final Networks networks;
  private final Clock clock;
  private final DoorSettings said;
  private final Lane storeLane = new Lane("store-writer");
  private final ExecutorService workers;
  private Optional<Known> known = Optional.empty();

  /** Hands over the face pipeline, which may still be loading. */
  interface Networks {
    FaceEngine get() throws FlowException;
  }

  /** The face pipeline and everybody it knows. */
  private record Known(FaceEngine engine, FaceGallery gallery, Enrolments enrolments) {}

  /**
   * @param networks asked once, when faces are first needed; closed with the clinic
   * @param said what goes before the clinic's settings, this time
   */
  Clinic(EhrStore store, Session staff, Networks networks, DoorSettings said, Clock clock) {
    this.store = store;
    this.staff = staff;
    this.networks = networks;
    this.clock = clock;
    this.said = said;
    this.workers = Executors.newFixedThreadPool(WORKERS, Clinic::worker);
  }

  /** Loads the networks and reads everybody enrolled, the first time. */
  private synchronized Known known() throws FlowException {
    if (known.isEmpty()) {
      FaceEngine engine = networks.get();
      engine.use(doorSettings().over(engine.settings()));
      FaceGallery gallery = new FaceGallery(engine);
      try {
        load(gallery);
      } catch (FlowException e) {
        engine.close();
        throw e;
      }
      known =
          Optional.of(
              new Known(engine, gallery, new Enrolments(storeLane, workers, gallery, clock)));
    }
    return known.get();
  }

  /** What was said this time, else what the clinic chose. */
  private DoorSettings doorSettings() throws FlowException {
    return said.or(
        DoorSettings.parse(
            storeLane.call(() -> staff.act(Purpose.FRONT_DESK).settings().chosen())));
  }

  private void load(FaceGallery gallery) throws FlowException {
    storeLane.call(
        () -> {
          try {
            gallery.load(staff);
          } catch (TemplateFormatException e) {
            throw FaceUpkeep.damaged(e);
          }
          return null;
        });
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "worker");
    thread.setDaemon(true);
    return thread;
  }

  synchronized boolean facesLoaded() {
    return known.isPresent();
  }

  /** Reads everybody enrolled anew, after records were merged or parted. */
  synchronized void reloadFaces() throws FlowException {
    load(known().gallery());
  }

  EhrStore store() {
    return store;
  }

  Session staff() {
    return staff;
  }

  FaceEngine engine() throws FlowException {
    return known().engine();
  }

  Clock clock() {
    return clock;
  }

  Lane storeLane() {
    return storeLane;
  }

  ExecutorService workers() {
    return workers;
  }

  FaceGallery gallery() throws FlowException {
    return known().gallery();
  }

  Enrolments enrolments() throws FlowException {
    return known().enrolments();
  }

  /** Workers first, then what they wrote to, then the keys, then the networks. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A background task is still running at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    storeLane.close();
    staff.close();
    store.close();
    Optional<Known> loaded;
    synchronized (this) {
      loaded = known;
    }
    loaded.map(Known::engine).ifPresent(FaceEngine::close);
  }
}
