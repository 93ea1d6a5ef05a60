package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;

/** Who points to whom inside one bundle. Nothing outside of it is ever looked up. */
final class References {
  /** Elements by which FHIR resources name the patient they are about. */
  private static final List<String> SUBJECTS = List.of("subject", "patient", "beneficiary");

  private final Map<String, BundleJson.Entry> byName = new HashMap<>();

  References(List<BundleJson.Entry> entries) {
    for (BundleJson.Entry entry : entries) {
      if (!entry.fullUrl().isEmpty()) {
        byName.putIfAbsent(entry.fullUrl(), entry);
      }
      if (!entry.id().isEmpty()) {
        byName.putIfAbsent(entry.type() + "/" + entry.id(), entry);
      }
    }
  }

  /** The entry that a reference such as {@code urn:uuid:…} or {@code Patient/1} leads to. */
  Optional<BundleJson.Entry> find(String reference) {
    return Optional.ofNullable(byName.get(reference));
  }

  /**
   * The element that names whom the resource is about.
   *
   * @param element its name
   * @param reference its value; empty if it has no reference in it
   */
  record Subject(String element, String reference) {}

  /** Empty if the resource has no such element: it is about nobody (an organisation). */
  static Optional<Subject> subject(JsonNode resource) {
    for (String element : SUBJECTS) {
      JsonNode node = resource.path(element);
      if (!node.isMissingNode()) {
        return Optional.of(new Subject(element, node.path("reference").asText("")));
      }
    }
    return Optional.empty();
  }

  /** As {@link #subject}; for an appointment the participant who is a patient of the bundle. */
  Optional<Subject> subjectOf(BundleJson.Entry entry) {
    for (JsonNode participant : entry.resource().path("participant")) {
      String reference = participant.path("actor").path("reference").asText("");
      boolean patient = find(reference).map(e -> e.type().equals("Patient")).orElse(false);
      if (patient || reference.startsWith("Patient/")) {
        return Optional.of(new Subject("participant", reference));
      }
    }
    return subject(entry.resource());
  }

  /**
   * The name shown for a person of staff or organisation that a reference leads to.
   *
   * @return empty if it leads nowhere
   */
  private String display(String reference) {
    return find(reference)
        .filter(e -> !e.type().equals("Patient"))
        .map(e -> name(e.resource()))
        .orElse("");
  }

  /** A person's name: as the reference shows it, else as the bundle's own resource has it. */
  String person(Reference reference) {
    return reference.hasDisplay()
        ? reference.getDisplay()
        : display(Values.orEmpty(reference.getReference()));
  }

  /** The name of a person of staff or of an organisation; empty if it has none. */
  static String name(JsonNode resource) {
    JsonNode name = resource.path("name");
    if (name.isTextual()) {
      return name.asText();
    }
    JsonNode first = name.path(0);
    StringBuilder text = new StringBuilder();
    for (String part : List.of("prefix", "given")) {
      first.path(part).forEach(p -> text.append(p.asText()).append(' '));
    }
    return text.append(first.path("family").asText("")).toString().strip();
  }
}
