package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.ConsentDecision;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.EmergencyFacts;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.EmergencyCard;

/** Turns a chart of the store into what the desk shows. Immutable. */
final class ChartViews {
  private final Instant now;
  private final ZoneId zone;
  private final Optional<Photo> photo;
  private final String confirmed;

  ChartViews(Instant now, ZoneId zone, Optional<Photo> photo, String confirmed) {
    this.now = now;
    this.zone = zone;
    this.photo = photo;
    this.confirmed = confirmed;
  }

  Chart chart(org.vestibule.ehr.store.Chart chart) {
    ChartTimeline timeline = new ChartTimeline(chart, now, zone);
    return banner(
        chart.patient(),
        allergies(chart.allergies(), chart.allergyStatus()),
        true,
        problems(chart.conditions()),
        medicines(chart),
        consents(chart.consents()),
        timeline.summary(),
        timeline.entries(),
        timeline.results(),
        documents(chart),
        looked(chart));
  }

  /** What somebody may see who must not see anything clinical. */
  Chart directoryOnly(Patient patient) {
    return banner(
        patient,
        new Chart.Allergies(Chart.Allergies.Known.NOT_ASKED, List.of(), ""),
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The emergency card: allergies, medicines and blood group, nothing else. */
  Chart emergency(EmergencyCard card) {
    EmergencyFacts facts = card.facts();
    List<Chart.Line> medicines =
        facts.medicines().stream().map(m -> new Chart.Line(m.name(), m.dosage(), true)).toList();
    List<Chart.Fact> summary =
        List.of(
            new Chart.Fact("Emergency access: this card only. It will be reviewed.", ""),
            new Chart.Fact("Blood group: " + facts.bloodGroup().orElse("not known") + ".", ""));
    return banner(
        card.patient(),
        allergies(facts.allergies(), facts.allergyStatus()),
        true,
        List.of(),
        medicines,
        List.of(),
        summary,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Chart banner(
      Patient patient,
      Chart.Allergies allergies,
      boolean clinical,
      List<Chart.Line> problems,
      List<Chart.Line> medicines,
      List<Chart.ConsentLine> consents,
      List<Chart.Fact> summary,
      List<Chart.Entry> timeline,
      List<Chart.Result> results,
      List<Chart.Document> documents,
      List<Chart.Looked> looked) {
    String language = Words.language(patient.language());
    return new Chart(
        patient.number(),
        patient.name().spoken(),
        photo,
        patient.birthDate(),
        Words.age(patient.birthDate(), LocalDate.ofInstant(now, zone)),
        Words.sex(patient.gender()),
        language.isEmpty() ? "" : "speaks " + language,
        confirmed,
        allergies,
        clinical,
        problems,
        medicines,
        consents,
        summary,
        timeline,
        results,
        documents,
        looked);
  }

  private static Chart.Allergies allergies(
      List<AllergyIntolerance> allergies, AllergyStatus status) {
    List<Chart.Allergy> list =
        allergies.stream()
            .sorted(Comparator.comparing(a -> a.criticality() != Criticality.HIGH))
            .map(ChartViews::allergy)
            .toList();
    if (!list.isEmpty()) {
      return new Chart.Allergies(Chart.Allergies.Known.LISTED, list, "");
    }
    return new Chart.Allergies(
        status == AllergyStatus.NONE_KNOWN
            ? Chart.Allergies.Known.NONE_KNOWN
            : Chart.Allergies.Known.NOT_ASKED,
        List.of(),
        "");
  }

  private static Chart.Allergy allergy(AllergyIntolerance allergy) {
    String year = allergy.since().map(since -> " " + since.getYear()).orElse("");
    String reaction = allergy.reaction().isBlank() ? "" : allergy.reaction() + year;
    return new Chart.Allergy(
        allergy.substance().text(), reaction, allergy.criticality() == Criticality.HIGH);
  }

  private static List<Chart.Line> problems(List<Condition> conditions) {
    return conditions.stream()
        .map(
            c ->
                new Chart.Line(
                    c.code().text(),
                    c.onset().map(onset -> "since " + onset.getYear()).orElse(""),
                    goesOn(c.status())))
        .sorted(Comparator.comparing(line -> !line.active()))
        .toList();
  }

  /** What nobody says is over is shown among what is not. */
  private static boolean goesOn(ClinicalStatus status) {
    return status == ClinicalStatus.ACTIVE || status == ClinicalStatus.UNKNOWN;
  }

  private static boolean goesOn(MedicationStatus status) {
    return status == MedicationStatus.ACTIVE || status == MedicationStatus.UNKNOWN;
  }

  private static List<Chart.Line> medicines(org.vestibule.ehr.store.Chart chart) {
    List<Chart.Line> lines = new ArrayList<>();
    for (MedicationStatement taken : chart.medications()) {
      String since = taken.start().map(d -> "since " + d.getYear()).orElse("");
      lines.add(
          new Chart.Line(
              taken.medication().text(), joined(taken.dosage(), since), goesOn(taken.status())));
    }
    for (MedicationRequest asked : chart.prescriptions()) {
      lines.add(new Chart.Line(asked.medication().text(), asked.dosage(), goesOn(asked.status())));
    }
    lines.sort(Comparator.comparing(line -> !line.active()));
    return lines;
  }

  private List<Chart.ConsentLine> consents(List<Consent> consents) {
    Map<Purpose, Consent> latest = new LinkedHashMap<>();
    for (Consent consent : consents) {
      latest.merge(consent.purpose(), consent, (a, b) -> a.from().isBefore(b.from()) ? b : a);
    }
    return latest.values().stream().map(this::consent).toList();
  }

  private Chart.ConsentLine consent(Consent consent) {
    boolean given =
        consent.decision() == ConsentDecision.PERMIT
            && consent.withdrawn().isEmpty()
            && consent.until().filter(until -> !now.isBefore(until)).isEmpty();
    String what =
        switch (consent.purpose()) {
          case FACE_RECOGNITION -> "Face check-in";
          case TREATMENT -> "Care record";
          case FRONT_DESK -> "Messages about appointments";
          case RESEARCH -> "Research";
          case EMERGENCY -> "Emergency access";
          case ADMINISTRATION -> "Administration";
          case AUDIT -> "Audit";
          case PATIENT_REQUEST -> "Copies on request";
        };
    String day = Words.day(LocalDate.ofInstant(consent.from(), zone));
    String words =
        given
            ? ", agreed " + day
            : consent
                .withdrawn()
                .map(at -> ", taken back " + Words.day(LocalDate.ofInstant(at, zone)))
                .orElse(": asked, said no");
    return new Chart.ConsentLine(what + words, given);
  }

  private List<Chart.Document> documents(org.vestibule.ehr.store.Chart chart) {
    List<Chart.Document> all = new ArrayList<>();
    for (DocumentReference document : chart.documents()) {
      all.add(
          new Chart.Document(
              Optional.of(document.id().toString()),
              document.title(),
              Words.size(document.size()) + ", " + Words.shortDay(document.attached(), now, zone),
              document.summary().stream()
                  .map(s -> s.text() + " [page " + s.page() + "]")
                  .toList()));
    }
    chart
        .foreign()
        .forEach(
            f ->
                all.add(
                    new Chart.Document(
                        Optional.empty(),
                        f.resourceType(),
                        "imported, kept as it came",
                        List.of())));
    return all;
  }

  private static List<Chart.Looked> looked(org.vestibule.ehr.store.Chart chart) {
    return chart.lookedAt().stream()
        .map(e -> new Chart.Looked(e.at(), e.actor(), DeskLedger.what(e.action())))
        .toList();
  }

  private static String joined(String first, String second) {
    return first.isBlank() ? second : second.isBlank() ? first : first + ", " + second;
  }
}
