package org.vestibule.ehr.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/** One reading of one bundle: patients first, then everything about them. Not thread-safe. */
final class BundleReading {
  /** Types that become records; everything else is kept as it came, without HAPI looking at it. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "AllergyIntolerance",
          "Appointment",
          "Condition",
          "DocumentReference",
          "Encounter",
          "Flag",
          "Immunization",
          "MedicationRequest",
          "MedicationStatement",
          "Observation",
          "Procedure");

  private static final Set<String> WITHOUT_RIGHTS =
      Set.of("AuditEvent", "Consent", "Permission", "PractitionerRole", "Provenance");

  private static final Set<String> METHODS = Set.of("", "POST");

  private final FhirContext context;
  private final List<BundleJson.Entry> entries;
  private final References references;
  private final PatientResolver resolver;
  private final List<ImportProblem> problems = new ArrayList<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();

  /** Patients by the entry that brought them; the same person may come twice. */
  private final Map<Integer, Patient> patients = new HashMap<>();

  private final Map<PatientId, Patient> records = new LinkedHashMap<>();
  private final Map<PatientId, List<ChartEntry>> charts = new HashMap<>();

  /** Who has a resource that points to an entry, by its index. */
  private final Map<Integer, Set<PatientId>> cited = new HashMap<>();

  private final Set<Id<?>> seen = new HashSet<>();

  BundleReading(FhirContext context, List<BundleJson.Entry> all, PatientResolver resolver) {
    this.context = context;
    this.resolver = resolver;
    this.entries = new ArrayList<>();
    for (BundleJson.Entry entry : all) {
      if (!METHODS.contains(entry.method())) {
        leaveOut(entry, "", ImportProblem.Kind.METHOD_REFUSED);
      } else if (entry.type().isEmpty()) {
        leaveOut(entry, "", ImportProblem.Kind.TYPE_MISSING);
      } else if (entry.hasAbsurdNumber()) {
        leaveOut(entry, "", ImportProblem.Kind.WRONG_VALUE);
      } else {
        entries.add(entry);
      }
    }
    this.references = new References(entries);
  }

  ImportedBundle read() {
    entries.stream().filter(e -> e.type().equals("Patient")).forEach(this::patient);
    List<BundleJson.Entry> aboutNobody = new ArrayList<>();
    for (BundleJson.Entry entry : entries) {
      if (!entry.type().equals("Patient")) {
        references
            .subjectOf(entry)
            .ifPresentOrElse(s -> entry(entry, s), () -> aboutNobody.add(entry));
      }
    }
    aboutNobody.forEach(this::background);
    List<ImportedRecord> all =
        records.values().stream().map(p -> new ImportedRecord(p, charts.get(p.id()))).toList();
    return new ImportedBundle(all, leftOut, problems);
  }

  private void patient(BundleJson.Entry entry) {
    Optional<Resource> parsed = parse(entry);
    if (parsed.isEmpty()) {
      leaveOut(entry);
      return;
    }
    try {
      Patient draft =
          PatientMapper.draft((org.hl7.fhir.r4.model.Patient) parsed.get(), entry.origin());
      Optional<PatientId> id = resolver.resolve(draft);
      if (id.isEmpty()) {
        leaveOut(entry, "identifier", ImportProblem.Kind.NEEDS_REVIEW);
        return;
      }
      Patient patient = under(id.get(), draft);
      patients.put(entry.index(), patient);
      charts.computeIfAbsent(patient.id(), p -> new ArrayList<>());
      records.putIfAbsent(patient.id(), patient);
      add(patient.id(), foreign(entry, patient.id()));
    } catch (MissingElementException e) {
      leaveOut(entry, e.element(), ImportProblem.Kind.MISSING_ELEMENT);
    } catch (FHIRException | IllegalArgumentException e) {
      leaveOut(entry, "", ImportProblem.Kind.WRONG_VALUE);
    }
  }

  private static Patient under(PatientId id, Patient draft) {
    return draft.change().id(id).build();
  }

