package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.Enrolment;
import org.vestibule.ehr.store.FaceModel;
import org.vestibule.ehr.store.Faces;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StoreException;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateFormatException;
import org.vestibule.face.template.TemplateKey;

/** The clinic's template key in a real store. */
class TemplateKeysTest {
  private static final Instant NOW = Instant.parse("2020-11-24T08:00:00Z");

  @TempDir private Path folder;

  private static Template plain() {
    float[] vector = new float[512];
    vector[3] = 0.6f;
    vector[400] = -0.8f;
    return new Template(new EncoderId("deep", 1), vector);
  }

  private static Faces enrolled(Session session) {
    Patient kamala = TestClinic.kamala(session, NOW);
    Faces faces = session.act(Purpose.FACE_RECOGNITION).faces();
    faces.enrol(
        new Enrolment(
            kamala,
            Optional.of(
                Enrolments.consent(kamala.id(), Purpose.FACE_RECOGNITION, NOW, TestClinic.USER)),
            List.of(new FaceTemplate("deep/1", plain().toBytes())),
            List.of(),
            Optional.empty()));
    return faces;
  }

  private static Faces administered(Session session) {
    return session.act(Purpose.ADMINISTRATION).faces();
  }

  private static Template kept(Faces faces) throws TemplateFormatException {
    return Template.fromBytes(faces.all("deep/1").get(0).templates().get(0).bytes());
  }

  @Test
  void plainTemplatesComeUnderAKeyAndRenewalRevokesThem() throws Exception {
    try (Created clinic = TestClinic.create(folder.resolve("clinic"));
        Session session = clinic.session()) {
      Faces faces = enrolled(session);
      TemplateKeys keys = new TemplateKeys(faces);
      TemplateKey first = keys.present();
      Template old = kept(faces);
      assertEquals(first.id(), old.encoder().key());
      assertEquals(1, first.open(old).cosine(plain()), 1e-6);
      assertEquals(first.id(), keys.present().id(), "asked again it is the same");

      assertThrows(StoreException.Denied.class, keys::renew, "an administrator's");
      assertEquals(1, new TemplateKeys(administered(session)).renew());
      TemplateKey second = keys.present();
      assertNotEquals(first.id(), second.id());
      assertEquals(1, second.open(kept(faces)).cosine(plain()), 1e-6);
      assertThrows(IllegalArgumentException.class, () -> old.cosine(kept(faces)));
    }
  }

  @Test
  void renewalBesideAnotherChangesNothing() throws Exception {
    try (Created clinic = TestClinic.create(folder.resolve("clinic"));
        Session session = clinic.session()) {
      Faces faces = enrolled(session);
      TemplateKey first = new TemplateKeys(faces).present();
      FaceModel stale = new FaceModel("template-key", new byte[32], Set.of());
      assertThrows(
          StoreException.Refused.class,
          () -> administered(session).renew(Optional.of(stale), stale, Map.of()),
          "another key was read");
      FaceModel read = faces.model("template-key").orElseThrow();
      assertThrows(
          StoreException.Refused.class,
          () -> administered(session).renew(Optional.of(read), stale, Map.of()),
          "somebody is left out");
      assertEquals(first.id(), new TemplateKeys(faces).present().id());
      assertEquals(first.id(), kept(faces).encoder().key());
    }
  }
}
