package org.vestibule.app.flow;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.Gender;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientBuilder;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Access;
import org.vestibule.ehr.store.Intake;
import org.vestibule.ehr.store.Session;
import org.vestibule.face.pipeline.EnrolledSample;

/** A registration in progress. Used by one thread at a time. */
final class DeskRegistration implements Registration {
  private static final int MOST_SHOWN = 4;

  private final Tools tools;
  private final Optional<Photo> photo;
  private final String seen;
  private final Consumer<Boolean> ended;
  private final AtomicBoolean over = new AtomicBoolean();
  private List<EnrolledSample> samples;

  /** What a registration works with. */
  record Tools(Lane store, Session session, Enrolments enrolments, InstantSource clock) {}

  DeskRegistration(
      Tools tools,
      Optional<Photo> photo,
      List<EnrolledSample> samples,
      String seen,
      Consumer<Boolean> ended) {
    this.tools = tools;
    this.photo = photo;
    this.samples = samples;
    this.seen = seen;
    this.ended = ended;
  }

  @Override
  public Optional<Photo> photo() {
    return photo;
  }

  @Override
  public String seen() {
    return seen;
  }

  @Override
  public int samples() {
    return samples.size();
  }

  @Override
  public List<Possible> duplicates(Form form) throws FlowException {
    List<String> alike = tools.enrolments().alike(samples, "");
    return tools
        .store()
        .call(
            () -> {
              Access desk = tools.session().act(Purpose.FRONT_DESK);
              Set<PatientId> withFace =
                  tools.session().act(Purpose.FACE_RECOGNITION).faces().enrolled();
              List<Possible> possible = new ArrayList<>();
              for (Patient patient : candidates(desk, form, alike)) {
                boolean face = alike.contains(patient.id().toString());
                possible.add(possible(desk, form, patient, face, withFace));
              }
              return possible;
            });
  }

  private static List<Patient> candidates(Access desk, Form form, List<String> alike) {
    Map<PatientId, Patient> found = new LinkedHashMap<>();
    if (!form.nationalId().isBlank()) {
      desk.people()
          .byIdentifier(Identifier.nationalId(form.nationalId()))
          .ifPresent(p -> found.put(p.id(), p));
    }
    for (String reference : alike) {
      desk.people().byId(PatientId.parse(reference)).ifPresent(p -> found.putIfAbsent(p.id(), p));
    }
    boolean named = !(form.family() + form.given()).isBlank();
    if (named && form.born().isPresent()) {
      HumanName name = new HumanName(form.family(), form.given());
      for (Patient patient :
          desk.people().possibleDuplicates(name, form.born().get(), form.phone())) {
        found.putIfAbsent(patient.id(), patient);
      }
    }
    return found.values().stream().limit(MOST_SHOWN).toList();
  }

  private Possible possible(
      Access desk, Form form, Patient patient, boolean alike, Set<PatientId> withFace) {
    List<Compared> fields = Comparisons.fields(form, patient);
    String face =
        !withFace.contains(patient.id())
            ? "no face kept"
            : samples.isEmpty() ? "no face seen" : alike ? "face alike" : "face not alike";
    return new Possible(
        patient.number(),
        DeskRecords.photo(desk, patient.id(), "Record"),
        face + "; " + Comparisons.counted(fields),
        fields,
        "");
  }

  @Override
  public String create(Form form, Set<ConsentChoice> consents, boolean checkForDouble)
      throws FlowException {
    Patient draft = draft(form);
    List<ChartEntry> beside = beside(draft.id(), consents);
    if (checkForDouble) {
      beside.add(
          Flag.raise(
              draft.id(), Flag.CHECK_FOR_DOUBLE, tools.clock().instant(), tools.session().user()));
    }
    boolean face = consents.contains(ConsentChoice.FACE_CHECK_IN) && !samples.isEmpty();
    Patient stored =
        face ? enrol(draft, beside) : register(new Intake(draft, beside, Optional.empty()));
    finish(face);
    return stored.number();
  }

