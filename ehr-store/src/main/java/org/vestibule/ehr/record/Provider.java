package org.vestibule.ehr.record;

/**
 * Who or what gives care: a practitioner, an organisation, a place. About no patient; kept as it
 * came.
 *
 * @param resourceType FHIR type, for example {@code Practitioner}
 * @param content its text as it came (JSON)
 */
public record Provider(Id<Provider> id, String resourceType, String content) {
  public Provider {
    Checks.present(id, resourceType, content);
  }

  @Override
  public String toString() {
    return Checks.name("Provider", id);
  }
}
