package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.Procedure;

/**
 * Chart entries as FHIR R4 JSON, without ids. Written element by element: the order of elements is
 * ours, so the same entry gives the same text, and numbers stay as they were written.
 */
final class ResourceWriter {
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String UCUM = "http://unitsofmeasure.org";

  private final JsonNodeFactory json;

  ResourceWriter(JsonNodeFactory json) {
    this.json = json;
  }

  /**
   * One entry.
   *
   * @param subject id of the patient in the bundle
   * @param visit id of the encounter in the bundle that a note belongs to
   */
  ObjectNode entry(ChartEntry entry, String subject, Optional<String> visit) {
    String about = "urn:uuid:" + subject;
    if (entry instanceof AllergyIntolerance a) {
      return allergy(a, about);
    } else if (entry instanceof AllergyStatement s) {
      return statement(s, about);
    } else if (entry instanceof Condition c) {
      return condition(c, about);
    } else if (entry instanceof MedicationRequest m) {
      return request(m, about);
    } else if (entry instanceof MedicationStatement m) {
      return medication(m, about);
    } else if (entry instanceof Encounter e) {
      return encounter(e, about);
    } else if (entry instanceof Immunization i) {
      return immunization(i, about);
    } else if (entry instanceof Observation o) {
      return observation(o, about);
    } else if (entry instanceof Appointment a) {
      return appointment(a, about);
    } else if (entry instanceof Consent c) {
      return consent(c, about);
    } else if (entry instanceof Procedure p) {
      return procedure(p, about);
    } else if (entry instanceof Flag f) {
      return flag(f, about);
    } else if (entry instanceof Note n) {
      return DocumentWriter.note(json, n, about, visit);
    } else if (entry instanceof DocumentReference d) {
      return DocumentWriter.document(json, d, about);
    }
    throw new IllegalArgumentException(
        "not written here: " + ForeignResource.class.getSimpleName());
  }

  private ObjectNode allergy(AllergyIntolerance from, String about) {
    ObjectNode to = resource("AllergyIntolerance");
    status(to, "clinicalStatus", "allergyintolerance-clinical", "active");
    text(
        to,
        "criticality",
        switch (from.criticality()) {
          case HIGH -> "high";
          case LOW -> "low";
          case UNABLE_TO_ASSESS -> "unable-to-assess";
        });
    concept(to, "code", from.substance());
    reference(to, "patient", about);
    from.since().ifPresent(day -> to.put("onsetDateTime", day.toString()));
    if (!from.reaction().isEmpty()) {
      ArrayNode manifestation = to.putArray("reaction").addObject().putArray("manifestation");
      manifestation.addObject().put("text", from.reaction());
    }
    return to;
  }

  /** Of statements only "none known" can be said in FHIR; "not asked" is said by silence. */
  private ObjectNode statement(AllergyStatement from, String about) {
    ObjectNode to = resource("AllergyIntolerance");
    status(to, "clinicalStatus", "allergyintolerance-clinical", "active");
    concept(
        to,
        "code",
        new Code("http://snomed.info/sct", AllergyMapper.NO_KNOWN_ALLERGY, "No known allergy"));
    reference(to, "patient", about);
    to.put("recordedDate", time(from.asserted()));
    return to;
  }

  private ObjectNode condition(Condition from, String about) {
    ObjectNode to = resource("Condition");
    switch (from.status()) {
      case ACTIVE -> status(to, "clinicalStatus", "condition-clinical", "active");
      case INACTIVE -> status(to, "clinicalStatus", "condition-clinical", "inactive");
      case RESOLVED -> status(to, "clinicalStatus", "condition-clinical", "resolved");
      case UNKNOWN -> {
        // FHIR R4 has no code for it: the element is left out.
      }
    }
    concept(to, "code", from.code());
    reference(to, "subject", about);
    from.onset().map(LocalDate::toString).ifPresent(d -> to.put("onsetDateTime", d));
    from.abatement().map(LocalDate::toString).ifPresent(d -> to.put("abatementDateTime", d));
    return to;
  }

