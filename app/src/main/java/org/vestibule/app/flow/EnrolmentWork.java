package org.vestibule.app.flow;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.EnrolledSample;
import org.vestibule.face.pipeline.EnrolmentOutcome;

/** Enrols faces from pictures, on the command line. Used by one thread. */
public final class EnrolmentWork {
  private final ClinicWork work;
  private final Clinic clinic;

  EnrolmentWork(ClinicWork work, Clinic clinic) {
    this.work = work;
    this.clinic = clinic;
  }

  /**
   * Whose face is to be enrolled.
   *
   * @param number the patient's number
   * @param draft name and birth date of a new patient; empty for one that exists
   * @param source a folder of pictures, a clip or a camera
   * @param consents whether the person agreed just now
   * @param apart numbers of patients whose faces are alike and whom somebody looked at and found to
   *     be other persons
   */
  public record Request(
      String number,
      Optional<NewPatient> draft,
      SourceSpec source,
      boolean consents,
      Set<String> apart) {
    public Request {
      apart = Set.copyOf(apart);
    }

    /** A request of somebody who is like nobody, or is refused. */
    public Request(String number, Optional<NewPatient> draft, SourceSpec source, boolean consents) {
      this(number, draft, source, consents, Set.of());
    }

    @Override
    public String toString() {
      return "Request";
    }
  }

  /**
   * @param name {@code Family, Given}
   */
  public record NewPatient(String name, LocalDate born) {
    @Override
    public String toString() {
      return "NewPatient";
    }
  }

  /**
   * What came of it.
   *
   * @param patient the patient's number
   * @param samples how many samples were stored
   * @param rejected the pictures not used
   * @param duplicates numbers of other patients whose faces are alike; without samples they are why
   *     nothing was changed
   * @param trouble why there was no face to enrol and nothing was changed; empty when there was
   */
  public record Enrolled(
      String patient,
      int samples,
      List<Rejected> rejected,
      List<String> duplicates,
      Optional<String> trouble) {
    public Enrolled {
      rejected = List.copyOf(rejected);
      duplicates = List.copyOf(duplicates);
    }

    @Override
    public String toString() {
      return "Enrolled";
    }
  }

  /**
   * A picture not used.
   *
   * @param picture its file's name, or {@code frame 3}
   * @param reason {@code NO_FACE}, {@code TOO_BLURRED}, …, {@code NOT_AN_IMAGE}
   * @param advice one sentence
   */
  public record Rejected(String picture, String reason, String advice) {}

  /**
   * Enrols a face: the patient is there whole afterwards, or nothing has changed. The eigenfaces
   * are trained anew once, before the next identification or at the end.
   */
  public Enrolled enrol(Request request) throws FlowException {
    Patient patient = whose(request);
    for (String other : request.apart()) {
      work.require(other);
    }
    List<Consent> given = request.consents() ? List.of(faceConsent(patient)) : List.of();
    clinic.enrolments().requireConsent(clinic.staff(), patient, given);
    EnrolmentPictures pictures = EnrolmentPictures.open(request.source());
    EnrolmentOutcome outcome;
    try (pictures) {
      outcome = clinic.engine().enrol(pictures);
    }
    List<EnrolledSample> samples = outcome.samples();
    List<Rejected> rejected = pictures.rejected(outcome.rejected());
    if (samples.isEmpty()) {
      return nothing(request, rejected, List.of(), Optional.of(pictures.nothing(rejected)));
    }
    clinic.enrolments().requireOwnFace(samples, patient.id().toString());
    List<String> alike = clinic.enrolments().alike(samples, patient.id().toString());
    List<String> duplicates = work.numbers(alike);
    if (!request.apart().containsAll(duplicates)) {
      return nothing(request, rejected, duplicates, Optional.empty());
    }
    clinic.enrolments().tellApart(clinic.staff(), patient.id(), alike);
    Optional<byte[]> photo = Optional.of(samples.get(0).png());
    Patient stored = clinic.enrolments().enrol(clinic.staff(), patient, samples, given, photo);
    work.faceEnrolled();
    return new Enrolled(stored.number(), samples.size(), rejected, duplicates, Optional.empty());
  }

  private static Enrolled nothing(
      Request request, List<Rejected> rejected, List<String> duplicates, Optional<String> why) {
    return new Enrolled(request.number(), 0, rejected, duplicates, why);
  }

  private Consent faceConsent(Patient patient) {
    return Enrolments.consent(patient.id(), Purpose.FACE_RECOGNITION, work.now(), work.user());
  }

  private Patient whose(Request request) throws FlowException {
    if (request.draft().isEmpty()) {
      return work.require(request.number());
    }
    if (work.find(request.number()).isPresent()) {
      throw new FlowException(
          Kind.USAGE, "ENR-2", "This number belongs to a patient already: leave out --new.");
    }
    NewPatient draft = request.draft().get();
    try {
      return Patient.named(HumanName.parse(draft.name()), draft.born())
          .number(request.number())
          .build();
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          Kind.USAGE,
          "ENR-6",
          "A patient needs a name of at most 256 characters and a number of at most "
              + Patient.NUMBER_LENGTH
              + ": type them again.",
          e);
    }
  }
}
