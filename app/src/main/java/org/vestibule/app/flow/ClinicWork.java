package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Notice;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.WithdrawalReceipt;
import org.vestibule.face.capture.SourceSpec;

/**
 * An unlocked clinic at work without windows: one room for each kind of work of the command line,
 * and what they share: who is signed in, whom a number names, and the training that faces leave
 * due. Used by one thread. Closing it wipes every key.
 */
public final class ClinicWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClinicWork.class);

  private final Clinic clinic;
  private final BundleImport bundles = new BundleImport(this);
  private boolean trainingDue;

  ClinicWork(Clinic clinic) {
    this.clinic = clinic;
  }

  /** The clinic's name. */
  public String clinicName() {
    return clinic.store().clinicName();
  }

  /** What staff should be told about this opening and signing in, one sentence each. */
  public List<String> notices() {
    return Stream.concat(clinic.store().notices().stream(), clinic.staff().notices().stream())
        .distinct()
        .map(Notice::sentence)
        .toList();
  }

  /** Who is signed in. */
  public String user() {
    return clinic.staff().user();
  }

  /** Faces to be known. */
  public EnrolmentWork enrolment() {
    return new EnrolmentWork(this, clinic);
  }

  /**
   * Runs the walk-up pipeline over a source, as fast as it can be read.
   *
   * @param born the second identifier, to be checked on whoever is recognised
   */
  public WalkUp.Summary identify(SourceSpec source, Optional<LocalDate> born, WalkUp.Listener told)
      throws FlowException {
    train();
    return new WalkUp(this, born, told).run(clinic, source);
  }

  /** Work on everybody's templates at once. */
  public FaceUpkeep faces() {
    return new FaceUpkeep(clinic);
  }

  /** What is done with a record as a whole. */
  public RecordWork records() {
    return new RecordWork(this);
  }

  /** A patient's whole record in the open. */
  public PatientExport export() {
    return new PatientExport(this);
  }

  /** Patients' documents. */
  public DocumentWork documents() {
    return new DocumentWork(this);
  }

  /** FHIR bundles from elsewhere. */
  public BundleImport bundles() {
    return bundles;
  }

  /** Who of imported files waits to be compared by staff. */
  public ImportReviews reviews() {
    return new ImportReviews(this::with);
  }

  /** Practitioners, organisations and places from elsewhere. */
  public ProviderWork providers() {
    return new ProviderWork(this);
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

  /** The ledger, and the check of everything. */
  public AuditWork audit() {
    return new AuditWork(this, clinic.clock());
  }

  /** Writes everything into one sealed file that is not there yet. */
  public BackedUp backUp(Path file) throws FlowException {
    return BackedUp.of(with(Purpose.ADMINISTRATION, access -> access.backups().write(file)));
  }

  /** Does something with the store as who is signed in, on the store's thread. */
  <T> T with(Purpose purpose, DeskRecords.Use<T> use) throws FlowException {
    Session staff = clinic.staff();
    return clinic.storeLane().call(() -> use.of(staff.act(purpose)));
  }

  Instant now() {
    return clinic.clock().instant();
  }

  ZoneId zone() {
    return clinic.clock().getZone();
  }

  /** The patient of this number, or of one that was merged into it; empty for nobody. */
  Optional<Patient> find(String number) throws FlowException {
    return with(Purpose.FRONT_DESK, access -> access.people().byNumber(number));
  }

  /** The patient of this number, or of one that was merged into it. */
  Patient require(String number) throws FlowException {
    return find(number)
        .orElseThrow(
            () ->
                new FlowException(
                    Kind.NO_MATCH,
                    "ENR-3",
                    "There is no patient with this number: check it; enrol makes a new one with"
                        + " --new."));
  }

  /** The number of somebody who is enrolled. */
  String number(PatientId patient) throws FlowException {
    return with(Purpose.FRONT_DESK, access -> access.people().byId(patient))
        .map(Patient::number)
        .orElse("");
  }

  /** The numbers of people who are enrolled, by what the face pipeline calls them. */
  List<String> numbers(List<String> references) throws FlowException {
    List<String> numbers = new ArrayList<>();
    for (String reference : references) {
      numbers.add(number(PatientId.parse(reference)));
    }
    return List.copyOf(numbers);
  }

  /** Somebody was enrolled: the eigenfaces are trained anew once, however many come. */
  void faceEnrolled() {
    trainingDue = true;
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
