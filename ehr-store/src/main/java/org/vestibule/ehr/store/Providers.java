package org.vestibule.ehr.store;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.ehr.db.EntryTable;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.Provider;
import org.vestibule.ehr.vault.KeyScope;

/**
 * Practitioners, organisations and places that files from elsewhere brought without a patient: kept
 * once for the whole clinic. They are nobody of staff and have no rights.
 */
public final class Providers {
  private final Context context;

  Providers(Context context) {
    this.context = context;
  }

  /** Keeps what is not there yet, all or nothing; what differs becomes a new version. */
  public ImportOutcome keep(List<Provider> providers) {
    return context.write(
        Operation.IMPORT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<EntryTable.Put> done = tx.providers().put(providers, trail.authorship());
          Map<String, Integer> written = new TreeMap<>();
          for (int i = 0; i < done.size(); i++) {
            if (done.get(i) != EntryTable.Put.UNCHANGED) {
              written.merge(providers.get(i).resourceType(), 1, Integer::sum);
            }
          }
          int unchanged = Collections.frequency(done, EntryTable.Put.UNCHANGED);
          trail.note(
              AuditAction.PROVIDERS_IMPORTED,
              "written=" + (done.size() - unchanged) + " unchanged=" + unchanged);
          return new ImportOutcome(Optional.empty(), written, unchanged);
        });
  }

  /**
   * The latest version of each.
   *
   * @throws StoreException.Damaged if one is missing or was altered
   */
  public List<ProviderVersion> all() {
    return context.write(
        Operation.READ_PROVIDERS,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<ProviderVersion> all =
              tx.providers().all().stream()
                  .map(
                      p ->
                          new ProviderVersion(
                              p.value(), p.version(), p.authorship().by(), p.authorship().at()))
                  .toList();
          trail.note(AuditAction.PROVIDERS_READ, "found=" + all.size());
          return all;
        });
  }
}
