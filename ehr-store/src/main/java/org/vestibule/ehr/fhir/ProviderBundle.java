package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import org.vestibule.ehr.record.Provider;

/** Practitioners, organisations and places out of the store, as they came. */
public final class ProviderBundle {
  private ProviderBundle() {}

  /** FHIR R4 Bundle (JSON in UTF-8, type collection); the same for the same, in whatever order. */
  public static byte[] write(Collection<Provider> providers) {
    ObjectNode bundle = BundleJson.nodes().objectNode();
    bundle.put("resourceType", "Bundle").put("type", "collection");
    ArrayNode entries = bundle.putArray("entry");
    providers.stream()
        .sorted(Comparator.comparing((Provider p) -> p.id().value()))
        .flatMap(p -> BundleJson.object(p.content()).stream())
        .forEach(resource -> entries.addObject().set("resource", resource));
    return BundleJson.text(bundle).getBytes(StandardCharsets.UTF_8);
  }

  /** The name of a person or of an organisation; empty if it has none. */
  public static String name(Provider provider) {
    return BundleJson.object(provider.content()).map(References::name).orElse("");
  }
}
