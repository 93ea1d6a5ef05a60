package org.vestibule.ehr.fhir;

import java.util.Objects;
import org.vestibule.ehr.record.PatientId;

/** Who a patient of a bundle is here, or why that cannot be said. */
public sealed interface Resolution {

  /**
   * Somebody, new or known.
   *
   * @param id under which the record is to be put
   */
  record Person(PatientId id) implements Resolution {
    public Person {
      Objects.requireNonNull(id, "id");
    }
  }

  /** An identifier belongs to somebody who seems to be another person: staff must look first. */
  record NeedsReview() implements Resolution {}

  /**
   * Cannot be stored as it stands.
   *
   * @param element FHIR name of the element that is wrong, for example {@code birthDate}
   * @param sentence what to do about it, without anything out of the file
   */
  record Refused(String element, String sentence) implements Resolution {
    public Refused {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(sentence, "sentence");
    }
  }
}
