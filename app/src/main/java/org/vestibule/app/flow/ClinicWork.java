package org.vestibule.app.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Audit;
import org.vestibule.ehr.store.BackupReport;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.VerifyReport;
import org.vestibule.ehr.store.WithdrawalReceipt;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.EnrolledSample;
import org.vestibule.face.pipeline.EnrolmentOutcome;
import org.vestibule.face.pipeline.FaceEvent;
import org.vestibule.face.pipeline.Identification;
import org.vestibule.face.pipeline.StageTimings;
import org.vestibule.face.quality.PadResult;

/**
 * An unlocked clinic at work without windows: what the command line does. Used by one thread.
 * Closing it wipes every key.
 */
public final class ClinicWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClinicWork.class);
  private static final int MOST_HEAD_BYTES = 4_096;
  private static final String DOUBLE =
      "Nothing was stored: if these are different persons, say so with --approve-duplicate.";
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);

  private final Clinic clinic;
  private final BundleImport bundles = new BundleImport(this);
  private boolean trainingDue;

  ClinicWork(Clinic clinic) {
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
  public record EnrolRequest(
      String number,
      Optional<NewPatient> draft,
      SourceSpec source,
      boolean consents,
      Set<String> apart) {
    public EnrolRequest {
      apart = Set.copyOf(apart);
    }

    /** A request of somebody who is like nobody, or is refused. */
    public EnrolRequest(
        String number, Optional<NewPatient> draft, SourceSpec source, boolean consents) {
      this(number, draft, source, consents, Set.of());
    }

    @Override
    public String toString() {
      return "EnrolRequest";
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
   * @param duplicates numbers of other patients whose faces are alike
   * @param trouble why nothing could be enrolled and nothing was changed; empty when it could
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
   * An event of the walk-up.
   *
   * @param event {@code arrived}, {@code attending}, {@code recognised}, {@code unknown}, {@code
   *     stopped-attending}, {@code challenge}, {@code left}
   * @param time of the frame, since the source was opened
   * @param patient the number of the proposed patient
   * @param birthDateMatches whether the second identifier fits, when one was given
   * @param eigenfaces what the eigenfaces say beside it
   * @param pad of a {@code challenge}: how it stands
   * @param oneOf of {@code unknown}: the numbers of enrolled people whom staff told apart because
   *     this face may be any of theirs; mostly empty
   */
  public record Seen(
      String event,
      int track,
      long frame,
      Duration time,
      Optional<String> patient,
      Optional<Boolean> birthDateMatches,
      Optional<String> eigenfaces,
      Optional<PadResult> pad,
      List<String> oneOf) {
    /** The same of another patient. */
    Seen of(Optional<String> other) {
      return new Seen(event, track, frame, time, other, birthDateMatches, eigenfaces, pad, oneOf);
    }

    @Override
    public String toString() {
      return "Seen[" + event + ", " + track + "]";
    }
  }

  /**
   * The end of a walk-up.
   *
   * @param frames how many were looked at
   * @param recognised how many tracks were recognised at their end
   * @param matched whether somebody was recognised and, when asked for, the birth date fits
   */
  public record Summary(long frames, int recognised, boolean matched, StageTimings timings) {}

  /**
   * What one patient of a file brought.
   *
   * @param number the patient's number; empty when nobody of the file was taken
   * @param created new entries by FHIR type; empty when everything was here already
   * @param skipped entries kept as they came or left out, by FHIR type
   * @param unchanged how many entries were here already, word for word
   * @param problems where something was not taken as it stands: path and what it is
   * @param whole whether nothing of the file was left out
   */
  public record Imported(
      Optional<String> number,
      Map<String, Integer> created,
      Map<String, Integer> skipped,
      int unchanged,
      List<String> problems,
      boolean whole) {
    public Imported {
      created = Map.copyOf(created);
      skipped = Map.copyOf(skipped);
      problems = List.copyOf(problems);
    }

    @Override
    public String toString() {
      return "Imported";
    }
  }

  /** The clinic's name. */
  public String clinicName() {
    return clinic.store().clinicName();
  }

  /** What staff should be told about this opening, one sentence each. */
  public List<String> notices() {
    return clinic.store().notices().stream().map(n -> n.sentence()).toList();
  }

  /**
   * Enrols a face: the patient is there whole afterwards, or nothing has changed. The eigenfaces
   * are trained anew once, before the next identification or at the end.
   */
  public Enrolled enrol(EnrolRequest request) throws FlowException {
    Patient patient = whose(request);
    List<Consent> given = request.consents() ? List.of(faceConsent(patient)) : List.of();
    clinic.enrolments().requireConsent(clinic.staff(), patient, given);
    EnrolmentPictures pictures = EnrolmentPictures.open(request.source());
    EnrolmentOutcome outcome;
    try (pictures) {
      outcome = clinic.engine().enrol(pictures);
    }
    List<Rejected> rejected = pictures.rejected(outcome.rejected());
    if (outcome.samples().isEmpty()) {
      return new Enrolled(
          request.number(), 0, rejected, List.of(), Optional.of(pictures.nothing(rejected)));
    }
    List<String> alike = clinic.enrolments().alike(outcome.samples(), patient.id().toString());
    List<String> duplicates = numbers(alike);
    if (!request.apart().containsAll(duplicates)) {
      return new Enrolled(request.number(), 0, rejected, duplicates, Optional.of(DOUBLE));
    }
    clinic.enrolments().tellApart(clinic.staff(), patient.id(), alike);
    Patient stored =
        clinic
            .enrolments()
            .enrol(
                clinic.staff(),
                patient,
                outcome.samples(),
                given,
                Optional.of(photo(outcome.samples())));
    trainingDue = true;
    return new Enrolled(
        stored.number(), outcome.samples().size(), rejected, duplicates, Optional.empty());
  }

  private Consent faceConsent(Patient patient) {
    return Enrolments.consent(
        patient.id(), Purpose.FACE_RECOGNITION, clinic.clock().instant(), clinic.staff().user());
  }

  private static byte[] photo(List<EnrolledSample> samples) {
    return samples.get(0).png();
  }

  private Patient whose(EnrolRequest request) throws FlowException {
    Optional<Patient> known = byNumber(request.number());
    if (request.draft().isEmpty()) {
      return known.orElseThrow(ClinicWork::nobody);
    }
    if (known.isPresent()) {
      throw new FlowException(
          Kind.USAGE, "ENR-2", "This number belongs to a patient already: leave out --new.");
    }
    NewPatient draft = request.draft().get();
    return Patient.named(HumanName.parse(draft.name()), draft.born())
        .number(request.number())
        .build();
  }

  /** Staff, keys, erasures and emergency access. */
  public PeopleWork people() {
    return new PeopleWork(
        new PeopleWork.Rights() {
          @Override
          public <T> T with(Purpose purpose, DeskRecords.Use<T> use) throws FlowException {
            return ClinicWork.this.with(purpose, use);
          }
        });
  }

  /** What has been kept long enough. */
  public RetentionWork retention() {
    return new RetentionWork(this);
  }

  /** What the clinic chose for itself. */
  public SettingsWork settings() {
    return new SettingsWork(this);
  }

  /** Patients' documents. */
  public DocumentWork documents() {
    return new DocumentWork(this);
  }

  /** The patient with this number. */
  PatientId patient(String number) throws FlowException {
    return byNumber(number).orElseThrow(ClinicWork::nobody).id();
  }

  private Optional<Patient> byNumber(String number) throws FlowException {
    return with(Purpose.FRONT_DESK, access -> access.people().byNumber(number));
  }

  private static FlowException nobody() {
    return new FlowException(
        Kind.NO_MATCH,
        "ENR-3",
        "There is no patient with this number: check it; enrol makes a new one with --new.");
  }

  private List<String> numbers(List<String> references) throws FlowException {
    List<String> numbers = new ArrayList<>();
    for (String reference : references) {
      numbers.add(number(reference));
    }
    return numbers;
  }

  private String number(String reference) throws FlowException {
    PatientId id = PatientId.parse(reference);
    return with(Purpose.FRONT_DESK, access -> access.people().byId(id))
        .map(Patient::number)
        .orElse("");
  }

  /**
   * Runs the walk-up pipeline over a source, as fast as it can be read.
   *
   * @param born the second identifier, to be checked on whoever is recognised
   */
  public Summary identify(SourceSpec spec, Optional<LocalDate> born, Consumer<Seen> told)
      throws FlowException {
    train();
    WalkUp walkUp = new WalkUp(this, born, told);
    try (FrameSource source = FrameSources.open(spec, OPEN_LIMIT);
        Identification eyes = clinic.engine().identification(clinic.gallery().database())) {
      long frames = 0;
      for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
        List<FaceEvent> events;
        try (Frame frame = next.get()) {
          events = eyes.observe(frame);
        }
        frames++;
        walkUp.happened(events);
      }
      walkUp.happened(eyes.finish());
      return new Summary(frames, walkUp.recognised(), walkUp.matched(), eyes.timings());
    } catch (CaptureException e) {
      throw Troubles.of(e);
    }
  }

  /** What an event says, with the proposed patient's number and the second identifier checked. */
  Seen seen(FaceEvent event, Optional<LocalDate> born) throws FlowException {
    if (event instanceof FaceEvent.Recognised recognised) {
      String reference = recognised.candidate().reference();
      PatientId id = PatientId.parse(reference);
      Optional<Boolean> fits = Optional.empty();
      if (born.isPresent()) {
        LocalDate said = born.get();
        fits =
            Optional.of(
                with(Purpose.FRONT_DESK, access -> access.people().checkBirthDate(id, said)));
      }
      return new Seen(
          "recognised",
          event.track(),
          event.frame(),
          event.time(),
          Optional.of(number(reference)),
          fits,
          Optional.of(
              Words.opinions(recognised.second(), recognised.network(), Optional.of(reference))),
          Optional.empty(),
          List.of());
    }
    List<String> oneOf = new ArrayList<>();
    if (event instanceof FaceEvent.OneOf several) {
      for (String reference : several.references()) {
        oneOf.add(number(reference));
      }
    }
    Optional<String> eigenfaces =
        event instanceof FaceEvent.Unknown unknown
            ? Optional.of(Words.opinions(unknown.second(), unknown.network(), Optional.empty()))
            : Optional.empty();
    Optional<PadResult> pad =
        event instanceof FaceEvent.Challenged challenged
            ? Optional.of(challenged.result())
            : Optional.empty();
    return new Seen(
        kind(event),
        event.track(),
        event.frame(),
        event.time(),
        Optional.empty(),
        Optional.empty(),
        eigenfaces,
        pad,
        List.copyOf(oneOf));
  }

  private static String kind(FaceEvent event) {
    if (event instanceof FaceEvent.Arrived) {
      return "arrived";
    } else if (event instanceof FaceEvent.Attending) {
      return "attending";
    } else if (event instanceof FaceEvent.StoppedAttending) {
      return "stopped-attending";
    } else if (event instanceof FaceEvent.Challenged) {
      return "challenge";
    }
    return event instanceof FaceEvent.Left ? "left" : "unknown";
  }

  /**
   * Takes a FHIR R4 bundle in, one result a patient. The same file twice creates nothing twice; an
   * identifier that belongs to another person here is never merged.
   */
  public List<Imported> importBundle(Path file) throws FlowException {
    return bundles.take(file);
  }

  /** Practitioners, organisations and places from elsewhere. */
  public ProviderWork providers() {
    return new ProviderWork(this);
  }

  /** Who of imported files waits to be compared by staff. */
  public ImportReviews reviews() {
    return new ImportReviews(this, bundles);
  }

  /** A patient's chart, as the desk shows it. */
  public Chart show(String number) throws FlowException {
    Patient patient = byNumber(number).orElseThrow(ClinicWork::nobody);
    Optional<Photo> photo =
        with(Purpose.FRONT_DESK, access -> DeskRecords.photo(access, patient.id(), "Record"));
    ChartViews views =
        new ChartViews(clinic.clock().instant(), clinic.clock().getZone(), photo, "");
    return views.chart(with(Purpose.TREATMENT, access -> access.charts().open(patient.id())));
  }

  /**
   * A backup just written.
   *
   * @param files the database and each document
   */
  public record BackedUp(int files, long bytes) {}

  /** Writes everything into one sealed file that is not there yet. */
  public BackedUp backUp(Path file) throws FlowException {
    BackupReport report = with(Purpose.ADMINISTRATION, access -> access.backups().write(file));
    return new BackedUp(report.files(), report.bytes());
  }

  /** Work on everybody's templates at once. */
  public FaceUpkeep faces() {
    return new FaceUpkeep(clinic);
  }

  /** What is done with a record as a whole. */
  public RecordWork records() {
    return new RecordWork(this);
  }

  /** The patient of this number, or of one that was merged into it. */
  Patient require(String number) throws FlowException {
    return byNumber(number).orElseThrow(ClinicWork::nobody);
  }

  /** Who is signed in. */
  public String user() {
    return clinic.staff().user();
  }

  Instant now() {
    return clinic.clock().instant();
  }

  ZoneId zone() {
    return clinic.clock().getZone();
  }

  /** Faces were erased in the store: what is loaded of them goes too. */
  void forgetFace(WithdrawalReceipt receipt) throws FlowException {
    if (clinic.facesLoaded()) {
      clinic.enrolments().forget(receipt);
    }
    trainingDue = trainingDue || !receipt.models().isEmpty() && clinic.facesLoaded();
  }

  /** Somebody's faces stand under another reference now: they are read anew when next needed. */
  void facesChanged() throws FlowException {
    if (clinic.facesLoaded()) {
      clinic.reloadFaces();
    }
  }

  /** A patient's whole record in the open. */
  public PatientExport export() {
    return new PatientExport(this);
  }

  /** The ledger. */
  public AuditWork audit() {
    return new AuditWork(this, clinic.clock());
  }

  /** Signs what the ledger is now. */
  public LedgerHeadOut ledgerHead() throws FlowException {
    Audit.Head head = with(Purpose.AUDIT, access -> access.audit().head());
    return new LedgerHeadOut(head.text(), head.events(), head.time());
  }

  /**
   * Checks the database, every seal and the whole ledger.
   *
   * @param heads files with ledger heads kept from earlier
   */
  public LedgerPage.Checked verify(List<Path> heads) throws FlowException {
    List<String> texts = new ArrayList<>();
    for (Path head : heads) {
      texts.add(headText(head));
    }
    Instant begin = clinic.clock().instant();
    VerifyReport report = with(Purpose.ADMINISTRATION, access -> access.verify(texts));
    Instant end = clinic.clock().instant();
    return new LedgerPage.Checked(
        report.events(), report.rows(), report.problems(), end, Duration.between(begin, end));
  }

  private static String headText(Path file) throws FlowException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_HEAD_BYTES), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new FlowException(
          FlowException.Kind.UNREADABLE,
          "CLI-14",
          "The file with the ledger head cannot be read: check its name.",
          e);
    }
  }

  <T> T with(Purpose purpose, DeskRecords.Use<T> use) throws FlowException {
    Session staff = clinic.staff();
    return clinic.storeLane().call(() -> use.of(staff.act(purpose)));
  }

  private void train() throws FlowException {
    if (trainingDue) {
      trainingDue = false;
      clinic.gallery().retrain(clinic.storeLane(), clinic.staff());
    }
  }

  /** Trains what is due, then wipes every key. */
  @Override
  public void close() {
    try {
      train();
    } catch (FlowException e) {
      LOG.warn("The eigenfaces could not be trained: {}", e.code());
    } finally {
      clinic.close();
    }
  }
}
