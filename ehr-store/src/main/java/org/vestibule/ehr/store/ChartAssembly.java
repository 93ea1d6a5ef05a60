package org.vestibule.ehr.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Procedure;

/** Sorts a patient's entries into a chart. */
final class ChartAssembly {
  private final List<ChartEntry> entries;

  private ChartAssembly(List<ChartEntry> entries) {
    this.entries = entries;
  }

  static Chart assemble(Patient patient, List<ChartEntry> entries, List<AuditEvent> lookedAt) {
    ChartAssembly all = new ChartAssembly(entries);
    List<AllergyIntolerance> allergies =
        all.of(AllergyIntolerance.class, Comparator.comparing(ChartAssembly::harmlessness));
    return new Chart(
        patient,
        all.allergyStatus(allergies),
        allergies,
        all.newest(Condition.class, c -> day(c.onset())),
        all.newest(MedicationStatement.class, m -> day(m.start())),
        all.newest(MedicationRequest.class, m -> time(m.authored())),
        all.newest(Encounter.class, e -> time(e.start())),
        all.newest(Note.class, Note::written),
        all.newest(Observation.class, o -> time(o.effective())),
        all.newest(Immunization.class, Immunization::occurred),
        all.newest(Procedure.class, p -> time(p.performed())),
        all.newest(Appointment.class, Appointment::start),
        all.newest(Consent.class, Consent::from),
        all.newest(DocumentReference.class, DocumentReference::attached),
        all.newest(Flag.class, f -> time(f.noted())).stream().filter(Flag::active).toList(),
        all.of(ForeignResource.class, Comparator.comparing(ForeignResource::resourceType)),
        entries,
        lookedAt);
  }

  private AllergyStatus allergyStatus(List<AllergyIntolerance> allergies) {
    if (!allergies.isEmpty()) {
      return AllergyStatus.LISTED;
    }
    return newest(AllergyStatement.class, AllergyStatement::asserted).stream()
        .findFirst()
        .map(AllergyStatement::status)
        .orElse(AllergyStatus.NOT_ASKED);
  }

  /** The most dangerous first; what nobody could assess may be dangerous. */
  private static int harmlessness(AllergyIntolerance allergy) {
    return switch (allergy.criticality()) {
      case HIGH -> 0;
      case UNABLE_TO_ASSESS -> 1;
      case LOW -> 2;
    };
  }

  private static LocalDate day(Optional<LocalDate> day) {
    return day.orElse(LocalDate.MIN);
  }

  /** What has no known time stands last. */
  private static Instant time(Optional<Instant> time) {
    return time.orElse(Instant.MIN);
  }

  private <E extends ChartEntry, T extends Comparable<? super T>> List<E> newest(
      Class<E> type, Function<E, T> time) {
    return of(type, Comparator.comparing(time).reversed());
  }

  /** In a stable order: what compares equal is ordered by id. */
  private <E extends ChartEntry> List<E> of(Class<E> type, Comparator<E> order) {
    List<E> found = new ArrayList<>();
    for (ChartEntry entry : entries) {
      if (type.isInstance(entry)) {
        found.add(type.cast(entry));
      }
    }
    found.sort(order.thenComparing(e -> e.id().value()));
    return found;
  }
}