  private ObjectNode request(MedicationRequest from, String about) {
    ObjectNode to = resource("MedicationRequest");
    reaction(to, from.reaction());
    to.put("status", medicationStatus(from.status())).put("intent", "order");
    concept(to, "medicationCodeableConcept", from.medication());
    reference(to, "subject", about);
    from.authored().ifPresent(t -> to.put("authoredOn", time(t)));
    display(to, "requester", from.requester());
    if (!from.dosage().isEmpty()) {
      to.putArray("dosageInstruction").addObject().put("text", from.dosage());
    }
    return to;
  }

  private ObjectNode medication(MedicationStatement from, String about) {
    ObjectNode to = resource("MedicationStatement");
    reaction(to, from.reaction());
    to.put("status", medicationStatus(from.status()));
    concept(to, "medicationCodeableConcept", from.medication());
    reference(to, "subject", about);
    if (from.start().isPresent() || from.end().isPresent()) {
      ObjectNode period = to.putObject("effectivePeriod");
      from.start().ifPresent(d -> period.put("start", d.toString()));
      from.end().ifPresent(d -> period.put("end", d.toString()));
    }
    if (!from.dosage().isEmpty()) {
      to.putArray("dosage").addObject().put("text", from.dosage());
    }
    return to;
  }

  private static String medicationStatus(MedicationStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private ObjectNode encounter(Encounter from, String about) {
    ObjectNode to = resource("Encounter");
    to.put("status", from.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    to.putObject("class").put("system", TERMINOLOGY + "v3-ActCode").put("code", "AMB");
    if (!from.type().text().isEmpty()) {
      to.putArray("type").add(concept(from.type()));
    }
    reference(to, "subject", about);
    if (!from.practitioner().isEmpty()) {
      ObjectNode participant = to.putArray("participant").addObject();
      display(participant, "individual", from.practitioner());
    }
    if (from.start().isPresent() || from.end().isPresent()) {
      ObjectNode period = to.putObject("period");
      from.start().ifPresent(t -> period.put("start", time(t)));
      from.end().ifPresent(t -> period.put("end", time(t)));
    }
    if (!from.reason().isEmpty()) {
      to.putArray("reasonCode").addObject().put("text", from.reason());
    }
    return to;
  }

  private ObjectNode immunization(Immunization from, String about) {
    ObjectNode to = resource("Immunization");
    text(to, "status", from.status());
    concept(to, "vaccineCode", from.vaccine());
    reference(to, "patient", about);
    to.put("occurrenceDateTime", from.occurred().toString());
    return to;
  }

  private ObjectNode observation(Observation from, String about) {
    ObjectNode to = resource("Observation").put("status", "final");
    if (!from.category().isEmpty()) {
      ObjectNode coding = to.putArray("category").addObject().putArray("coding").addObject();
      coding.put("system", TERMINOLOGY + "observation-category").put("code", from.category());
    }
    concept(to, "code", from.code());
    reference(to, "subject", about);
    from.effective().ifPresent(t -> to.put("effectiveDateTime", time(t)));
    value(to, from.value(), from.unit());
    if (!from.components().isEmpty()) {
      ArrayNode components = to.putArray("component");
      from.components()
          .forEach(
              c -> {
                ObjectNode component = components.addObject();
                concept(component, "code", c.code());
                value(component, c.value(), c.unit());
              });
    }
    return to;
  }

  /** A number with a comparator or without, else words. */
  private static void value(ObjectNode to, String value, String unit) {
    if (value.isEmpty()) {
      return;
    }
    String comparator =
        value.startsWith("<=") || value.startsWith(">=") ? value.substring(0, 2) : "";
    if (comparator.isEmpty() && (value.startsWith("<") || value.startsWith(">"))) {
      comparator = value.substring(0, 1);
    }
    BigDecimal number;
    try {
      number = new BigDecimal(value.substring(comparator.length()));
    } catch (NumberFormatException e) {
      to.put("valueString", value);
      return;
    }
    if (!BundleJson.isSane(number)) {
      to.put("valueString", value);
      return;
    }
    ObjectNode quantity = to.putObject("valueQuantity").put("value", number);
    text(quantity, "comparator", comparator);
    if (!unit.isEmpty()) {
      quantity.put("unit", unit).put("system", UCUM).put("code", unit);
    }
  }

  private ObjectNode appointment(Appointment from, String about) {
    ObjectNode to = resource("Appointment");
    to.put("status", from.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (from.walkIn()) {
      status(to, "appointmentType", "v2-0276", "WALKIN");
    }
    text(to, "description", from.reason());
    to.put("start", time(from.start()));
    ArrayNode participants = to.putArray("participant");
    ObjectNode patient = participants.addObject();
    reference(patient, "actor", about);
    patient.put("status", "accepted");
    if (!from.practitioner().isEmpty()) {
      ObjectNode practitioner = participants.addObject();
      display(practitioner, "actor", from.practitioner());
      practitioner.put("status", "accepted");
    }
    return to;
  }

  private ObjectNode procedure(Procedure from, String about) {
    ObjectNode to = resource("Procedure");
    text(to, "status", from.status());
    concept(to, "code", from.code());
    reference(to, "subject", about);
    if (from.end().isPresent()) {
      ObjectNode period = to.putObject("performedPeriod");
      from.performed().ifPresent(t -> period.put("start", time(t)));
      from.end().ifPresent(t -> period.put("end", time(t)));
    } else {
      from.performed().ifPresent(t -> to.put("performedDateTime", time(t)));
    }
    if (!from.performer().isEmpty()) {
      display(to.putArray("performer").addObject(), "actor", from.performer());
    }
    if (!from.reason().isEmpty()) {
      to.putArray("reasonCode").addObject().put("text", from.reason());
    }
    return to;
  }

  /** What R4 keeps in AdverseEvent; here it stands with the medication. */
  private static void reaction(ObjectNode to, String reaction) {
    if (!reaction.isEmpty()) {
      to.putArray("extension")
          .addObject()
          .put("url", MedicationMapper.REACTION)
          .put("valueString", reaction);
    }
  }

  private ObjectNode flag(Flag from, String about) {
    ObjectNode to = resource("Flag");
    to.put("status", from.active() ? "active" : "inactive");
    concept(to, "code", from.code());
    reference(to, "subject", about);
    from.noted().ifPresent(t -> to.putObject("period").put("start", time(t)));
    display(to, "author", from.author());
    return to;
  }

  private ObjectNode consent(Consent from, String about) {
    ObjectNode to = resource("Consent");
    to.put("status", from.withdrawn().isPresent() ? "inactive" : "active");
    status(to, "scope", "consentscope", "patient-privacy");
    to.putArray("category").addObject().put("text", from.purpose().name());
    reference(to, "patient", about);
    to.put("dateTime", time(from.from()));
    ObjectNode provision = to.putObject("provision");
    provision.put("type", from.decision().name().toLowerCase(Locale.ROOT));
    ObjectNode period = provision.putObject("period").put("start", time(from.from()));
    from.withdrawn().or(from::until).ifPresent(t -> period.put("end", time(t)));
    return to;
  }

  private ObjectNode resource(String type) {
    return json.objectNode().put("resourceType", type);
  }

  private static String time(Instant instant) {
    return instant.toString();
  }

  private static void text(ObjectNode to, String element, String value) {
    if (!value.isEmpty()) {
      to.put(element, value);
    }
  }

  private static void reference(ObjectNode to, String element, String reference) {
    to.putObject(element).put("reference", reference);
  }

  private static void display(ObjectNode to, String element, String name) {
    if (!name.isEmpty()) {
      to.putObject(element).put("display", name);
    }
  }

  private void concept(ObjectNode to, String element, Code code) {
    to.set(element, concept(code));
  }

  private ObjectNode concept(Code code) {
    ObjectNode concept = json.objectNode();
    if (!code.code().isEmpty()) {
      ObjectNode coding = concept.putArray("coding").addObject();
      text(coding, "system", code.system());
      coding.put("code", code.code());
    }
    text(concept, "text", code.text());
    return concept;
  }

  private static void status(ObjectNode to, String element, String system, String code) {
    ObjectNode coding = to.putObject(element).putArray("coding").addObject();
    coding.put("system", TERMINOLOGY + system).put("code", code);
  }
}
