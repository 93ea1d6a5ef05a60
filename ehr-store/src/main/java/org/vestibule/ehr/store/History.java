package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.db.Authorship;
import org.vestibule.ehr.db.StoredEntry;
import org.vestibule.ehr.db.StoredPatient;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/** Reads every version of one record, within somebody's transaction. */
final class History {
  private static final int ALL = Integer.MAX_VALUE;

  private final Tx tx;
  private final PatientId id;

  History(Tx tx, PatientId id) {
    this.tx = tx;
    this.id = id;
  }

  List<EntryVersion> read() {
    List<EntryVersion> versions = new ArrayList<>(demographics());
    List<StoredEntry> all = tx.entries().everyVersion(id);
    Map<UUID, Integer> newest = new HashMap<>();
    all.forEach(e -> newest.merge(e.value().id().value(), e.version(), Math::max));
    for (StoredEntry entry : all) {
      UUID own = entry.value().id().value();
      boolean latest = newest.get(own) == entry.version();
      versions.add(version(own, entry.version(), latest, entry.value(), entry.authorship()));
    }
    return versions;
  }

  /**
   * A superseded version is kept with who replaced it: that is who wrote the next one. The first is
   * the registration's.
   */
  private List<EntryVersion> demographics() {
    Patient now = tx.patients().find(id).orElseThrow(StoreException.NotFound::new);
    List<EntryVersion> versions = new ArrayList<>();
    Authorship by = registration();
    int next = 1;
    for (StoredPatient former : tx.entries().formerDemographics(id)) {
      versions.add(version(id.value(), former.version(), false, former.value(), by));
      by = former.replaced();
      next = former.version() + 1;
    }
    versions.add(version(id.value(), next, true, now, by));
    return versions;
  }

  private Authorship registration() {
    Optional<AuditEvent> event =
        tx.audit().about(id, ALL).stream()
            .filter(e -> e.action() == AuditAction.PATIENT_REGISTERED)
            .findFirst();
    AuditEvent registered =
        event.orElseThrow(
            () ->
                new StoreException.Damaged(
                    "The event of a registration is missing: restore the latest backup.", null));
    return new Authorship(registered.actor(), registered.at(), registered.purpose());
  }

  private static EntryVersion version(
      UUID entry, int version, boolean latest, Object value, Authorship by) {
    return new EntryVersion(entry, version, latest, value, by.by(), by.at(), by.why());
  }
}
