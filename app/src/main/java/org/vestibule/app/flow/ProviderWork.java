package org.vestibule.app.flow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.vestibule.ehr.fhir.ProviderBundle;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.ProviderVersion;

/** Practitioners, organisations and places from elsewhere. Used by one thread. */
public final class ProviderWork {
  private final ClinicWork work;

  ProviderWork(ClinicWork work) {
    this.work = work;
  }

  /**
   * One of them.
   *
   * @param type FHIR type
   * @param name empty if it has none
   * @param version how often it was written
   * @param at when this version was
   * @param by who imported it (a user name)
   */
  public record Line(String type, String name, int version, Instant at, String by) {
    @Override
    public String toString() {
      return "Line";
    }
  }

  /** All, by type and name. */
  public List<Line> list() throws FlowException {
    return all().stream()
        .map(
            p ->
                new Line(
                    p.value().resourceType(),
                    ProviderBundle.name(p.value()),
                    p.version(),
                    p.at(),
                    p.by()))
        .sorted(Comparator.comparing(Line::type).thenComparing(Line::name))
        .toList();
  }

  /** All as a FHIR R4 Bundle (JSON), as they came. */
  public String bundle() throws FlowException {
    byte[] json = ProviderBundle.write(all().stream().map(ProviderVersion::value).toList());
    return new String(json, StandardCharsets.UTF_8);
  }

  private List<ProviderVersion> all() throws FlowException {
    return work.with(Purpose.FRONT_DESK, access -> access.providers().all());
  }
}
