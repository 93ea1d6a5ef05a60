package org.vestibule.app.flow;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.EnrolledFace;
import org.vestibule.ehr.store.EnrolledSamples;
import org.vestibule.ehr.store.FaceModel;
import org.vestibule.ehr.store.Faces;
import org.vestibule.ehr.store.KeptFace;
import org.vestibule.ehr.store.LookAlikes;
import org.vestibule.ehr.store.Session;
import org.vestibule.face.match.Adaptation;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.EigenfaceTraining;
import org.vestibule.face.pipeline.EnrolledSample;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.NetworkTraining;
import org.vestibule.face.template.CnnModel;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateFormatException;
import org.vestibule.face.template.TemplateKey;

/**
 * Everybody enrolled, from the sealed store into the enrolment database of the face pipeline, and
 * the eigenface model made of them back into the store.
 *
 * <p>A fixed encoder is named in the store with its version ({@code deep/1}); the eigenfaces, whose
 * version grows with every training, by name alone, so that a training replaces all of them.
 */
final class FaceGallery {
  static final String DEEP = "deep";
  private static final EncoderId DEEP_ID = new EncoderId(DEEP, 1);

  /** What the store calls it. */
  static final String DEEP_NAME = DEEP_ID.toString();

  static final String EIGENFACE = "eigenface";

  /** The small network, whose version grows with every training like the eigenfaces'. */
  static final String NETWORK = "cnn";

  /** With fewer people the network is not trained. */
  private static final int FEWEST_FOR_NETWORK = 10;

  private static final long NETWORK_SEED = 1;

  private static final Logger LOG = LoggerFactory.getLogger(FaceGallery.class);

  private final FaceEngine engine;
  private final EnrolmentDatabase database = new EnrolmentDatabase();
  private final GalleryChanges changes = new GalleryChanges();
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  FaceGallery(FaceEngine engine) {
    this.engine = engine;
  }

  EnrolmentDatabase database() {
    return database;
  }

  /**
   * Reads everybody, whatever was known before: who is not enrolled any more is forgotten. On the
   * store's thread.
   */
  void load(Session session) throws TemplateFormatException {
    changes.changedElsewhere();
    Faces faces = faces(session);
    engine.useKey(new TemplateKeys(faces).present());
    loadLookAlikes(faces);
    Map<String, List<Template>> everybody = new HashMap<>();
    for (EnrolledFace face : faces.all(DEEP_ID.toString())) {
      everybody.put(face.patient().toString(), templates(face.templates()));
    }
    Optional<FaceModel> model = faces.model(EIGENFACE);
    Optional<FaceModel> trained = faces.model(NETWORK);
    if (model.isPresent()) {
      EigenfaceModel eigenfaces = EigenfaceModel.fromBytes(model.get().bytes());
      join(everybody, faces.all(EIGENFACE), eigenfaces.id());
      engine.useEigenfaces(eigenfaces);
    } else {
      engine.forgetEigenfaces();
    }
    if (trained.isPresent()) {
      CnnModel network = CnnModel.fromBytes(trained.get().bytes());
      join(everybody, faces.all(NETWORK), network.id());
      engine.useNetwork(network);
    } else {
      engine.forgetNetwork();
    }
    put(everybody);
    known.stream().filter(one -> !everybody.containsKey(one)).toList().forEach(this::remove);
  }

  private void loadLookAlikes(Faces faces) {
    Map<String, Set<String>> pairs = new HashMap<>();
    for (LookAlikes pair : faces.lookAlikes()) {
      pairs
          .computeIfAbsent(pair.one().toString(), any -> new HashSet<>())
          .add(pair.other().toString());
    }
    database.setLookAlikes(pairs);
  }

