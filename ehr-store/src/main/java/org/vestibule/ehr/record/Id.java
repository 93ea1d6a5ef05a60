package org.vestibule.ehr.record;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * The id of a record of type {@code T}.
 *
 * @param <T> the record's type, so that an encounter's id is not taken for a note's
 */
@SuppressWarnings("UnusedTypeParameter") // tells apart the ids of different records
public record Id<T>(UUID value) {
  public Id {
    Objects.requireNonNull(value, "value");
  }

  /** A fresh random id. */
  public static <T> Id<T> random() {
    return new Id<>(UUID.randomUUID());
  }

  /**
   * The id of something that came from elsewhere: the same for the same origin, so that importing
   * twice creates nothing twice (a name-based UUID, RFC 9562 version 3).
   *
   * @param patient whose record it is; part of the name, so that it cannot collide across charts
   * @param origin its name where it came from, for example {@code Condition/1234}
   */
  public static <T> Id<T> fromOrigin(PatientId patient, String origin) {
    return named(patient + "|" + origin);
  }

  /** The id of something about no patient that came from elsewhere; as {@link #fromOrigin}. */
  public static <T> Id<T> named(String name) {
    return new Id<>(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
