package org.vestibule.app.flow;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.SealedDraft;
import org.vestibule.ehr.store.StoreException;

/**
 * Half-written notes by patient number, sealed under the clinical keys as they are typed, so that
 * they are still there, and not readable, while a locked screen has wiped these keys. Thread-safe.
 */
final class HalfWritten {
  private static final Logger LOG = LoggerFactory.getLogger(HalfWritten.class);

  private final DeskRecords records;
  private final Map<String, Kept> notes = new HashMap<>();

  private record Kept(PatientId patient, SealedDraft draft) {
    @Override
    public String toString() {
      return "Kept";
    }
  }

  HalfWritten(DeskRecords records) {
    this.records = records;
  }

  /** Keeps it if whoever is signed in may write charts; an empty one is dropped. */
  synchronized void keep(PatientId patient, String number, String text) {
    if (text.isBlank()) {
      notes.remove(number);
      return;
    }
    try {
      SealedDraft draft =
          records.session().act(Purpose.TREATMENT).charts().sealDraft(patient, text);
      notes.put(number, new Kept(patient, draft));
    } catch (FlowException | StoreException e) {
      LOG.info("A half-written note is not kept: {}", Troubles.of(e).code());
    }
  }

  synchronized void drop(String number) {
    notes.remove(number);
  }

  synchronized void forget() {
    notes.clear();
  }

  /** The notes in the open, by patient number; one that cannot be opened any more is dropped. */
  synchronized Map<String, String> open() throws FlowException {
    Map<String, String> texts = new HashMap<>();
    if (notes.isEmpty()) {
      return texts;
    }
    var charts = records.session().act(Purpose.TREATMENT).charts();
    for (Map.Entry<String, Kept> note : notes.entrySet()) {
      try {
        Kept kept = note.getValue();
        texts.put(note.getKey(), charts.openDraft(kept.patient(), kept.draft()));
      } catch (StoreException e) {
        LOG.warn("A half-written note is lost: {}", e.code());
      }
    }
    notes.keySet().retainAll(texts.keySet());
    return texts;
  }
}