  private Patient register(Intake intake) throws FlowException {
    return tools
        .store()
        .call(() -> tools.session().act(Purpose.FRONT_DESK).people().register(intake));
  }

  @Override
  public String useExisting(String patientNumber, Set<ConsentChoice> consents)
      throws FlowException {
    Patient patient =
        tools
            .store()
            .call(() -> tools.session().act(Purpose.FRONT_DESK).people().byNumber(patientNumber))
            .orElseThrow(
                () ->
                    new FlowException(
                        Kind.NO_MATCH, "D-17", "There is no record with this number: check it."));
    boolean face = consents.contains(ConsentChoice.FACE_CHECK_IN) && !samples.isEmpty();
    List<ChartEntry> beside = beside(patient.id(), consents);
    if (face) {
      tools.enrolments().requireOwnFace(samples, patient.id().toString());
      enrol(patient, beside);
    } else if (!beside.isEmpty()) {
      tools
          .store()
          .call(
              () -> {
                tools.session().act(Purpose.FRONT_DESK).consents().put(patient.id(), beside);
                return null;
              });
    }
    finish(face);
    return patient.number();
  }

  /** Staff saw whose faces are alike and chose; whoever is left over is another person. */
  private Patient enrol(Patient patient, List<ChartEntry> beside) throws FlowException {
    List<String> alike = tools.enrolments().alike(samples, patient.id().toString());
    tools.enrolments().tellApart(tools.session(), patient.id(), alike);
    return tools
        .enrolments()
        .enrol(tools.session(), patient, samples, beside, photo.map(Photo::encoded));
  }

  private void finish(boolean face) {
    if (face) {
      tools.enrolments().trainSoon(tools.session());
    }
    end(true);
  }

  private List<ChartEntry> beside(PatientId patient, Set<ConsentChoice> consents) {
    List<ChartEntry> entries = new ArrayList<>();
    for (ConsentChoice choice : ConsentChoice.values()) {
      // Without a face there is nothing that the consent to keep it could be about.
      boolean aboutSomething = choice != ConsentChoice.FACE_CHECK_IN || !samples.isEmpty();
      if (consents.contains(choice) && aboutSomething) {
        entries.add(
            Enrolments.consent(
                patient, purpose(choice), tools.clock().instant(), tools.session().user()));
      }
    }
    return entries;
  }

  private static Purpose purpose(ConsentChoice choice) {
    return switch (choice) {
      case CARE_RECORD -> Purpose.TREATMENT;
      case FACE_CHECK_IN -> Purpose.FACE_RECOGNITION;
      case MESSAGES -> Purpose.FRONT_DESK;
    };
  }

  private static Patient draft(Form form) throws FlowException {
    if ((form.family() + form.given()).isBlank() || form.born().isEmpty()) {
      throw new FlowException(
          Kind.USAGE, "D-20", "A name and a birth date are needed. Nothing is saved yet.");
    }
    PatientBuilder draft =
        Patient.named(
            new HumanName(form.family().strip(), form.given().strip()), form.born().get());
    return draft
        .gender(gender(form.sex()))
        .phone(form.phone().strip())
        .address(form.address().strip())
        .language(form.language().strip())
        .mothersName(form.mothersName().strip())
        .identifiers(
            form.nationalId().isBlank()
                ? List.of()
                : List.of(Identifier.nationalId(form.nationalId().strip())))
        .build();
  }

  private static Gender gender(String sex) {
    return switch (sex.strip().toLowerCase(java.util.Locale.ROOT)) {
      case "female" -> Gender.FEMALE;
      case "male" -> Gender.MALE;
      case "other" -> Gender.OTHER;
      default -> Gender.UNKNOWN;
    };
  }

  private void end(boolean made) {
    samples = List.of();
    if (over.compareAndSet(false, true)) {
      ended.accept(made);
    }
  }

  @Override
  public void close() {
    end(false);
  }
}
