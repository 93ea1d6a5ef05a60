package org.vestibule.ehr.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.vestibule.ehr.record.Provider;

/**
 * One reading of one bundle: patients first, then everything about them on all cores. Not
 * thread-safe.
 */
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
  private final Map<Id<Provider>, Provider> providers = new LinkedHashMap<>();
  private final Map<PatientId, String> paths = new HashMap<>();
  private final Map<PatientId, List<ChartEntry>> charts = new HashMap<>();

  /** Who has a resource that points to an entry, by its index. */
  private final Map<Integer, Set<PatientId>> cited = new HashMap<>();

  private final Map<Id<?>, ChartEntry> seen = new HashMap<>();

  BundleReading(FhirContext context, List<BundleJson.Entry> all, PatientResolver resolver) {
    this.context = context;
    this.resolver = resolver;
    this.entries = new ArrayList<>();
    List<Optional<ImportProblem.Kind>> refusals =
        all.parallelStream().map(BundleReading::refusal).toList();
    for (int i = 0; i < all.size(); i++) {
      BundleJson.Entry entry = all.get(i);
      refusals.get(i).ifPresentOrElse(kind -> leaveOut(entry, "", kind), () -> entries.add(entry));
    }
    this.references = new References(entries);
  }

  private static Optional<ImportProblem.Kind> refusal(BundleJson.Entry entry) {
    if (!METHODS.contains(entry.method())) {
      return Optional.of(ImportProblem.Kind.METHOD_REFUSED);
    } else if (entry.type().isEmpty()) {
      return Optional.of(ImportProblem.Kind.TYPE_MISSING);
    } else if (entry.hasAbsurdNumber()) {
      return Optional.of(ImportProblem.Kind.WRONG_VALUE);
    }
    return Optional.empty();
  }

  ImportedBundle read() {
    entries.stream().filter(e -> e.type().equals("Patient")).forEach(this::patient);
    List<Look> looks =
        entries.stream().filter(e -> !e.type().equals("Patient")).toList().parallelStream()
            .map(this::look)
            .toList();
    looks.stream().filter(look -> look.subject().isPresent()).forEach(this::take);
    looks.stream().filter(look -> look.subject().isEmpty()).forEach(l -> background(l.entry()));
    List<ImportedRecord> all =
        records.values().stream()
            .map(p -> new ImportedRecord(p, charts.get(p.id()), paths.get(p.id())))
            .toList();
    return new ImportedBundle(all, List.copyOf(providers.values()), leftOut, problems);
  }

  private void patient(BundleJson.Entry entry) {
    Optional<Resource> parsed = parse(entry, problems);
    if (parsed.isEmpty()) {
      leaveOut(entry);
      return;
    }
    try {
      Patient draft =
          PatientMapper.draft((org.hl7.fhir.r4.model.Patient) parsed.get(), entry.origin());
      Resolution who = resolver.resolve(draft);
      if (who instanceof Resolution.Person person) {
        take(entry, draft.change().id(person.id()).build());
      } else if (who instanceof Resolution.Refused refused) {
        ImportProblem.Kind kind = ImportProblem.Kind.REFUSED;
        String path = entry.path(refused.element());
        problems.add(new ImportProblem(path, entry.type(), kind, refused.sentence()));
        leaveOut(entry);
      } else {
        leaveOut(entry, "identifier", ImportProblem.Kind.NEEDS_REVIEW);
      }
    } catch (MissingElementException e) {
      leaveOut(entry, e.element(), ImportProblem.Kind.MISSING_ELEMENT);
    } catch (FHIRException | IllegalArgumentException e) {
      leaveOut(entry, "", ImportProblem.Kind.WRONG_VALUE);
    }
  }

  private void take(BundleJson.Entry entry, Patient patient) {
    patients.put(entry.index(), patient);
    if (records.putIfAbsent(patient.id(), patient) == null) {
      charts.put(patient.id(), new ArrayList<>());
      paths.put(patient.id(), entry.path(""));
    }
    add(entry, foreign(entry, patient.id()));
  }

  /**
   * An organisation or a person of staff: kept with those whose resources point to it, else with
   * the first patient. Never with everybody: many patients times many organisations would let a
   * small file fill the store.
   */
  private void background(BundleJson.Entry entry) {
    if (records.isEmpty()) {
      provider(entry);
      return;
    }
    Set<PatientId> first = Set.of(records.keySet().iterator().next());
    cited
        .getOrDefault(entry.index(), first)
        .forEach(patient -> add(entry, foreign(entry, patient)));
  }

  /** What nobody can be kept with is kept for the clinic, unless it tells of a patient. */
  private void provider(BundleJson.Entry entry) {
    boolean role = entry.type().equals("PractitionerRole");
    if (UNDERSTOOD.contains(entry.type()) || WITHOUT_RIGHTS.contains(entry.type()) && !role) {
      leaveOut(entry, "", ImportProblem.Kind.NOBODYS);
      return;
    }
    if (role) {
      problems.add(problem(entry, "", ImportProblem.Kind.GIVES_NO_RIGHTS));
    }
    Id<Provider> id = Id.named(entry.providerOrigin());
    providers.putIfAbsent(id, new Provider(id, entry.type(), BundleJson.text(entry.resource())));
  }

  /**
   * What one entry says, found on any core; taken afterwards in the order of the bundle.
   *
   * @param subject empty if it is about nobody
   * @param patient whose it is; empty if the reference leads to no patient of the bundle
   * @param chart what it is in the chart; empty without a patient
   * @param cites the entries it points to, by their index
   * @param problems met on the way
   */
  private record Look(
      BundleJson.Entry entry,
      Optional<References.Subject> subject,
      Optional<PatientId> patient,
      Optional<ChartEntry> chart,
      Set<Integer> cites,
      List<ImportProblem> problems) {}

  private Look look(BundleJson.Entry entry) {
    Optional<References.Subject> subject = references.subjectOf(entry);
    Optional<PatientId> patient =
        subject
            .flatMap(s -> references.find(s.reference()))
            .flatMap(e -> Optional.ofNullable(patients.get(e.index())))
            .map(Patient::id);
    if (patient.isEmpty()) {
      return new Look(entry, subject, patient, Optional.empty(), Set.of(), List.of());
    }
    List<ImportProblem> met = new ArrayList<>();
    if (WITHOUT_RIGHTS.contains(entry.type())) {
      met.add(problem(entry, "", ImportProblem.Kind.GIVES_NO_RIGHTS));
    }
    PatientId id = patient.get();
    ChartEntry chart = understood(entry, id, met).orElseGet(() -> foreign(entry, id));
    return new Look(entry, subject, patient, Optional.of(chart), cites(entry), met);
  }

  private void take(Look look) {
    problems.addAll(look.problems());
    if (look.patient().isEmpty()) {
      References.Subject subject = look.subject().orElseThrow();
      boolean here =
          references.find(subject.reference()).filter(e -> e.type().equals("Patient")).isPresent();
      leaveOut(
          look.entry(),
          subject.element(),
          here ? ImportProblem.Kind.PATIENT_NOT_TAKEN : ImportProblem.Kind.WRONG_REFERENCE);
      return;
    }
    PatientId patient = look.patient().get();
    look.cites().forEach(to -> cited.computeIfAbsent(to, i -> new LinkedHashSet<>()).add(patient));
    look.chart().ifPresent(chart -> add(look.entry(), chart));
  }

  private Set<Integer> cites(BundleJson.Entry entry) {
    Set<Integer> cites = new LinkedHashSet<>();
    for (JsonNode reference : entry.resource().findValues("reference")) {
      references.find(reference.asText()).ifPresent(to -> cites.add(to.index()));
    }
    return cites;
  }

  private Optional<ChartEntry> understood(
      BundleJson.Entry entry, PatientId patient, List<ImportProblem> met) {
    if (!UNDERSTOOD.contains(entry.type())) {
      return Optional.empty();
    }
    try {
      return parse(entry, met)
          .flatMap(r -> new EntryMapper(patient, references).map(r, entry.origin()));
    } catch (MissingElementException e) {
      met.add(problem(entry, e.element(), ImportProblem.Kind.MISSING_ELEMENT));
    } catch (FHIRException | IllegalArgumentException e) {
      met.add(problem(entry, "", ImportProblem.Kind.WRONG_VALUE));
    }
    return Optional.empty();
  }

  /** Empty if the resource is not what its type says; then that is among the problems met. */
  private Optional<Resource> parse(BundleJson.Entry entry, List<ImportProblem> met) {
    StrictTypes types = new StrictTypes();
    IParser parser = context.newJsonParser();
    parser.setParserErrorHandler(types);
    IBaseResource resource = null;
    try {
      resource = parser.parseResource(BundleJson.text(entry.resource()));
    } catch (RuntimeException e) {
      // The parser's own exceptions, and whatever it stumbles over: a member with an empty name
      // gives a StringIndexOutOfBoundsException.
      met.add(problem(entry, "", ImportProblem.Kind.WRONG_TYPE));
    }
    types.stumbles().forEach(s -> met.add(problem(entry, s.element(), s.kind())));
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
  private void add(BundleJson.Entry entry, ChartEntry chart) {
    ChartEntry before = seen.putIfAbsent(chart.id(), chart);
    if (before == null) {
      charts.get(chart.patient()).add(chart);
    } else if (!before.equals(chart)) {
      leaveOut(entry, "id", ImportProblem.Kind.SAME_NAME);
    }
  }

  private void leaveOut(BundleJson.Entry entry, String element, ImportProblem.Kind kind) {
    problems.add(problem(entry, element, kind));
    leaveOut(entry);
  }

  private void leaveOut(BundleJson.Entry entry) {
    leftOut.merge(entry.type().isEmpty() ? "?" : entry.type(), 1, Integer::sum);
  }

  private static ImportProblem problem(
      BundleJson.Entry entry, String element, ImportProblem.Kind kind) {
    return new ImportProblem(entry.path(element), entry.type(), kind);
  }
}
