package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Something staff must know before they trust or use a record (FHIR Flag). Readable with the
 * directory keys, so it says nothing clinical.
 *
 * @param code what it is about
 * @param active false once it has been settled
 * @param noted when; empty if not known
 * @param author who noted it (a user name)
 */
public record Flag(
    Id<Flag> id,
    PatientId patient,
    Code code,
    boolean active,
    Optional<Instant> noted,
    String author)
    implements ChartEntry {
  /** It was not sure at registration whether the person has another record. */
  public static final Code CHECK_FOR_DOUBLE = Code.of("Check for a double");

  public Flag {
    Checks.present(id, patient, code, noted, author);
  }

  /** A flag raised now. */
  public static Flag raise(PatientId patient, Code code, Instant now, String author) {
    return new Flag(Id.random(), patient, code, true, Optional.of(now), author);
  }

  @Override
  public String toString() {
    return Checks.name("Flag", id);
  }
}
