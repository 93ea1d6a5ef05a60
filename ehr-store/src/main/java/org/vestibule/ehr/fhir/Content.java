package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ForeignResource;

/** What an entry says in FHIR, apart from what it and its patient are called. */
final class Content {
  private Content() {}

  /** Equal for entries that say the same, whoever made them and whatever their ids. */
  static Object of(ChartEntry entry) {
    if (entry instanceof ForeignResource foreign) {
      return BundleJson.object(foreign.content())
          .<Object>map(Content::of)
          .orElse(List.of(foreign.resourceType(), foreign.content()));
    }
    if (entry instanceof AllergyStatement statement
        && statement.status() != AllergyStatus.NONE_KNOWN) {
      // FHIR has no words for it, so nothing that comes in can say it.
      return statement;
    }
    return of(new ResourceWriter(BundleJson.nodes()).entry(entry, "", Optional.empty()));
  }

  /** The same for a resource as it came; the tree is used up. */
  static ObjectNode of(ObjectNode resource) {
    resource.remove("id");
    References.subject(resource).ifPresent(s -> resource.remove(s.element()));
    return resource;
  }
}
