package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Patient;

/**
 * Writes one patient as a FHIR R4 Bundle (JSON, type collection). What was imported without being
 * understood goes out as it came in.
 *
 * <p>Resources are named by their content and not by our own ids, and stand in the order of their
 * names: so the same record always gives the same bytes, also from another store that imported
 * them, and no internal id leaves. Thread-safe.
 */
public final class FhirExport {
  private final ResourceWriter writer = new ResourceWriter(BundleJson.nodes());

  /**
   * The bundle as UTF-8.
   *
   * @param patient whose it is
   * @param chart all entries of the patient's chart
   * @throws IllegalArgumentException if an entry belongs to another patient
   */
  public byte[] write(Patient patient, Collection<? extends ChartEntry> chart) {
    chart.forEach(
        e -> {
          if (!e.patient().equals(patient.id())) {
            throw new IllegalArgumentException("an entry belongs to another patient");
          }
        });
    ObjectNode person = person(patient, chart);
    String subject = name("Patient", person.deepCopy());
    Map<String, ObjectNode> resources = new TreeMap<>();
    Map<Id<?>, String> encounters = new HashMap<>();
    for (ChartEntry entry : chart) {
      if (entry instanceof Encounter e) {
        encounters.put(e.id(), add(resources, writer.entry(e, subject, Optional.empty())));
      }
    }
    for (ChartEntry entry : chart) {
      if (entry instanceof AllergyStatement statement && !counts(statement, chart)) {
        continue;
      }
      if (entry instanceof ForeignResource foreign) {
        foreign(foreign, subject).ifPresent(r -> add(resources, r));
      } else if (!(entry instanceof Encounter)) {
        Optional<String> visit =
            entry instanceof Note n ? n.encounter().map(encounters::get) : Optional.empty();
        add(resources, writer.entry(entry, subject, visit));
      }
    }
    return bundle(person.put("id", subject), resources);
  }

  /** The latest statement, if it says that no allergy is known. */
  private static boolean counts(
      AllergyStatement statement, Collection<? extends ChartEntry> chart) {
    return statement.status() == AllergyStatus.NONE_KNOWN
        && chart.stream()
            .filter(AllergyStatement.class::isInstance)
            .map(AllergyStatement.class::cast)
            .noneMatch(s -> s.asserted().isAfter(statement.asserted()));
  }

  /** Our own demographics over what the patient's resource once said besides (race, deceased). */
  static ObjectNode person(Patient patient, Collection<? extends ChartEntry> chart) {
    ObjectNode ours = PatientWriter.write(BundleJson.nodes(), patient);
    chart.stream()
        .filter(ForeignResource.class::isInstance)
        .map(ForeignResource.class::cast)
        .filter(f -> f.resourceType().equals("Patient"))
        .findFirst()
        .flatMap(f -> BundleJson.object(f.content()))
        .ifPresent(came -> addMissing(ours, came));
    return ours;
  }

  private static void addMissing(ObjectNode ours, ObjectNode came) {
    Set<String> notTaken =
        Set.of("id", "meta", "text", "link", "managingOrganization", "contained");
    came.properties()
        .forEach(
            field -> {
              if (field.getKey().equals("extension") && ours.has("extension")) {
                ArrayNode all = (ArrayNode) ours.get("extension");
                field
                    .getValue()
                    .forEach(
                        e -> {
                          if (!PatientMapper.isOurs(e.path("url").asText())) {
                            all.add(e);
                          }
                        });
              } else if (!ours.has(field.getKey()) && !notTaken.contains(field.getKey())) {
                ours.set(field.getKey(), field.getValue());
              }
            });
  }

  /** As it came, but pointing to the patient of this bundle. Empty for the patient's own. */
  private static Optional<ObjectNode> foreign(ForeignResource foreign, String subject) {
    if (foreign.resourceType().equals("Patient")) {
      return Optional.empty();
    }
    Optional<ObjectNode> resource = BundleJson.object(foreign.content());
    resource.ifPresent(
        r ->
            References.subject(r)
                .filter(s -> r.get(s.element()) instanceof ObjectNode)
                .ifPresent(
                    s ->
                        ((ObjectNode) r.get(s.element())).put("reference", "urn:uuid:" + subject)));
    return resource;
  }

  /**
   * Adds a resource under its name and returns that; a second one with the same content gets the
   * next.
   */
  private static String add(Map<String, ObjectNode> resources, ObjectNode resource) {
    String type = resource.path("resourceType").asText();
    String given = resource.path("id").asText("");
    String name = given.isEmpty() ? name(type, resource) : given;
    for (int n = 2; resources.containsKey(type + "/" + name); n++) {
      name = name(type + "/" + n, resource);
    }
    resources.put(type + "/" + name, resource.put("id", name));
    return name;
  }

  private static String name(String type, ObjectNode resource) {
    String content = type + "|" + BundleJson.text(resource);
    return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static byte[] bundle(ObjectNode person, Map<String, ObjectNode> resources) {
    ObjectNode bundle = BundleJson.nodes().objectNode();
    bundle.put("resourceType", "Bundle").put("type", "collection");
    ArrayNode entries = bundle.putArray("entry");
    List<ObjectNode> all = new ArrayList<>(List.of(person));
    all.addAll(resources.values());
    Set<String> urls = new HashSet<>();
    for (ObjectNode resource : all) {
      ObjectNode entry = entries.addObject();
      String url = "urn:uuid:" + resource.path("id").asText();
      if (urls.add(url)) {
        entry.put("fullUrl", url);
      }
      entry.set("resource", (JsonNode) resource);
    }
    return BundleJson.text(bundle).getBytes(StandardCharsets.UTF_8);
  }
}
