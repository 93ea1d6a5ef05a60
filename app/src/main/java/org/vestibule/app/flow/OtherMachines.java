package org.vestibule.app.flow;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.News;
import org.vestibule.ehr.record.PatientId;

/**
 * Follows what other machines that share the records write: who is here, whose face is known, what
 * waits for a decision. After the connection was lost everything is read anew. Thread-safe.
 */
final class OtherMachines {
  private static final Logger LOG = LoggerFactory.getLogger(OtherMachines.class);

  private final Lane store;
  private final Lane flow;
  private final KioskKeys keys;
  private final FaceGallery gallery;
  private final DeskMachine desk;
  private final AtomicBoolean dayDue = new AtomicBoolean();
  private final AtomicBoolean facesDue = new AtomicBoolean();

  /**
   * @param keys by which faces follow while the desk is locked; once they are wiped nothing does,
   *     and everybody is loaded when somebody signs in
   */
  OtherMachines(Lane store, Lane flow, KioskKeys keys, FaceGallery gallery, DeskMachine desk) {
    this.store = store;
    this.flow = flow;
    this.keys = keys;
    this.gallery = gallery;
    this.desk = desk;
  }

  /** Something was written. Returns at once. */
  void heard(News news) {
    switch (news.kind()) {
      case QUEUE -> day();
      case FACES -> faces(news.patient());
      case ALERT -> flow.execute(desk::alerted);
      case MISSED -> {
        faces(Optional.empty());
        day();
        flow.execute(desk::alerted);
      }
      case PATIENT -> {} // The store's own names follow; nothing else here holds any.
    }
  }

  /** Once for however many changes come before it begins. */
  private void day() {
    if (dayDue.compareAndSet(false, true)) {
      flow.execute(
          () -> {
            dayDue.set(false);
            desk.dayChanged();
          });
    }
  }

  private void faces(Optional<PatientId> one) {
    if (keys.wiped()) {
      return;
    }
    if (one.isPresent()) {
      follow(
          () -> {
            gallery.load(keys.session(), one.get());
            return null;
          });
    } else if (facesDue.compareAndSet(false, true)) {
      follow(
          () -> {
            facesDue.set(false);
            gallery.load(keys.session());
            return null;
          });
    }
  }

  private void follow(Lane.Work<Void> work) {
    store
        .ask(work)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("Another machine's faces could not be followed", failure);
              }
            });
  }
}
