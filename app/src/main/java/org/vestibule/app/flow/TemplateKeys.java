package org.vestibule.app.flow;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.store.EnrolledFace;
import org.vestibule.ehr.store.FaceModel;
import org.vestibule.ehr.store.Faces;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateFormatException;
import org.vestibule.face.template.TemplateKey;

/**
 * The secret that the clinic's templates are turned by (ISO/IEC 24745), sealed in the store beside
 * them. To be used on the store's thread.
 */
final class TemplateKeys {
  private static final String NAME = "template-key";
  private static final Logger LOG = LoggerFactory.getLogger(TemplateKeys.class);

  private final Faces faces;

  TemplateKeys(Faces faces) {
    this.faces = faces;
  }

  /** The clinic's key; makes one the first time, and puts under it what was stored without. */
  TemplateKey present() throws TemplateFormatException {
    Optional<FaceModel> kept = faces.model(NAME);
    if (kept.isPresent()) {
      return TemplateKey.of(kept.get().bytes());
    }
    FaceModel first = random();
    faces.begin(first, everybody(Optional.empty(), TemplateKey.of(first.bytes())));
    return TemplateKey.of(first.bytes());
  }

  /**
   * Revokes every template: draws a new key and turns everybody's templates from the old one into
   * it, in one step of the store.
   *
   * @return how many people have renewed templates
   */
  int renew() throws TemplateFormatException {
    Optional<FaceModel> kept = faces.model(NAME);
    Optional<TemplateKey> before = Optional.empty();
    if (kept.isPresent()) {
      before = Optional.of(TemplateKey.of(kept.get().bytes()));
    }
    FaceModel after = random();
    var renewed = everybody(before, TemplateKey.of(after.bytes()));
    faces.renew(kept, after, renewed);
    LOG.info("Templates of {} people are under a new key", renewed.size());
    return renewed.size();
  }

  private static FaceModel random() {
    return new FaceModel(NAME, TemplateKey.random(new SecureRandom()).bytes(), Set.of());
  }

  private Map<PatientId, List<FaceTemplate>> everybody(
      Optional<TemplateKey> before, TemplateKey after) throws TemplateFormatException {
    Map<PatientId, List<FaceTemplate>> renewed = new HashMap<>();
    for (EnrolledFace face : faces.all()) {
      renewed.put(face.patient(), renewed(face.templates(), before, after));
    }
    return renewed;
  }

  private static List<FaceTemplate> renewed(
      List<FaceTemplate> stored, Optional<TemplateKey> before, TemplateKey after)
      throws TemplateFormatException {
    List<FaceTemplate> renewed = new ArrayList<>();
    for (FaceTemplate one : stored) {
      Template template = Template.fromBytes(one.bytes());
      Template plain =
          template.encoder().key().isEmpty()
              ? template
              : before.orElseThrow(TemplateKeys::noKey).open(template);
      renewed.add(new FaceTemplate(one.encoder(), after.protect(plain).toBytes()));
    }
    return renewed;
  }

  private static TemplateFormatException noKey() {
    return new TemplateFormatException("a template's key is missing");
  }
}
