package org.vestibule.app.flow;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the kiosk asks the person greeted if their face may be known next time, and what they
 * say. The kiosk may read and write no consents, so both go through the desk. Belongs to the flow
 * thread.
 */
final class FaceQuestion {
  private static final Logger LOG = LoggerFactory.getLogger(FaceQuestion.class);

  private final KioskReports desk;
  private final Executor flow;
  private Optional<Visit> visit = Optional.empty();
  private boolean due;

  FaceQuestion(KioskReports desk, Executor flow) {
    this.desk = desk;
    this.flow = flow;
  }

  /** Finds out whether this person is to be asked; without an answer in time nobody is. */
  void prepare(Visit greeted) {
    visit = Optional.of(greeted);
    due = false;
    desk.neverSaidAboutFace(greeted)
        .whenCompleteAsync((neverSaid, failure) -> found(greeted, neverSaid, failure), flow);
  }

  // By identity: the same person may have begun again, with another answer on its way.
  @SuppressWarnings("ReferenceEquality")
  private void found(Visit asked, Boolean neverSaid, Throwable failure) {
    if (failure != null) {
      LOG.warn("Nobody is asked about the face: the consents could not be read", failure);
    } else if (visit.filter(v -> v == asked).isPresent()) {
      due = neverSaid;
    }
  }

  boolean due() {
    return due;
  }

  void answer(boolean agrees) {
    visit.filter(v -> due).ifPresent(v -> desk.saidAboutFace(v, agrees));
    forget();
  }

  void forget() {
    visit = Optional.empty();
    due = false;
  }
}
