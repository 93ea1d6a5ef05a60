package org.vestibule.ehr.record;

/** Why somebody looks or writes (after HL7 PurposeOfUse), and what a consent is about. */
public enum Purpose {
  /** Care of this patient. */
  TREATMENT,
  /** Welcoming, registering, appointments. */
  FRONT_DESK,
  /** Recognising the patient by the face. */
  FACE_RECOGNITION,
  /** Break-glass: care that cannot wait. */
  EMERGENCY,
  /** De-identified releases. */
  RESEARCH,
  /** Staff, keys, backup, checking. */
  ADMINISTRATION,
  /** Reading who did what. */
  AUDIT,
  /** The patient asks for the own record. */
  PATIENT_REQUEST
}
