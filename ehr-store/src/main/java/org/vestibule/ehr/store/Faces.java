package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vestibule.ehr.db.ModelTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/** Face templates and samples, kept only under consent. Needs the directory keys. */
public final class Faces {
  private final Context context;
  private final FaceConsent consent;

  Faces(Context context) {
    this.context = context;
    this.consent = new FaceConsent(context);
  }

  /**
   * Stores an enrolment, all or nothing; registers the patient if new.
   *
   * @return the patient as stored
   * @throws StoreException.ConsentMissing if neither it nor the record holds a valid consent
   */
  public Patient enrol(Enrolment enrolment) {
    return context.write(
        Operation.ENROL_FACE,
        KeyScope.INDEX,
        (tx, trail) -> {
          Optional<Patient> known = tx.patients().find(enrolment.patient().id());
          Patient patient =
              known.orElseGet(
                  () -> new Registration(context).register(tx, trail, enrolment.patient()));
          consent.take(tx, trail, patient, enrolment.beside());
          enrolment.store(tx, patient.id());
          trail.note(
              AuditAction.FACE_ENROLLED,
              patient.id(),
              "templates="
                  + enrolment.templates().size()
                  + " samples="
                  + enrolment.samples().size());
          return patient;
        });
  }

  /**
   * Refuses whom {@link #enrol} would refuse whatever the face looks like, before anybody looks at
   * it: for want of consent, and a draft that cannot be a patient's.
   *
   * @param patient an existing patient, or a draft not registered yet
   * @param beside consents that are to be written with the enrolment
   * @throws StoreException.ConsentMissing as {@link #enrol}
   * @throws StoreException.Invalid as {@link #enrol}
   */
  public void requireConsent(Patient patient, List<Consent> beside) {
    Optional<String> refusal =
        context.write(
            Operation.ENROL_FACE,
            KeyScope.DIRECTORY,
            (tx, trail) -> {
              if (tx.patients().exists(patient.id())) {
                trail.note(AuditAction.CONSENTS_READ, context.family(patient.id()).head(), "");
              } else {
                PlausiblePatient.require(patient, context.today());
              }
              return consent.refusal(tx, patient, beside, trail.at());
            });
    if (refusal.isPresent()) {
      throw new StoreException.ConsentMissing(refusal.get());
    }
  }

  /** Everybody's references of one encoder: the enrolment database. */
  public List<EnrolledFace> all(String encoder) {
    List<EnrolledFace> all = new ArrayList<>();
    each(encoder, all::add);
    return all;
  }

  /**
   * Everybody's references of one encoder, one after the other: a large clinic's do not fit into
   * memory as they are stored.
   *
   * @param taker called by this thread
   */
  public void each(String encoder, Consumer<EnrolledFace> taker) {
    context.readMuch(
        Operation.LOAD_FACES,
        KeyScope.DIRECTORY,
        AuditAction.FACES_LOADED,
        tx -> {
          Map<PatientId, List<FaceTemplate>> merged = new LinkedHashMap<>();
          tx.faces()
              .eachTemplates(
                  encoder,
                  (id, own) -> {
                    Family family = context.family(id);
                    if (family.isMerged()) {
                      merged.computeIfAbsent(family.head(), h -> new ArrayList<>()).addAll(own);
                    } else {
                      taker.accept(new EnrolledFace(id, own));
                    }
                  });
          merged.forEach((head, own) -> taker.accept(new EnrolledFace(head, own)));
          return null;
        });
  }

  /** Everybody's references of every encoder, record by record even where some were merged. */
  public List<EnrolledFace> all() {
    return context.readMuch(
        loading(),
        KeyScope.DIRECTORY,
        AuditAction.FACES_LOADED,
        tx -> {
          Map<PatientId, List<FaceTemplate>> everybody = new TreeMap<>();
          for (String encoder : tx.faces().encoders()) {
            tx.faces()
                .eachTemplates(
                    encoder,
                    (id, own) ->
                        everybody.computeIfAbsent(id, any -> new ArrayList<>()).addAll(own));
          }
          return everybody.entrySet().stream()
              .map(e -> new EnrolledFace(e.getKey(), e.getValue()))
              .toList();
        });
  }

