package org.vestibule.app.flow;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private final FaceEngine engine;
  private final Clock clock;
  private final Lane storeLane = new Lane("store-writer");
  private final ExecutorService workers;
  private final FaceGallery gallery;
  private final Enrolments enrolments;

  /**
   * Reads everybody enrolled.
   *
   * @param engine closed with the clinic
   */
  Clinic(EhrStore store, Session staff, FaceEngine engine, Clock clock) throws FlowException {
    this.store = store;
    this.staff = staff;
    this.engine = engine;
    this.clock = clock;
    this.workers = Executors.newFixedThreadPool(WORKERS, Clinic::worker);
    this.gallery = new FaceGallery(engine);
    this.enrolments = new Enrolments(storeLane, workers, gallery, clock);
    storeLane.call(
        () -> {
          try {
            gallery.load(staff);
          } catch (TemplateFormatException e) {
            throw new FlowException(
                FlowException.Kind.DAMAGED,
                "FACE-1",
                "A kept face cannot be read: run vestibule verify.",
                e);
          }
          return null;
        });
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "worker");
    thread.setDaemon(true);
    return thread;
  }

  EhrStore store() {
    return store;
  }

  Session staff() {
    return staff;
  }

  FaceEngine engine() {
    return engine;
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

  FaceGallery gallery() {
    return gallery;
  }

  Enrolments enrolments() {
    return enrolments;
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
    engine.close();
  }
}
