package org.vestibule.app.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.WithdrawalReceipt;
import org.vestibule.face.pipeline.EnrolledSample;

/** Begins registrations with what they need. Thread-safe. */
final class Registrations {
  private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

  private final Lane store;
  private final Enrolments enrolments;
  private final FaceGallery gallery;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Watched watched;

  /**
   * What the camera saw of a track.
   *
   * @param pictures JPEG
   */
  record Watched(
      IntFunction<Optional<byte[]>> pictures, IntFunction<List<EnrolledSample>> samples) {}

  Registrations(
      Lane store,
      Enrolments enrolments,
      FaceGallery gallery,
      InstantSource clock,
      ZoneId zone,
      Watched watched) {
    this.store = store;
    this.enrolments = enrolments;
    this.gallery = gallery;
    this.clock = clock;
    this.zone = zone;
    this.watched = watched;
  }

  /**
   * Registers the person of a track.
   *
   * @param ended told once, whether a record was made
   */
  Registration begin(Session session, int track, Instant since, Consumer<Boolean> ended) {
    String caption = "Door, " + Words.time(since, zone);
    return new DeskRegistration(
        new DeskRegistration.Tools(store, session, enrolments, clock),
        watched.pictures().apply(track).map(jpeg -> new Photo(jpeg, caption)),
        watched.samples().apply(track),
        "Seen at the front door, " + Words.time(since, zone) + ".",
        ended);
  }

  /** Registers somebody whom no camera has seen. */
  Registration begin(Session session) {
    return new DeskRegistration(
        new DeskRegistration.Tools(store, session, enrolments, clock),
        Optional.empty(),
        List.of(),
        "Registered without a face.",
        made -> {});
  }

  /** Takes a consent back, see {@link Enrolments#withdraw}. */
  WithdrawalReceipt withdraw(Session session, PatientId patient, Purpose purpose)
      throws FlowException {
    return enrolments.withdraw(session, patient, purpose);
  }

  /**
   * Reads everybody enrolled anew, later, after records were merged or parted: until then a face
   * leads to the right person too, since the records do.
   */
  void readFacesAnew(KioskKeys keys) {
    store
        .ask(
            () -> {
              gallery.load(keys.session());
              return null;
            })
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("Faces could not be read anew", failure);
              }
            });
  }

  /** What can honestly be said of the accuracy here. Takes seconds for many people. */
  Accuracy accuracy(Session session) throws FlowException {
    return ClinicAccuracy.of(store.call(() -> gallery.references(session)));
  }
}
