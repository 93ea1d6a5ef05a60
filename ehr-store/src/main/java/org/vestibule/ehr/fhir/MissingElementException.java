package org.vestibule.ehr.fhir;

/** A resource lacks something without which there is no record; caught by the import. */
final class MissingElementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String element;

  MissingElementException(String element) {
    super("missing: " + element, null, false, false);
    this.element = element;
  }

  /** FHIR name of the element. */
  String element() {
    return element;
  }
}
