package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A clinical note.
 *
 * @param encounter the visit it belongs to; empty if none
 * @param author who wrote it
 * @param written when
 * @param title one line; may be empty
 */
public record Note(
    Id<Note> id,
    PatientId patient,
    Optional<Id<Encounter>> encounter,
    String author,
    Instant written,
    String title,
    String text)
    implements ChartEntry {
  public Note {
    Checks.present(id, patient, encounter, author, written, title, text);
  }

  @Override
  public String toString() {
    return Checks.name("Note", id);
  }
}
