package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.ehr.record.PatientId;

/** Which records were merged into which. For one thread. */
final class Links {
  private final Map<PatientId, PatientId> heads = new HashMap<>();
  private final Map<PatientId, Set<PatientId>> absorbed = new HashMap<>();

  void put(PatientId record, Optional<PatientId> head) {
    remove(record);
    head.ifPresent(
        h -> {
          heads.put(record, h);
          absorbed.computeIfAbsent(h, any -> new TreeSet<>()).add(record);
        });
  }

  void remove(PatientId record) {
    PatientId head = heads.remove(record);
    if (head != null) {
      absorbed.get(head).remove(record);
    }
  }

  /** How many records are part of another. */
  int count() {
    return heads.size();
  }

  /** All records of one person, whichever of them is asked for. */
  Family family(PatientId id) {
    PatientId head = head(id);
    List<PatientId> members = new ArrayList<>(List.of(head));
    for (int i = 0; i < members.size(); i++) {
      absorbed.getOrDefault(members.get(i), Set.of()).stream()
          .filter(m -> !members.contains(m))
          .forEach(members::add);
    }
    return new Family(head, members);
  }

  private PatientId head(PatientId id) {
    PatientId head = id;
    Set<PatientId> seen = new HashSet<>();
    while (heads.containsKey(head) && seen.add(head)) {
      head = heads.get(head);
    }
    return head;
  }
}
