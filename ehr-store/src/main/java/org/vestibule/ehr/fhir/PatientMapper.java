package org.vestibule.ehr.fhir;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.vestibule.ehr.record.BloodGroup;
import org.vestibule.ehr.record.Body;
import org.vestibule.ehr.record.EmergencyContact;
import org.vestibule.ehr.record.Gender;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;

/** A FHIR Patient as the directory has it. */
final class PatientMapper {
  static final String MOTHERS_NAME =
      "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName";

  static final String HEIGHT = "urn:vestibule:body-height";
  static final String WEIGHT = "urn:vestibule:body-weight";
  static final String BLOOD_GROUP = "urn:vestibule:blood-group";

  /** FHIR's own system for identifiers that are URIs. */
  static final String URI_SYSTEM = "urn:ietf:rfc:3986";

  private PatientMapper() {}

  /**
   * The patient under a fresh random id.
   *
   * @param origin the entry's full URL or {@code Patient/id}: its identifier where it has no other
   * @throws MissingElementException if name, date of birth or any identity is missing
   */
  static Patient draft(org.hl7.fhir.r4.model.Patient from, String origin) {
    LocalDate birthDate =
        from.hasBirthDate() && from.getBirthDateElement().getValueAsString().length() == 10
            ? Values.day(from.getBirthDateElement()).orElse(null)
            : null;
    if (birthDate == null) {
      throw new MissingElementException("birthDate");
    }
    return Patient.named(name(from), birthDate)
        .gender(gender(from))
        .phone(phone(from))
        .address(from.hasAddress() ? address(from.getAddressFirstRep()) : "")
        .language(language(from))
        .mothersName(mothersName(from))
        .identifiers(identifiers(from, origin))
        .contacts(contacts(from))
        .body(body(from))
        .practitioner(Values.orEmpty(from.getGeneralPractitionerFirstRep().getDisplay()))
        .build();
  }

  private static List<EmergencyContact> contacts(org.hl7.fhir.r4.model.Patient from) {
    return from.getContact().stream()
        .map(
            c ->
                new EmergencyContact(
                    c.getName().hasText()
                        ? c.getName().getText()
                        : Values.orEmpty(c.getName().getNameAsSingleString()).strip(),
                    Values.code(c.getRelationshipFirstRep()).text(),
                    Values.orEmpty(c.getTelecomFirstRep().getValue())))
        .filter(c -> !c.name().isEmpty())
        .toList();
  }

  private static Body body(org.hl7.fhir.r4.model.Patient from) {
    return new Body(
        quantity(from, HEIGHT),
        quantity(from, WEIGHT),
        Optional.ofNullable(from.getExtensionByUrl(BLOOD_GROUP))
            .map(e -> String.valueOf(e.getValue()))
            .flatMap(
                sign ->
                    Arrays.stream(BloodGroup.values())
                        .filter(g -> g.sign().equals(sign))
                        .findFirst()));
  }

  private static Optional<BigDecimal> quantity(org.hl7.fhir.r4.model.Patient from, String url) {
    return Optional.ofNullable(from.getExtensionByUrl(url))
        .map(Extension::getValue)
        .filter(Quantity.class::isInstance)
        .map(v -> ((Quantity) v).getValue());
  }

  private static HumanName name(org.hl7.fhir.r4.model.Patient from) {
    org.hl7.fhir.r4.model.HumanName name =
        from.getName().stream()
            .filter(n -> n.getUse() == org.hl7.fhir.r4.model.HumanName.NameUse.OFFICIAL)
            .findFirst()
            .orElse(from.getNameFirstRep());
    String family = Values.orEmpty(name.getFamily()).strip();
    String given =
        name.getGiven().stream()
            .map(g -> Values.orEmpty(g.getValue()).strip())
            .collect(Collectors.joining(" "))
            .strip();
    if (family.isEmpty() && given.isEmpty()) {
      throw new MissingElementException("name");
    }
    return new HumanName(family, given);
  }

  private static Gender gender(org.hl7.fhir.r4.model.Patient from) {
    if (!from.hasGender()) {
      return Gender.UNKNOWN;
    }
    return switch (from.getGender()) {
      case FEMALE -> Gender.FEMALE;
      case MALE -> Gender.MALE;
      case OTHER -> Gender.OTHER;
      default -> Gender.UNKNOWN;
    };
  }

  private static String phone(org.hl7.fhir.r4.model.Patient from) {
    return from.getTelecom().stream()
        .filter(
            t ->
                t.getSystem() == ContactPoint.ContactPointSystem.PHONE
                    || t.getSystem() == ContactPoint.ContactPointSystem.SMS)
        .map(t -> Values.orEmpty(t.getValue()))
        .findFirst()
        .orElse("");
  }

  private static String address(Address from) {
    List<String> lines = new ArrayList<>();
    from.getLine().forEach(l -> lines.add(Values.orEmpty(l.getValue())));
    String town =
        String.join(
                " ",
                Values.orEmpty(from.getPostalCode()),
                Values.orEmpty(from.getCity()),
                Values.orEmpty(from.getState()))
            .strip();
    lines.add(town);
    lines.add(Values.orEmpty(from.getCountry()));
    if (lines.stream().allMatch(String::isBlank)) {
      lines.add(Values.orEmpty(from.getText()));
    }
    return lines.stream().filter(l -> !l.isBlank()).collect(Collectors.joining("\n"));
  }

  private static String language(org.hl7.fhir.r4.model.Patient from) {
    return from.getCommunication().stream()
        .sorted((a, b) -> Boolean.compare(b.getPreferred(), a.getPreferred()))
        .map(c -> Values.orEmpty(c.getLanguage().getCodingFirstRep().getCode()))
        .findFirst()
        .orElse("");
  }

  private static String mothersName(org.hl7.fhir.r4.model.Patient from) {
    return from.getExtension().stream()
        .filter(e -> MOTHERS_NAME.equals(e.getUrl()))
        .map(Extension::getValue)
        .filter(StringType.class::isInstance)
        .map(v -> Values.orEmpty(((StringType) v).getValue()))
        .findFirst()
        .orElse("");
  }

  /** Whether the record holds what an extension says. */
  static boolean isOurs(String url) {
    return List.of(MOTHERS_NAME, HEIGHT, WEIGHT, BLOOD_GROUP).contains(url);
  }

  /** Whether the identifier is only the patient's name inside the bundle it came from. */
  static boolean isFromBundle(Identifier identifier) {
    return identifier.system().equals("import-decision")
        || identifier.system().equals(URI_SYSTEM)
            && (identifier.value().startsWith("Patient/")
                || identifier.value().startsWith("urn:uuid:"));
  }

  private static List<Identifier> identifiers(org.hl7.fhir.r4.model.Patient from, String origin) {
    List<Identifier> all = new ArrayList<>();
    for (org.hl7.fhir.r4.model.Identifier i : from.getIdentifier()) {
      if (i.hasSystem() && i.hasValue()) {
        all.add(new Identifier(i.getSystem(), i.getValue()));
      }
    }
    if (all.isEmpty()) {
      if (origin.isEmpty()) {
        throw new MissingElementException("identifier");
      }
      all.add(new Identifier(URI_SYSTEM, origin));
    }
    return all;
  }
}
