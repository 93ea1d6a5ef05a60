package org.vestibule.ehr.record;

import java.time.Instant;
import java.util.List;

/**
 * A file that belongs to a patient: what it is and where its sealed content lies.
 *
 * @param title the file's name as it came; at most 255 characters
 * @param contentType media type, for example {@code application/pdf}
 * @param size of the file as it came, in bytes
 * @param sha256 of the file as it came, 64 hexadecimal digits
 * @param attached when it was attached
 * @param author who attached it (a user name)
 * @param content where the sealed content lies
 * @param summary sentences taken from it word for word; empty where it cannot be read as text
 */
public record DocumentReference(
    Id<DocumentReference> id,
    PatientId patient,
    String title,
    String contentType,
    long size,
    String sha256,
    Instant attached,
    String author,
    StoredContent content,
    List<SummarySentence> summary)
    implements ChartEntry {
  /** Longest title, in characters. */
  public static final int TITLE_LENGTH = 255;

  private static final int NAME_LENGTH = 100;

  public DocumentReference {
    Checks.present(id, patient, title, contentType, sha256, attached, author, content, summary);
    Checks.atMost(TITLE_LENGTH, title);
    if (sha256.length() != 64 && !sha256.isEmpty()) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
    }
    summary = List.copyOf(summary);
  }

  /** A file name for a copy: from the content and the title, safe on every file system. */
  public String exportName() {
    String safe = title.replaceAll("[^A-Za-z0-9._-]", "_");
    int most = Math.min(safe.length(), NAME_LENGTH);
    return sha256.substring(0, 16) + "-" + safe.substring(safe.length() - most);
  }

  @Override
  public String toString() {
    return Checks.name("DocumentReference", id);
  }
}
