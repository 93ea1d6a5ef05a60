package org.vestibule.ehr.store;

import java.util.List;
import org.vestibule.ehr.record.PatientId;

/**
 * Records that are one person's.
 *
 * @param head the record that stands for all
 * @param members every record, the head first; usually the head alone
 */
record Family(PatientId head, List<PatientId> members) {
  Family {
    members = List.copyOf(members);
  }

  boolean isMerged() {
    return members.size() > 1;
  }
}