  /** Reads one person anew, as after another machine wrote. On the store's thread. */
  void load(Session session, PatientId person) throws TemplateFormatException {
    Faces faces = faces(session);
    loadLookAlikes(faces);
    EnrolledFace face = faces.of(person);
    String reference = face.patient().toString();
    changes.changedElsewhere();
    if (face.templates().isEmpty()) {
      remove(reference);
    } else {
      put(Map.of(reference, current(templates(face.templates()))));
    }
    if (!reference.equals(person.toString())) {
      remove(person.toString());
    }
    if (faces.model(EIGENFACE).isEmpty()) {
      engine.forgetEigenfaces();
    }
    if (faces.model(NETWORK).isEmpty()) {
      engine.forgetNetwork();
    }
  }

  /** Those of the encoders in use: of a trained model, templates of earlier ones are left out. */
  private List<Template> current(List<Template> templates) {
    Set<EncoderId> ids = new HashSet<>(Set.of(DEEP_ID));
    engine.eigenfaces().ifPresent(model -> ids.add(model.id()));
    engine.network().ifPresent(model -> ids.add(model.id()));
    return templates.stream().filter(one -> ids.contains(one.encoder().plain())).toList();
  }

  private void remove(String reference) {
    database.remove(reference);
    known.remove(reference);
  }

  /** Adds everybody's templates of a trained model, those of earlier ones left out. */
  private static void join(
      Map<String, List<Template>> everybody, List<EnrolledFace> faces, EncoderId model)
      throws TemplateFormatException {
    for (EnrolledFace face : faces) {
      List<Template> own = new ArrayList<>(templates(face.templates()));
      own.removeIf(template -> !template.encoder().plain().equals(model));
      own.addAll(everybody.getOrDefault(face.patient().toString(), List.of()));
      everybody.put(face.patient().toString(), own);
    }
  }

  /** Forgets everybody, every model, and the key that templates are under. */
  void wipe() {
    known.clear();
    database.clear();
    engine.forgetEigenfaces();
    engine.forgetNetwork();
    engine.useKey(TemplateKey.random(new SecureRandom()));
    changes.take();
  }

  /** Each person's references of the deep encoder, without names. On the store's thread. */
  List<List<Template>> references(Session session) throws TemplateFormatException {
    List<List<Template>> references = new ArrayList<>();
    for (EnrolledFace face : faces(session).all(DEEP_ID.toString())) {
      references.add(templates(face.templates()));
    }
    return references;
  }

  private void put(Map<String, List<Template>> everybody) {
    everybody.forEach(
        (reference, templates) -> {
          if (!templates.isEmpty()) {
            database.put(reference, templates);
            known.add(reference);
          }
        });
  }

  /** What templates made now are stored under. */
  Set<String> encoders() {
    Set<String> encoders = new HashSet<>(Set.of(DEEP_ID.toString()));
    engine.eigenfaces().ifPresent(model -> encoders.add(EIGENFACE));
    engine.network().ifPresent(model -> encoders.add(NETWORK));
    return encoders;
  }

  /** The form in which the store keeps templates. */
  static List<FaceTemplate> stored(List<Template> templates) {
    return templates.stream().map(FaceGallery::stored).toList();
  }

  private static FaceTemplate stored(Template template) {
    String name = template.encoder().name();
    boolean trained = name.equals(EIGENFACE) || name.equals(NETWORK);
    String encoder = trained ? name : template.encoder().plain().toString();
    return new FaceTemplate(encoder, template.toBytes());
  }

  private static List<Template> templates(List<FaceTemplate> stored)
      throws TemplateFormatException {
    List<Template> templates = new ArrayList<>();
    for (FaceTemplate one : stored) {
      templates.add(Template.fromBytes(one.bytes()));
    }
    return templates;
  }

  /** Has a person known from now on, and by the eigenfaces from the next {@link #retrain}. */
  void enrolled(String reference, List<Template> templates, List<byte[]> pngs) {
    put(Map.of(reference, templates));
    changes.joined(reference, pngs);
  }