  /**
   * One person's references of every encoder, under the record that stands for the person; without
   * templates if there are none any more.
   */
  public EnrolledFace of(PatientId id) {
    return context.write(
        Operation.LOAD_FACES,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Family family = context.family(id);
          List<FaceTemplate> own =
              family.members().stream()
                  .filter(tx.patients()::exists)
                  .flatMap(member -> tx.faces().templates(member).stream())
                  .toList();
          trail.note(AuditAction.FACES_LOADED, family.head(), "");
          return new EnrolledFace(family.head(), own);
        });
  }

  /** Everybody's samples, to train or encode again. */
  public List<EnrolledSamples> samples() {
    return context.readMuch(
        Operation.TRAIN_FACES,
        KeyScope.DIRECTORY,
        AuditAction.FACES_LOADED,
        tx ->
            byPerson(tx.faces().samples()).entrySet().stream()
                .map(e -> new EnrolledSamples(e.getKey(), e.getValue()))
                .toList());
  }

  /** Everybody with at least one template. */
  public Set<PatientId> enrolled() {
    context.require(Operation.LOAD_FACES, KeyScope.DIRECTORY);
    return Context.guarded(() -> context.core().database().read(this::people));
  }

  private Set<PatientId> people(Tx tx) {
    return tx.faces().enrolled().stream()
        .map(id -> context.family(id).head())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What records that were merged have, under the one that stands for them. */
  private <T> Map<PatientId, List<T>> byPerson(Map<PatientId, List<T>> byRecord) {
    Map<PatientId, List<T>> all = new LinkedHashMap<>();
    byRecord.forEach(
        (id, own) ->
            all.merge(
                context.family(id).head(),
                own,
                (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
    return all;
  }

  /**
   * Swaps a derived model and all templates of its encoder in one step. Patients without consent or
   * without an entry lose theirs.
   */
  public void replace(FaceModel model, Map<PatientId, List<FaceTemplate>> templates) {
    context.write(
        Operation.TRAIN_FACES,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Set<PatientId> enrolled = Set.copyOf(tx.faces().enrolled());
          // Somebody who withdrew while the model was made must not come back with it.
          if (!people(tx).containsAll(model.contributors())) {
            throw new StoreException.ConsentMissing(
                "Somebody withdrew consent meanwhile: make the model again without them.");
          }
          String encoder = model.encoder();
          tx.models().put(new ModelTable.Model(encoder, model.bytes(), model.contributors()));
          enrolled.forEach(
              id -> {
                List<FaceTemplate> own = templates.getOrDefault(id, List.of());
                if (own.isEmpty()) {
                  tx.faces().removeTemplates(id, encoder);
                } else {
                  tx.faces().putTemplates(id, encoder, own);
                }
              });
          trail.note(AuditAction.FACES_REENCODED, "people=" + templates.size());
          return null;
        });
  }

  /**
   * Puts everybody's templates under the first key, with whoever loads faces first; as {@link
   * #renew}.
   */
  public void begin(FaceModel key, Map<PatientId, List<FaceTemplate>> templates) {
    swap(Operation.TRAIN_FACES, Optional.empty(), key, templates);
  }

  /**
   * Swaps the key that templates are under and everybody's templates in one step.
   *
   * @param before the key as it was read; empty if there was none
   * @param after kept like a model that nobody has a share in; of the same name
   * @param templates all of everybody enrolled, now under the new key
   * @throws StoreException.Refused if the key or who is enrolled changed meanwhile
   */
  public void renew(
      Optional<FaceModel> before, FaceModel after, Map<PatientId, List<FaceTemplate>> templates) {
    swap(Operation.RENEW_TEMPLATES, before, after, templates);
  }

  private void swap(
      Operation operation,
      Optional<FaceModel> before,
      FaceModel after,
      Map<PatientId, List<FaceTemplate>> templates) {
    context.write(
        operation,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Optional<FaceModel> present = tx.models().find(after.encoder()).map(FaceModel::of);
          if (!present.equals(before)
              || !templates.keySet().equals(Set.copyOf(tx.faces().enrolled()))) {
            throw new StoreException.Refused("The faces were changed meanwhile: try again.");
          }
          tx.models().put(new ModelTable.Model(after.encoder(), after.bytes(), Set.of()));
          templates.forEach((id, own) -> putAll(tx, id, own));
          trail.note(AuditAction.TEMPLATES_RENEWED, "people=" + templates.size());
          return null;
        });
  }

  /**
   * Replaces all templates of these people, as after encoding their samples anew. Whoever has none
   * any more, since consent was withdrawn, gets none.
   *
   * @param templates at least one for each
   */
  public void reencode(Map<PatientId, List<FaceTemplate>> templates) {
    context.write(
        Operation.TRAIN_FACES,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Set<PatientId> enrolled = Set.copyOf(tx.faces().enrolled());
          templates.forEach(
              (id, own) -> {
                if (enrolled.contains(id)) {
                  putAll(tx, id, own);
                }
              });
          trail.note(AuditAction.FACES_REENCODED, "people=" + templates.size());
          return null;
        });
  }

  /**
   * Replaces one sample of a patient and its template of one encoder, as the rule chooses; those of
   * other encoders stay until they are made anew. Nothing happens to a record that has no samples,
   * another number of templates, or was merged with another.
   *
   * @param encoder of which templates the rule is shown
   * @param rule looks at what is kept, within the transaction; empty to leave it
   * @return what is kept now, if anything was replaced
   * @throws StoreException.ConsentMissing if the patient does not consent to be recognised
   */
  public Optional<KeptFace> adapt(
      PatientId patient, String encoder, Function<KeptFace, Optional<KeptFace.Replacement>> rule) {
    return context.write(
        Operation.ENROL_FACE,
        KeyScope.INDEX,
        (tx, trail) -> {
          Patient known = tx.patients().find(patient).orElseThrow(StoreException.NotFound::new);
          consent.take(tx, trail, known, List.of());
          KeptFace kept =
              new KeptFace(tx.faces().templates(patient, encoder), tx.faces().samples(patient));
          boolean whole =
              !kept.samples().isEmpty()
                  && kept.samples().size() == kept.templates().size()
                  && !context.family(patient).isMerged();
          Optional<KeptFace> adapted =
              whole ? rule.apply(kept).map(chosen -> kept.with(chosen)) : Optional.empty();
          adapted.ifPresent(
              now -> {
                tx.faces().putTemplates(patient, encoder, now.templates());
                tx.faces().putSamples(patient, now.samples());
                trail.note(AuditAction.FACE_ADAPTED, patient, "samples=" + now.samples().size());
              });
          return adapted;
        });
  }

  /**
   * Writes down that staff told a patient apart from others whose faces are alike: twins, siblings.
   * From then on a face that looks like one of them is always for staff.
   *
   * @param patient may be about to be registered
   * @param others registered already; the event is theirs
   */
  public void tellApart(PatientId patient, Set<PatientId> others) {
    context.write(
        Operation.ENROL_FACE,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Set<LookAlikes> pairs = new HashSet<>(LookAlikes.kept(tx));
          others.forEach(other -> pairs.add(LookAlikes.of(patient, other)));
          LookAlikes.keep(tx, pairs);
          others.forEach(other -> trail.note(AuditAction.TOLD_APART, other, "from=" + patient));
          return null;
        });
  }

  /**
   * Everybody whom staff told apart, each named by the record that stands for the person now. Two
   * records that were merged into one are one person, whom nobody has to be told apart from; who
   * was erased is nobody any more, who withdrew the consent to recognition is still somebody.
   */
  public Set<LookAlikes> lookAlikes() {
    context.require(Operation.LOAD_FACES, KeyScope.DIRECTORY);
    return Context.guarded(() -> context.core().database().read(LookAlikes::kept)).stream()
        .flatMap(this::ofPersons)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<LookAlikes> ofPersons(LookAlikes records) {
    PatientId one = context.family(records.one()).head();
    PatientId other = context.family(records.other()).head();
    return one.equals(other) ? Stream.empty() : Stream.of(LookAlikes.of(one, other));
  }

  private static void putAll(Tx tx, PatientId id, List<FaceTemplate> templates) {
    Map<String, List<FaceTemplate>> byEncoder =
        templates.stream().collect(Collectors.groupingBy(FaceTemplate::encoder));
    for (String encoder : tx.faces().encoders()) {
      if (!byEncoder.containsKey(encoder)) {
        tx.faces().removeTemplates(id, encoder);
      }
    }
    byEncoder.forEach((encoder, own) -> tx.faces().putTemplates(id, encoder, own));
  }

  /** Who may renew templates has to read them for it. */
  private Operation loading() {
    boolean renews = context.may(Operation.RENEW_TEMPLATES);
    return renews ? Operation.RENEW_TEMPLATES : Operation.LOAD_FACES;
  }

  /** The derived model of an encoder; empty if there is none or somebody's withdrawal took it. */
  public Optional<FaceModel> model(String encoder) {
    context.require(loading(), KeyScope.DIRECTORY);
    return Context.guarded(
        () -> context.core().database().read(tx -> tx.models().find(encoder)).map(FaceModel::of));
  }
}
