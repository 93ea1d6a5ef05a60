package org.vestibule.ehr.record;

import java.util.Objects;
import java.util.UUID;

/** The store's own random name of a patient; says nothing about the person. */
public record PatientId(UUID value) implements Comparable<PatientId> {
  public PatientId {
    Objects.requireNonNull(value, "value");
  }

  /** A fresh random id. */
  public static PatientId random() {
    return new PatientId(UUID.randomUUID());
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static PatientId parse(String text) {
    return new PatientId(UUID.fromString(text));
  }

  @Override
  public int compareTo(PatientId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
