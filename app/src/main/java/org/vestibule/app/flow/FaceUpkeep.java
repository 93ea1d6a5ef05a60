package org.vestibule.app.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.EnrolledFace;
import org.vestibule.ehr.store.EnrolledSamples;
import org.vestibule.ehr.store.Faces;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateFormatException;

/** Work on everybody's templates at once. Used by one thread. */
public final class FaceUpkeep {
  /** So many people are written in one transaction, which a power cut undoes whole. */
  private static final int BATCH = 20;

  private final Clinic clinic;

  FaceUpkeep(Clinic clinic) {
    this.clinic = clinic;
  }

  /**
   * What encoding anew came to.
   *
   * @param people whose samples were encoded
   * @param current who had templates of the current encoders already and was left alone, because
   *     others had not: an earlier run was cut short, or an encoder is new
   */
  public record Reencoded(int people, int current) {}

  /** Revokes all templates and makes them anew under another key; returns for how many people. */
  public int renewTemplates() throws FlowException {
    return clinic
        .storeLane()
        .call(
            () -> {
              try {
                Faces faces = clinic.staff().act(Purpose.ADMINISTRATION).faces();
                return new TemplateKeys(faces).renew();
              } catch (TemplateFormatException e) {
                throw damaged(e);
              }
            });
  }

  /**
   * Encodes sealed enrolment samples by the current encoders: of those who lack templates of one,
   * or, where nobody does, of everybody. Ended at any point, everybody has either the old templates
   * or the new ones, and the next run goes on.
   */
  public Reencoded reencode() throws FlowException {
    List<EnrolledSamples> everybody = clinic.storeLane().call(() -> faces().samples());
    Set<PatientId> current = current();
    List<EnrolledSamples> behind =
        everybody.stream().filter(one -> !current.contains(one.patient())).toList();
    List<EnrolledSamples> due = behind.isEmpty() ? everybody : behind;
    for (int from = 0; from < due.size(); from += BATCH) {
      reencode(due.subList(from, Math.min(from + BATCH, due.size())));
    }
    clinic.gallery().retrain(clinic.storeLane(), clinic.staff());
    return new Reencoded(due.size(), everybody.size() - due.size());
  }

  private void reencode(List<EnrolledSamples> batch) throws FlowException {
    Map<PatientId, List<FaceTemplate>> stored = new HashMap<>();
    Map<String, List<Template>> known = new HashMap<>();
    for (EnrolledSamples own : batch) {
      List<Template> templates = new ArrayList<>();
      for (ImageBytes sample : own.samples()) {
        templates.addAll(clinic.engine().encode(sample.bytes()));
      }
      if (!templates.isEmpty()) {
        stored.put(own.patient(), FaceGallery.stored(templates));
        known.put(own.patient().toString(), templates);
      }
    }
    clinic
        .storeLane()
        .call(
            () -> {
              faces().reencode(stored);
              return null;
            });
    clinic.gallery().database().putEnrolled(known);
  }

  /** Who has templates of every encoder that templates are made by now. */
  private Set<PatientId> current() throws FlowException {
    Set<String> wanted = clinic.gallery().encoders();
    List<EnrolledFace> faces = clinic.storeLane().call(() -> faces().all());
    Set<PatientId> current = new HashSet<>();
    for (EnrolledFace face : faces) {
      Set<String> own = new HashSet<>();
      face.templates().forEach(template -> own.add(template.encoder()));
      if (own.equals(wanted)) {
        current.add(face.patient());
      }
    }
    return current;
  }

  private Faces faces() {
    return clinic.staff().act(Purpose.FACE_RECOGNITION).faces();
  }

  static FlowException damaged(TemplateFormatException e) {
    return new FlowException(
        Kind.DAMAGED, "FACE-1", "A kept face cannot be read: run vestibule verify.", e);
  }
}
