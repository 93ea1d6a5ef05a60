package org.vestibule.ehr.record;

import java.util.UUID;

/**
 * Where a document's sealed content lies.
 *
 * @param blob random name of the file
 * @param length of the sealed file, in bytes
 * @param compressed whether the content was compressed (Zstandard, RFC 8878) before it was sealed
 */
public record StoredContent(UUID blob, long length, boolean compressed) {
  public StoredContent {
    Checks.present(blob);
  }

  @Override
  public String toString() {
    return Checks.name("StoredContent", blob);
  }
}
