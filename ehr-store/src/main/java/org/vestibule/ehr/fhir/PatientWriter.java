package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.vestibule.ehr.record.Body;
import org.vestibule.ehr.record.EmergencyContact;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;

/**
 * Demographics as FHIR R4 JSON, without an id. The order of elements is ours, so the same patient
 * gives the same text, and numbers stay as they were written.
 */
final class PatientWriter {
  private static final String UCUM = "http://unitsofmeasure.org";

  private PatientWriter() {}

  static ObjectNode write(JsonNodeFactory json, Patient from) {
    ObjectNode to = json.objectNode().put("resourceType", "Patient");
    extensions(to, from);
    identifiers(to, from.identifiers());
    name(to, from.name());
    phone(to, from.phone());
    to.put("gender", from.gender().name().toLowerCase(Locale.ROOT));
    to.put("birthDate", from.birthDate().toString());
    if (!from.address().isEmpty()) {
      ArrayNode lines = to.putArray("address").addObject().putArray("line");
      from.address().lines().forEach(lines::add);
    }
    contacts(to, from.contacts());
    language(to, from.language());
    if (!from.practitioner().isEmpty()) {
      to.putArray("generalPractitioner").addObject().put("display", from.practitioner());
    }
    return to;
  }

  private static void extensions(ObjectNode to, Patient from) {
    ArrayNode extensions = to.arrayNode();
    if (!from.mothersName().isEmpty()) {
      words(extensions, PatientMapper.MOTHERS_NAME, from.mothersName());
    }
    body(extensions, from.body());
    if (!extensions.isEmpty()) {
      to.set("extension", extensions);
    }
  }

  /** R4 has no elements for them and core profiles use Observations, which would be entries. */
  private static void body(ArrayNode extensions, Body from) {
    from.heightCm().ifPresent(h -> quantity(extensions, PatientMapper.HEIGHT, h, "cm"));
    from.weightKg().ifPresent(w -> quantity(extensions, PatientMapper.WEIGHT, w, "kg"));
    from.bloodGroup()
        .ifPresent(group -> words(extensions, PatientMapper.BLOOD_GROUP, group.sign()));
  }

  private static void words(ArrayNode extensions, String url, String words) {
    extensions.addObject().put("url", url).put("valueString", words);
  }

  private static void quantity(ArrayNode extensions, String url, BigDecimal value, String unit) {
    extensions
        .addObject()
        .put("url", url)
        .putObject("valueQuantity")
        .put("value", value)
        .put("unit", unit)
        .put("system", UCUM)
        .put("code", unit);
  }

  private static void identifiers(ObjectNode to, List<Identifier> identifiers) {
    ArrayNode own = to.arrayNode();
    identifiers.stream()
        .filter(i -> !PatientMapper.isFromBundle(i))
        .forEach(i -> own.addObject().put("system", i.system()).put("value", i.value()));
    if (!own.isEmpty()) {
      to.set("identifier", own);
    }
  }

  private static void name(ObjectNode to, HumanName from) {
    ObjectNode name = to.putArray("name").addObject().put("use", "official");
    if (!from.family().isEmpty()) {
      name.put("family", from.family());
    }
    if (!from.given().isEmpty()) {
      ArrayNode given = name.putArray("given");
      for (String part : from.given().split(" ", -1)) {
        given.add(part);
      }
    }
  }

  private static void phone(ObjectNode to, String number) {
    if (!number.isEmpty()) {
      to.putArray("telecom").addObject().put("system", "phone").put("value", number);
    }
  }

  private static void contacts(ObjectNode to, List<EmergencyContact> contacts) {
    if (contacts.isEmpty()) {
      return;
    }
    ArrayNode all = to.putArray("contact");
    for (EmergencyContact from : contacts) {
      ObjectNode contact = all.addObject();
      if (!from.relationship().isEmpty()) {
        contact.putArray("relationship").addObject().put("text", from.relationship());
      }
      contact.putObject("name").put("text", from.name());
      phone(contact, from.phone());
    }
  }

  private static void language(ObjectNode to, String language) {
    if (!language.isEmpty()) {
      ObjectNode communication = to.putArray("communication").addObject();
      ObjectNode coding = communication.putObject("language").putArray("coding").addObject();
      coding.put("system", "urn:ietf:bcp:47").put("code", language);
      communication.put("preferred", true);
    }
  }
}
