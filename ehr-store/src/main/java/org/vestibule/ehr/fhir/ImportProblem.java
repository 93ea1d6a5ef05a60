package org.vestibule.ehr.fhir;

/**
 * Something in a bundle that was not taken as it stands. Says where, never what: no value out of
 * the file is in it.
 *
 * @param path for example {@code Bundle.entry[12].resource.subject}
 * @param resourceType the entry's FHIR type; empty if it has none
 * @param kind what is wrong
 * @param sentence the same as one plain English sentence
 */
public record ImportProblem(String path, String resourceType, Kind kind, String sentence) {
  /** A problem that its kind says all about. */
  ImportProblem(String path, String resourceType, Kind kind) {
    this(path, resourceType, kind, kind.sentence);
  }

  /** What can be wrong with an entry, and what was done about it. */
  public enum Kind {
    /** DELETE, PUT, PATCH or GET: only new records are taken. The entry was left out. */
    METHOD_REFUSED("The entry asks to change or delete something. Only new records are taken."),
    /** A resource's type is missing or no name of a type. The entry was left out. */
    TYPE_MISSING("The entry has no resource, or one without a type."),
    /** An element has the wrong JSON type. The entry was kept as it came, but is not understood. */
    WRONG_TYPE("An element has the wrong type."),
    /** An element's value is not allowed. The entry was kept as it came, but is not understood. */
    WRONG_VALUE("An element has a value that FHIR does not allow."),
    /** An element that FHIR does not know was left out; the rest was taken. */
    UNKNOWN_ELEMENT("An element is unknown and was left out."),
    /** A reference leads to nobody in the bundle. The entry was left out. */
    WRONG_REFERENCE("A reference leads to no patient in this file."),
    /**
     * Something without which there is no record is missing. Kept as it came, if about somebody.
     */
    MISSING_ELEMENT("A necessary element is missing."),
    /** A patient whose identity must be looked at by a person first. Nothing of it was taken. */
    NEEDS_REVIEW("An identifier belongs to somebody else here. Please compare the two records."),
    /** A patient whom the store refuses; the sentence says why. Nothing of it was taken. */
    REFUSED("The patient cannot be stored as it stands."),
    /** About a patient of the bundle who was not taken. The entry was left out with them. */
    PATIENT_NOT_TAKEN("The patient it is about was not taken, so it was left out too."),
    /** Two entries of one name (type and id, or full URL) differ. The first was taken. */
    SAME_NAME("Another entry of this file has the same id and says something else."),
    /** A consent, audit event or role: kept as it came, giving no rights. */
    GIVES_NO_RIGHTS(
        "Consents, roles and audit events from elsewhere are kept, but give no rights."),
    /** Tells of a patient but names none, and the bundle has none: left out. */
    NOBODYS("The entry names no patient, and none was taken from this file.");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }
}
