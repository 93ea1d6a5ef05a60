package org.vestibule.face.pipeline;

import java.util.List;
import java.util.OptionalDouble;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.Template;

/**
 * A sample fit for enrolment. Personal data: everything in it is to be sealed.
 *
 * @param png the aligned sample, 112 x 112 colour PNG, for re-encoding by later models
 * @param templates one of each encoder that has a model now; the deep one always
 * @param quality unified score, 0 to 100, larger is better
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, and never compared
public record EnrolledSample(byte[] png, List<Template> templates, int quality) {
  public EnrolledSample {
    png = png.clone();
    templates = List.copyOf(templates);
  }

  /**
   * Whether it may be of somebody enrolled: whether it is as like the person's references as
   * samples of one person must be that are enrolled together; true of somebody who has none.
   *
   * @param reference the person in {@code enrolled}
   */
  public boolean fits(String reference, EnrolmentDatabase enrolled) {
    OptionalDouble score = enrolled.score(reference, templates.get(0));
    return score.isEmpty() || score.getAsDouble() >= Enrolment.SAME_PERSON;
  }

  @Override
  public byte[] png() {
    return png.clone();
  }

  @Override
  public String toString() {
    return "EnrolledSample[quality=" + quality + "]";
  }
}