  /** What a sample of a confirmed visit replaces, if anything. */
  static Optional<KeptFace.Replacement> adapted(KeptFace kept, EnrolledSample sample) {
    Template fresh = sample.templates().get(0);
    OptionalInt replaced;
    try {
      replaced = Adaptation.DEEP.replaced(templates(kept.templates()), fresh);
    } catch (TemplateFormatException e) {
      // Found and told of by whoever loads everybody's; here there is nothing to replace it for.
      return Optional.empty();
    }
    return replaced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KeptFace.Replacement(
                replaced.getAsInt(), stored(fresh), new ImageBytes(sample.png())));
  }

  /** Has a person known by samples of which one was replaced. */
  void adapted(String reference, KeptFace kept) throws FlowException {
    try {
      database.put(reference, templates(kept.templates()));
    } catch (TemplateFormatException e) {
      throw FaceUpkeep.damaged(e);
    }
    changes.joined(reference, kept.samples().stream().map(ImageBytes::bytes).toList());
  }

  /**
   * Forgets a person who withdrew the consent; the next {@link #retrain} takes the face out of the
   * eigenfaces.
   *
   * @param models the models that went with the consent: they are not used any more until they are
   *     made anew
   */
  void forget(String reference, Collection<String> models) {
    remove(reference);
    changes.left(reference);
    if (models.contains(EIGENFACE)) {
      engine.forgetEigenfaces();
    }
    if (models.contains(NETWORK)) {
      engine.forgetNetwork();
    }
  }

  /**
   * Makes the eigenfaces fit who is enrolled now, and keeps model and templates: by who joined and
   * left since, or the first time, and after another machine changed it, from everybody's samples.
   * Takes seconds: reads and writes on the store's thread, computes on the caller's.
   */
  void retrain(Lane store, Session session) throws FlowException {
    GalleryChanges.Taken taken = changes.take();
    try {
      Optional<EigenfaceTraining> training =
          taken.elsewhere()
              ? Optional.empty()
              : engine.changeEigenfaces(taken.left(), taken.joined(), database);
      if (training.isEmpty()) {
        training = engine.trainEigenfaces(samples(store, session), database);
      }
      if (training.isPresent()) {
        EigenfaceTraining found = training.get();
        store.call(
            () -> {
              keep(session, EIGENFACE, found.model().toBytes(), found.templates());
              return null;
            });
        LOG.info("Eigenfaces made of {} people", found.templates().size());
      }
    } catch (FlowException e) {
      changes.giveBack(taken);
      throw e;
    }
  }

  private Map<String, List<byte[]>> samples(Lane store, Session session) throws FlowException {
    List<EnrolledSamples> samples = store.call(() -> faces(session).samples());
    Map<String, List<byte[]>> pngs = new HashMap<>();
    samples.forEach(
        own ->
            pngs.put(
                own.patient().toString(), own.samples().stream().map(ImageBytes::bytes).toList()));
    return pngs;
  }

  /**
   * Trains the small network on everybody, where there are enough people, and keeps it and its
   * references. Takes minutes, at the lowest priority: reads and writes on the store's thread,
   * computes on the caller's.
   */
  void learn(Lane store, Session session) throws FlowException {
    if (database.size(engine.proposing()) < FEWEST_FOR_NETWORK) {
      return;
    }
    Optional<NetworkTraining> training =
        engine.trainNetwork(samples(store, session), NETWORK_SEED, 1, database);
    if (training.isPresent()) {
      NetworkTraining found = training.get();
      store.call(
          () -> {
            keep(session, NETWORK, found.model().toBytes(), found.templates());
            return null;
          });
      LOG.info("Network trained on {} people", found.templates().size());
    }
  }

  private static void keep(
      Session session, String encoder, byte[] model, Map<String, List<Template>> everybody) {
    Map<PatientId, List<FaceTemplate>> templates = new HashMap<>();
    everybody.forEach((reference, own) -> templates.put(PatientId.parse(reference), stored(own)));
    Set<PatientId> contributors = new HashSet<>(templates.keySet());
    faces(session).replace(new FaceModel(encoder, model, contributors), templates);
  }

  private static Faces faces(Session session) {
    return session.act(Purpose.FACE_RECOGNITION).faces();
  }
}
