package org.vestibule.app.flow;

import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.store.Session;
import org.vestibule.face.pipeline.EnrolledSample;

/**
 * Lets people's enrolment samples age with them: after staff confirmed who came in, and only then.
 *
 * @param samples the best samples of a track, best first
 * @param wanted whether the clinic wants it
 */
record Adaptations(
    Enrolments enrolments, IntFunction<List<EnrolledSample>> samples, boolean wanted) {
  private static final Logger LOG = LoggerFactory.getLogger(Adaptations.class);

  /**
   * Staff confirmed a person who had been recognised by the face of this track. What fails here is
   * no reason for them to do anything.
   */
  void confirmed(Session session, PatientId patient, int track) {
    List<EnrolledSample> seen = wanted ? samples.apply(track) : List.of();
    if (!seen.isEmpty()) {
      try {
        enrolments.adapt(session, patient, seen.get(0));
      } catch (FlowException e) {
        LOG.info("A face was not adapted: {}", e.code());
      }
    }
  }
}
