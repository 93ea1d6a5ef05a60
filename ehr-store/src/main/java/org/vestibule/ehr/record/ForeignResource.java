package org.vestibule.ehr.record;

/**
 * Something imported that this program does not understand: kept whole rather than dropped.
 *
 * @param resourceType its name where it came from, for example {@code CarePlan}
 * @param content its text as it came (JSON)
 */
public record ForeignResource(
    Id<ForeignResource> id, PatientId patient, String resourceType, String content)
    implements ChartEntry {
  public ForeignResource {
    Checks.present(id, patient, resourceType, content);
  }

  @Override
  public String toString() {
    return Checks.name("ForeignResource", id);
  }
}
