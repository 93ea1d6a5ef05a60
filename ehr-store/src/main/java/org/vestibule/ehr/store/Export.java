package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.DocumentReference;

/**
 * Everything about one patient, in the open.
 *
 * @param bundle FHIR R4 Bundle, JSON in UTF-8
 * @param documents whose contents are fetched one by one
 * @param trail who saw or changed what, newest first
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Export(byte[] bundle, List<DocumentReference> documents, List<AuditEvent> trail) {
  public Export {
    documents = List.copyOf(documents);
    trail = List.copyOf(trail);
  }

  @Override
  public String toString() {
    return "Export";
  }
}
