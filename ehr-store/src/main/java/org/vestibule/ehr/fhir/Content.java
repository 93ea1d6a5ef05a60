package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ForeignResource;

/** What an entry says, apart from what it and its patient are called. */
final class Content {
  private Content() {}

  /** Equal for entries that differ in ids only. */
  static Object of(ChartEntry entry) {
    if (entry instanceof ForeignResource foreign) {
      return List.of(
          foreign.resourceType(), BundleJson.object(foreign.content()).map(Content::nameless));
    }
    List<Object> all = new ArrayList<>();
    all.add(entry.getClass());
    for (RecordComponent component : entry.getClass().getRecordComponents()) {
      if (!List.of("id", "patient", "encounter").contains(component.getName())) {
        all.add(read(component, entry));
      }
    }
    return all;
  }

  private static Object read(RecordComponent component, ChartEntry entry) {
    try {
      return component.getAccessor().invoke(entry);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's component cannot be read", e);
    }
  }

  private static ObjectNode nameless(ObjectNode resource) {
    resource.remove("id");
    References.subject(resource).ifPresent(s -> resource.remove(s.element()));
    return resource;
  }
}
