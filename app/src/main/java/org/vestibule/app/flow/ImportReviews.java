package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.app.flow.BundleImport.Imported;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.HeldImport;

/** People of imported files whose identifier belongs to somebody else here. Used by one thread. */
public final class ImportReviews {
  private final ClinicWork work;
  private final BundleImport bundles;

  ImportReviews(ClinicWork work, BundleImport bundles) {
    this.work = work;
    this.bundles = bundles;
  }

  /**
   * Somebody who waits, beside who is here.
   *
   * @param id names it in {@link #settle} and {@link #discard}
   * @param number the number of the record that has the identifier
   */
  public record Waiting(
      String id,
      String file,
      Instant at,
      String by,
      String name,
      LocalDate born,
      String number,
      String nameHere,
      LocalDate bornHere) {
    @Override
    public String toString() {
      return "Waiting";
    }
  }

  /** Everybody who waits. */
  public List<Waiting> waiting() throws FlowException {
    List<Waiting> all = new ArrayList<>();
    for (HeldImport held : bundles.waiting()) {
      Patient owner =
          work.with(Purpose.FRONT_DESK, access -> access.people().byId(held.owner()))
              .orElseThrow(ImportReviews::nobody);
      all.add(
          new Waiting(
              held.id().toString(),
              held.file(),
              held.at(),
              held.by(),
              held.draft().name().listed(),
              held.draft().birthDate(),
              owner.number(),
              owner.name().listed(),
              owner.birthDate()));
    }
    return all;
  }

  /**
   * Takes somebody who waited.
   *
   * @param same whether it is the person who is here; else somebody new
   */
  public Imported settle(String id, boolean same) throws FlowException {
    return bundles.settle(find(id), same);
  }

  /** Throws away somebody who waited; nothing is taken. */
  public void discard(String id) throws FlowException {
    bundles.discard(find(id));
  }

  private HeldImport find(String id) throws FlowException {
    return bundles.waiting().stream()
        .filter(held -> held.id().toString().startsWith(id.strip()))
        .findFirst()
        .orElseThrow(ImportReviews::nobody);
  }

  private static FlowException nobody() {
    return new FlowException(
        Kind.NO_MATCH, "REV-1", "Nobody of this name waits for review: list them with review.");
  }
}
