package org.vestibule.ehr.db;

import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.record.PatientId;

/** Something written at another machine that a window should know of. Names nobody. */
public record News(Kind kind, Optional<PatientId> patient) {
  /** What happened. */
  public enum Kind {
    /** Somebody has come, or the day's list changed. */
    QUEUE,
    /** Demographics were registered, changed or erased. */
    PATIENT,
    /** Faces were enrolled, withdrawn or encoded anew. */
    FACES,
    /** Something that staff should look at now. */
    ALERT,
    /** The connection was lost for a while: anything may have happened. */
    MISSED
  }

  /** As it travels: the kind and, if it is about somebody, the random id. */
  String text() {
    return kind + patient.map(p -> " " + p).orElse("");
  }

  /**
   * Anything not understood is taken as {@link Kind#MISSED}: whoever hears it looks for himself.
   */
  static News parse(String text) {
    String[] parts = text.split(" ", 2);
    try {
      return new News(
          Kind.valueOf(parts[0]),
          parts.length < 2
              ? Optional.empty()
              : Optional.of(new PatientId(UUID.fromString(parts[1]))));
    } catch (IllegalArgumentException e) {
      return new News(Kind.MISSED, Optional.empty());
    }
  }
}
