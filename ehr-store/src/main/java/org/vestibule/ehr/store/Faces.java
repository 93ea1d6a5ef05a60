package org.vestibule.ehr.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/** Face templates and samples, kept only under consent. Needs the directory keys. */
public final class Faces {
  Faces() {}

  /**
   * Stores an enrolment, all or nothing; registers the patient if new.
   *
   * @return the patient as stored
   * @throws StoreException.ConsentMissing if neither it nor the record holds a valid consent
   */
  public Patient enrol(Enrolment enrolment) {
    throw new UnsupportedOperationException();
  }

  /** Everybody's references of one encoder: the enrolment database. */
  public List<EnrolledFace> all(String encoder) {
    throw new UnsupportedOperationException();
  }

  /** Everybody's samples, to train or encode again. */
  public List<EnrolledSamples> samples() {
    throw new UnsupportedOperationException();
  }

  /** Everybody with at least one template. */
  public Set<PatientId> enrolled() {
    throw new UnsupportedOperationException();
  }

  /**
   * Swaps a derived model and all templates of its encoder in one step. Patients without consent or
   * without an entry lose theirs.
   */
  public void replace(FaceModel model, Map<PatientId, List<FaceTemplate>> templates) {
    throw new UnsupportedOperationException();
  }

  /** The derived model of an encoder; empty if there is none or somebody's withdrawal took it. */
  public Optional<FaceModel> model(String encoder) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes down that the patient takes the consent back, and erases templates, samples and every
   * derived model the patient has a share in. The photo of the record stays.
   */
  public ErasureReceipt withdrawConsent(PatientId id) {
    throw new UnsupportedOperationException();
  }
}
