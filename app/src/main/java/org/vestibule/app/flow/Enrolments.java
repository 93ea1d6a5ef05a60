package org.vestibule.app.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Enrolment;
import org.vestibule.ehr.store.KeptFace;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.WithdrawalReceipt;
import org.vestibule.face.match.Adaptation;
import org.vestibule.face.match.DecisionRule;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.match.ScoreTail;
import org.vestibule.face.pipeline.EnrolledSample;
import org.vestibule.face.template.Template;

/**
 * Enrols faces: samples and templates into the store under consent, then into the enrolment
 * database, then the eigenfaces anew in the background. Thread-safe.
 */
final class Enrolments {
  /** Whoever would be proposed alone is a possible double; a runner-up close behind is one too. */
  private static final DecisionRule ALIKE = new DecisionRule(ScoreTail.DEEP, 0.01, 0);

  private static final int MOST_ALIKE = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);

  private final Lane store;
  private final ExecutorService workers;
  private final FaceGallery gallery;
  private final InstantSource clock;
  private final AtomicBoolean trainingDue = new AtomicBoolean();
  private final AtomicBoolean learningDue = new AtomicBoolean();
  private final AtomicBoolean learning = new AtomicBoolean();

  Enrolments(Lane store, ExecutorService workers, FaceGallery gallery, InstantSource clock) {
    this.store = store;
    this.workers = workers;
    this.gallery = gallery;
    this.clock = clock;
  }

  /**
   * Stores the enrolment whole, and has the face known from now on.
   *
   * @param patient an existing patient, or a draft to be registered with it
   * @param beside consents and flags to be written with it
   * @param photo the record's new photo
   */
  Patient enrol(
      Session session,
      Patient patient,
      List<EnrolledSample> samples,
      List<? extends ChartEntry> beside,
      Optional<byte[]> photo)
      throws FlowException {
    List<Template> templates =
        samples.stream().flatMap(sample -> sample.templates().stream()).toList();
    List<ImageBytes> pictures = samples.stream().map(s -> new ImageBytes(s.png())).toList();
    Enrolment whole =
        new Enrolment(
            patient,
            List.copyOf(beside),
            FaceGallery.stored(templates),
            pictures,
            photo.map(ImageBytes::new));
    Patient stored = store.call(() -> session.act(Purpose.FACE_RECOGNITION).faces().enrol(whole));
    gallery.enrolled(
        stored.id().toString(), templates, samples.stream().map(EnrolledSample::png).toList());
    return stored;
  }

  /** Refuses whoever has not agreed, before anybody looks at the face; see {@link #enrol}. */
  void requireConsent(Session session, Patient patient, List<Consent> beside) throws FlowException {
    store.call(
        () -> {
          session.act(Purpose.FACE_RECOGNITION).faces().requireConsent(patient, beside);
          return null;
        });
  }

  /**
   * Keeps that staff told a person apart from people enrolled whose faces are alike: a face that
   * looks like one of them is from now on for staff. To be called before the person is enrolled, so
   * that nothing that happens in between lets one pass for the other.
   */
  void tellApart(Session session, PatientId patient, List<String> alike) throws FlowException {
    if (alike.isEmpty()) {
      return;
    }
    Set<PatientId> others = new LinkedHashSet<>();
    alike.forEach(reference -> others.add(PatientId.parse(reference)));
    store.call(
        () -> {
          session.act(Purpose.FACE_RECOGNITION).faces().tellApart(patient, others);
          return null;
        });
    alike.forEach(other -> gallery.database().addLookAlikes(patient.toString(), other));
  }

  /**
   * Has a sample of a confirmed visit replace the person's least useful one, if {@link Adaptation}
   * says so; the templates of trained models follow at their next training.
   */
  void adapt(Session session, PatientId patient, EnrolledSample sample) throws FlowException {
    Optional<KeptFace> adapted =
        store.call(
            () ->
                session
                    .act(Purpose.FACE_RECOGNITION)
                    .faces()
                    .adapt(
                        patient, FaceGallery.DEEP_NAME, kept -> FaceGallery.adapted(kept, sample)));
    if (adapted.isPresent()) {
      gallery.adapted(patient.toString(), adapted.get());
    }
  }

  /** A consent given here and now. */
  static Consent consent(PatientId patient, Purpose purpose, Instant now, String witness) {
    return new Consent(
        Id.random(),
        patient,
        purpose,
        ConsentDecision.PERMIT,
        now,
        Optional.empty(),
        Optional.empty(),
        witness);
  }

  /**
   * Writes down that a patient takes a consent back; for the face, what was kept of it is gone when
   * this returns, here and in the store, and the eigenfaces are made anew without it.
   */
  WithdrawalReceipt withdraw(Session session, PatientId patient, Purpose purpose)
      throws FlowException {
    WithdrawalReceipt receipt =
        store.call(() -> session.act(Purpose.FRONT_DESK).consents().withdraw(patient, purpose));
    forget(receipt);
    if (purpose == Purpose.FACE_RECOGNITION) {
      trainSoon(session);
    }
    return receipt;
  }

  /** Forgets here what a withdrawal erased in the store. */
  void forget(WithdrawalReceipt receipt) {
    if (receipt.purpose() == Purpose.FACE_RECOGNITION) {
      gallery.forget(receipt.patient().toString(), receipt.models());
    }
  }

  /** People already enrolled whom these samples resemble, other than the person itself. */
  List<String> alike(List<EnrolledSample> samples, String self) {
    EnrolmentDatabase database = gallery.database();
    Set<String> found = new LinkedHashSet<>();
    for (EnrolledSample sample : samples) {
      for (Template template : sample.templates()) {
        if (template.encoder().name().equals(FaceGallery.DEEP)) {
          double enough = ALIKE.threshold(database.size(template.encoder()));
          database.candidates(template, MOST_ALIKE).stream()
              .filter(candidate -> candidate.score() >= enough)
              .forEach(candidate -> found.add(candidate.reference()));
        }
      }
    }
    found.remove(self);
    return new ArrayList<>(found);
  }

  /**
   * Refuses samples of which most are not of the face enrolled for the patient: with a mistyped
   * number somebody else would be recognised as the patient, and the patient no more.
   */
  void requireOwnFace(List<EnrolledSample> samples, String patient) throws FlowException {
    long own = samples.stream().filter(s -> s.fits(patient, gallery.database())).count();
    if (2 * own < samples.size()) {
      throw new FlowException(
          FlowException.Kind.NO_MATCH,
          "ENR-8",
          "The face does not fit the one enrolled for this patient: check the number. If it is this"
              + " patient, withdraw the consent to recognition by face, then enrol anew.");
    }
  }

  /** Trains the eigenfaces soon, once for however many enrolments come before it begins. */
  void trainSoon(Session session) {
    if (trainingDue.compareAndSet(false, true)) {
      workers.execute(
          () -> {
            trainingDue.set(false);
            try {
              gallery.retrain(store, session);
            } catch (FlowException e) {
              LOG.warn("The eigenfaces could not be trained: {}", e.code());
            }
            learnSoon(session);
          });
    }
  }

  /** Trains the network, one training at a time and one more for what came during it. */
  private void learnSoon(Session session) {
    learningDue.set(true);
    if (learning.compareAndSet(false, true)) {
      workers.execute(() -> learn(session));
    }
  }

  private void learn(Session session) {
    try {
      while (learningDue.getAndSet(false)) {
        gallery.learn(store, session);
      }
    } catch (FlowException e) {
      LOG.warn("The network could not be trained: {}", e.code());
    } catch (CancellationException e) {
      LOG.info("The training of the network was ended");
    } finally {
      learning.set(false);
    }
  }
}