  /**
   * An organisation or a person of staff: kept with those whose resources point to it, else with
   * the first patient. Never with everybody: many patients times many organisations would let a
   * small file fill the store.
   */
  private void background(BundleJson.Entry entry) {
    if (records.isEmpty()) {
      leaveOut(entry, "", ImportProblem.Kind.NOBODYS);
      return;
    }
    Set<PatientId> first = Set.of(records.keySet().iterator().next());
    cited
        .getOrDefault(entry.index(), first)
        .forEach(patient -> add(patient, foreign(entry, patient)));
  }

  private void entry(BundleJson.Entry entry, References.Subject subject) {
    Optional<Patient> patient =
        references.find(subject.reference()).map(e -> patients.get(e.index()));
    if (patient.isEmpty()) {
      leaveOut(entry, subject.element(), ImportProblem.Kind.WRONG_REFERENCE);
      return;
    }
    cite(entry, patient.get().id());
    if (WITHOUT_RIGHTS.contains(entry.type())) {
      report(entry, "", ImportProblem.Kind.GIVES_NO_RIGHTS);
    }
    PatientId id = patient.get().id();
    add(id, understood(entry, id).orElseGet(() -> foreign(entry, id)));
  }

  private void cite(BundleJson.Entry entry, PatientId patient) {
    for (JsonNode reference : entry.resource().findValues("reference")) {
      references
          .find(reference.asText())
          .ifPresent(
              to -> cited.computeIfAbsent(to.index(), i -> new LinkedHashSet<>()).add(patient));
    }
  }

  private Optional<ChartEntry> understood(BundleJson.Entry entry, PatientId patient) {
    if (!UNDERSTOOD.contains(entry.type())) {
      return Optional.empty();
    }
    try {
      return parse(entry).flatMap(r -> new EntryMapper(patient, references).map(r, entry.origin()));
    } catch (MissingElementException e) {
      report(entry, e.element(), ImportProblem.Kind.MISSING_ELEMENT);
    } catch (FHIRException | IllegalArgumentException e) {
      report(entry, "", ImportProblem.Kind.WRONG_VALUE);
    }
    return Optional.empty();
  }

  /** Empty if the resource is not what its type says; then that is reported. */
  private Optional<Resource> parse(BundleJson.Entry entry) {
    StrictTypes types = new StrictTypes();
    IParser parser = context.newJsonParser();
    parser.setParserErrorHandler(types);
    IBaseResource resource = null;
    try {
      resource = parser.parseResource(BundleJson.text(entry.resource()));
    } catch (RuntimeException e) {
      // The parser's own exceptions, and whatever it stumbles over: a member with an empty name
      // gives a StringIndexOutOfBoundsException.
      report(entry, "", ImportProblem.Kind.WRONG_TYPE);
    }
    types.stumbles().forEach(s -> report(entry, s.element(), s.kind()));
    return resource instanceof Resource good && !types.isWrong()
        ? Optional.of(good)
        : Optional.empty();
  }

  private ForeignResource foreign(BundleJson.Entry entry, PatientId patient) {
    return new ForeignResource(
        Id.fromOrigin(patient, "foreign " + entry.origin()),
        patient,
        entry.type(),
        BundleJson.text(entry.resource()));
  }

  /** An entry that came twice in one bundle is one entry. */
  private void add(PatientId patient, ChartEntry entry) {
    if (seen.add(entry.id())) {
      charts.get(patient).add(entry);
    }
  }

  private void leaveOut(BundleJson.Entry entry, String element, ImportProblem.Kind kind) {
    report(entry, element, kind);
    leaveOut(entry);
  }

  private void leaveOut(BundleJson.Entry entry) {
    leftOut.merge(entry.type().isEmpty() ? "?" : entry.type(), 1, Integer::sum);
  }

  private void report(BundleJson.Entry entry, String element, ImportProblem.Kind kind) {
    problems.add(new ImportProblem(entry.path(element), entry.type(), kind));
  }
}
