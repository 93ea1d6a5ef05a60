package org.vestibule.ehr.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.EncounterStatus;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Procedure;

/**
 * FHIR resources as chart entries of one patient. What does not fit without changing its meaning
 * (entered in error, refuted, a resolved allergy, a modifier extension) is not mapped: the caller
 * keeps it as it came.
 */
final class EntryMapper {
  /** What a visit is called whose kind nobody wrote down. */
  private static final String VISIT = "Visit";

  private final PatientId patient;
  private final References references;
  private final AllergyMapper allergies;
  private final MedicationMapper medications;

  EntryMapper(PatientId patient, References references) {
    this.patient = patient;
    this.references = references;
    this.allergies = new AllergyMapper(patient);
    this.medications = new MedicationMapper(patient, references);
  }

  /**
   * The entry, or empty if it is to be kept as it came.
   *
   * @param origin where the resource came from; makes the entry's id
   * @throws MissingElementException if it would be an entry but lacks something
   */
  Optional<ChartEntry> map(Resource resource, String origin) {
    if (resource instanceof DomainResource domain && domain.hasModifierExtension()) {
      return Optional.empty();
    }
    if (resource instanceof org.hl7.fhir.r4.model.AllergyIntolerance allergy) {
      return allergies.map(allergy, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.Condition condition) {
      return condition(condition, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.MedicationRequest request) {
      return medications.request(request, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.MedicationStatement statement) {
      return medications.statement(statement, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.Encounter encounter) {
      return encounter(encounter, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.Immunization immunization) {
      return immunization(immunization, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.Observation observation) {
      return ObservationMapper.map(observation, Id.fromOrigin(patient, origin), patient);
    } else if (resource instanceof org.hl7.fhir.r4.model.Appointment appointment) {
      return appointment(appointment, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.Procedure procedure) {
      return procedure(procedure, origin);
    } else if (resource instanceof org.hl7.fhir.r4.model.Flag flag) {
      return flag(flag, origin);
    } else if (resource instanceof DocumentReference document) {
      return note(document, origin);
    }
    return Optional.empty();
  }

  private Optional<ChartEntry> condition(org.hl7.fhir.r4.model.Condition from, String origin) {
    if (Values.has(from.getVerificationStatus(), "entered-in-error")
        || Values.has(from.getVerificationStatus(), "refuted")) {
      return Optional.empty();
    }
    if (!Values.isPresent(from.getCode())) {
      throw new MissingElementException("code");
    }
    return Optional.of(
        new Condition(
            Id.fromOrigin(patient, origin),
            patient,
            Values.code(from.getCode()),
            clinicalStatus(Values.orEmpty(from.getClinicalStatus().getCodingFirstRep().getCode())),
            Values.day(from.getOnset()),
            Values.day(from.getAbatement())));
  }

  private static ClinicalStatus clinicalStatus(String code) {
    return switch (code) {
      case "active", "recurrence", "relapse" -> ClinicalStatus.ACTIVE;
      case "inactive", "remission" -> ClinicalStatus.INACTIVE;
      case "resolved" -> ClinicalStatus.RESOLVED;
      default -> ClinicalStatus.UNKNOWN;
    };
  }

  private Optional<ChartEntry> encounter(org.hl7.fhir.r4.model.Encounter from, String origin) {
    String status = from.hasStatus() ? from.getStatus().toCode() : "";
    if (status.equals("entered-in-error")) {
      return Optional.empty();
    }
    Code type =
        Values.isPresent(from.getTypeFirstRep())
            ? Values.code(from.getTypeFirstRep())
            : Code.of(from.getClass_().hasCode() ? from.getClass_().getCode() : VISIT);
    return Optional.of(
        new Encounter(
            Id.fromOrigin(patient, origin),
            patient,
            encounterStatus(status),
            type,
            Values.instant(from.getPeriod().getStartElement()),
            Values.instant(from.getPeriod().getEndElement()),
            from.hasReasonCode() ? Values.code(from.getReasonCodeFirstRep()).text() : "",
            references.person(from.getParticipantFirstRep().getIndividual())));
  }

  private static EncounterStatus encounterStatus(String code) {
    return switch (code) {
      case "planned" -> EncounterStatus.PLANNED;
      case "arrived", "triaged", "in-progress", "onleave" -> EncounterStatus.IN_PROGRESS;
      case "finished" -> EncounterStatus.FINISHED;
      case "cancelled" -> EncounterStatus.CANCELLED;
      default -> EncounterStatus.UNKNOWN;
    };
  }

  private Optional<ChartEntry> immunization(
      org.hl7.fhir.r4.model.Immunization from, String origin) {
    if (!Values.isPresent(from.getVaccineCode())) {
      throw new MissingElementException("vaccineCode");
    }
    return Optional.of(
        new Immunization(
            Id.fromOrigin(patient, origin),
            patient,
            Values.code(from.getVaccineCode()),
            Values.day(from.getOccurrence())
                .orElseThrow(() -> new MissingElementException("occurrenceDateTime")),
            from.hasStatus() ? from.getStatus().toCode() : "completed"));
  }

  private Optional<ChartEntry> appointment(org.hl7.fhir.r4.model.Appointment from, String origin) {
    String status = from.hasStatus() ? from.getStatus().toCode() : "";
    AppointmentStatus here =
        switch (status) {
          case "arrived" -> AppointmentStatus.ARRIVED;
          case "checked-in" -> AppointmentStatus.CHECKED_IN;
          case "fulfilled" -> AppointmentStatus.FULFILLED;
          case "cancelled" -> AppointmentStatus.CANCELLED;
          case "noshow" -> AppointmentStatus.NOSHOW;
          case "booked" -> AppointmentStatus.BOOKED;
          default -> null;
        };
    if (here == null) {
      return Optional.empty();
    }
    Instant start =
        Values.instant(from.getStartElement())
            .orElseThrow(() -> new MissingElementException("start"));
    String practitioner =
        from.getParticipant().stream()
            .map(p -> references.person(p.getActor()))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    boolean walkIn = Values.has(from.getAppointmentType(), "WALKIN");
    return Optional.of(
        new Appointment(
            Id.fromOrigin(patient, origin),
            patient,
            start,
            Values.orEmpty(from.getDescription()),
            practitioner,
            here,
            Optional.empty(),
            walkIn));
  }

  private Optional<ChartEntry> procedure(org.hl7.fhir.r4.model.Procedure from, String origin) {
    String status = from.hasStatus() ? from.getStatus().toCode() : "unknown";
    if (status.equals("entered-in-error") || status.equals("not-done")) {
      return Optional.empty();
    }
    if (!Values.isPresent(from.getCode())) {
      throw new MissingElementException("code");
    }
    boolean period = from.hasPerformedPeriod();
    return Optional.of(
        new Procedure(
            Id.fromOrigin(patient, origin),
            patient,
            Values.code(from.getCode()),
            status,
            Values.instant(from.getPerformed()),
            period ? Values.instant(from.getPerformedPeriod().getEndElement()) : Optional.empty(),
            references.person(from.getPerformerFirstRep().getActor()),
            from.hasReasonCode() ? Values.code(from.getReasonCodeFirstRep()).text() : ""));
  }

  private Optional<ChartEntry> flag(org.hl7.fhir.r4.model.Flag from, String origin) {
    if (from.getStatus() == org.hl7.fhir.r4.model.Flag.FlagStatus.ENTEREDINERROR) {
      return Optional.empty();
    }
    if (!Values.isPresent(from.getCode())) {
      throw new MissingElementException("code");
    }
    return Optional.of(
        new Flag(
            Id.fromOrigin(patient, origin),
            patient,
            Values.code(from.getCode()),
            from.getStatus() != org.hl7.fhir.r4.model.Flag.FlagStatus.INACTIVE,
            Values.instant(from.getPeriod().getStartElement()),
            references.person(from.getAuthor())));
  }

  /** Plain text that lies in the document itself; anything to be fetched or decoded stays as is. */
  private Optional<ChartEntry> note(DocumentReference from, String origin) {
    Attachment attachment = from.getContentFirstRep().getAttachment();
    boolean plainText =
        from.getContent().size() == 1
            && Values.orEmpty(attachment.getContentType()).startsWith("text/plain")
            && attachment.hasData()
            && from.getStatus()
                == org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus.CURRENT;
    if (!plainText || !from.hasDate()) {
      return Optional.empty();
    }
    return Optional.of(
        new Note(
            Id.fromOrigin(patient, origin),
            patient,
            visit(from.getContext().getEncounterFirstRep()),
            references.person(from.getAuthorFirstRep()),
            from.getDate().toInstant(),
            Values.orEmpty(attachment.getTitle()),
            new String(attachment.getData(), StandardCharsets.UTF_8)));
  }

  private Optional<Id<Encounter>> visit(Reference reference) {
    return references
        .find(Values.orEmpty(reference.getReference()))
        .filter(e -> e.type().equals("Encounter"))
        .map(e -> Id.fromOrigin(patient, e.origin()));
  }
}
