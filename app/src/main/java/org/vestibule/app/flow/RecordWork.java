package org.vestibule.app.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.consent.ConsentRule;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.EntryVersion;
import org.vestibule.ehr.store.WithdrawalReceipt;

/** What is done with a record as a whole: chart, consents, history, merging. Used by one thread. */
public final class RecordWork {
  private final ClinicWork work;

  RecordWork(ClinicWork work) {
    this.work = work;
  }

  /** A patient's chart, as the desk shows it. */
  public Chart show(String number) throws FlowException {
    Patient patient = work.require(number);
    Optional<Photo> photo =
        work.with(Purpose.FRONT_DESK, access -> DeskRecords.photo(access, patient.id(), "Record"));
    ChartViews views = new ChartViews(work.now(), work.zone(), photo, "");
    return views.chart(work.with(Purpose.TREATMENT, access -> access.charts().open(patient.id())));
  }

  /**
   * A consent or refusal.
   *
   * @param purpose {@code FACE_RECOGNITION}, …
   * @param decision {@code PERMIT} or {@code DENY}
   * @param inForce whether it counts now
   */
  public record ConsentLine(
      String purpose,
      String decision,
      Instant from,
      Optional<Instant> until,
      Optional<Instant> withdrawn,
      String witness,
      boolean inForce) {
    @Override
    public String toString() {
      return "ConsentLine";
    }
  }

  /** A patient's consents and refusals, the latest first. */
  public List<ConsentLine> consents(String number) throws FlowException {
    Patient patient = work.require(number);
    Instant now = work.now();
    return work.with(Purpose.FRONT_DESK, access -> access.consents().all(patient.id())).stream()
        .map(c -> line(c, now))
        .toList();
  }

  static ConsentLine line(Consent c, Instant now) {
    boolean begun = !c.from().isAfter(now);
    boolean over =
        c.until().filter(t -> !now.isBefore(t)).isPresent()
            || c.withdrawn().filter(t -> !now.isBefore(t)).isPresent();
    return new ConsentLine(
        c.purpose().name(),
        c.decision().name(),
        c.from(),
        c.until(),
        c.withdrawn(),
        c.witness(),
        begun && !over);
  }

  /** Whether the face may be kept now, in a sentence. */
  public String faceAnswer(String number) throws FlowException {
    Patient patient = work.require(number);
    List<Consent> all =
        work.with(Purpose.FRONT_DESK, access -> access.consents().all(patient.id()));
    return ConsentRule.decide(all, Purpose.FACE_RECOGNITION, work.now()).reason();
  }

  /**
   * Takes a consent back, and erases what it permitted.
   *
   * @return what was done, for the patient
   */
  public Receipt withdraw(String number, Purpose purpose) throws FlowException {
    Patient patient = work.require(number);
    WithdrawalReceipt receipt =
        work.with(Purpose.FRONT_DESK, access -> access.consents().withdraw(patient.id(), purpose));
    work.forgetFace(receipt);
    return Receipt.of(work.clinicName(), patient.number(), receipt, work.zone());
  }

  /**
   * One version of an entry.
   *
   * @param type FHIR type
   * @param entry names the entry within this answer
   * @param words what it says, in a line
   */
  public record VersionLine(
      String type,
      int entry,
      int version,
      boolean latest,
      String by,
      Instant at,
      String why,
      String words) {
    @Override
    public String toString() {
      return "VersionLine[" + type + "]";
    }
  }

  /** Every version of everything in a patient's record. */
  public List<VersionLine> history(String number) throws FlowException {
    Patient patient = work.require(number);
    List<EntryVersion> versions =
        work.with(Purpose.TREATMENT, access -> access.charts().history(patient.id()));
    Map<UUID, Integer> names = new HashMap<>();
    List<VersionLine> lines = new ArrayList<>();
    for (EntryVersion v : versions) {
      int entry = names.computeIfAbsent(v.entry(), e -> names.size() + 1);
      lines.add(
          new VersionLine(
              v.type(),
              entry,
              v.version(),
              v.latest(),
              v.by(),
              v.at(),
              v.why().name(),
              EntryWords.of(v.value())));
    }
    return lines;
  }

  /**
   * Two records are one person's.
   *
   * @param reason in words, kept in the ledger; may be empty
   * @param sure that they are one although name or date of birth differ; else that is refused
   * @return the number of the record that stands for both
   */
  public String merge(String from, String into, String reason, boolean sure) throws FlowException {
    if (from.strip().equalsIgnoreCase(into.strip())) {
      throw new FlowException(
          Kind.USAGE,
          "REC-2",
          "A record cannot be merged into itself: give two different numbers.");
    }
    Patient absorbed = work.require(from);
    Patient head = work.require(into);
    if (absorbed.id().equals(head.id())) {
      throw new FlowException(
          Kind.NO_MATCH, "REC-3", "These two are one record already: there is nothing to merge.");
    }
    if (!sure) {
      requireAlike(absorbed, head);
    }
    String number =
        work.with(
                Purpose.FRONT_DESK,
                access -> access.people().merge(absorbed.id(), head.id(), reason))
            .number();
    work.facesChanged();
    return number;
  }

  /** A wrong digit would give a person somebody else's chart. */
  private static void requireAlike(Patient one, Patient other) throws FlowException {
    List<String> differences = new ArrayList<>();
    if (!one.name().listed().equalsIgnoreCase(other.name().listed())) {
      differences.add("name");
    }
    if (!one.birthDate().equals(other.birthDate())) {
      differences.add("date of birth");
    }
    if (!differences.isEmpty()) {
      throw new FlowException(
          Kind.USAGE,
          "REC-4",
          "Nothing was merged: the two differ in "
              + String.join(" and ", differences)
              + ". Look at both with show, and add --yes if they are one person.");
    }
  }

  /**
   * Undoes {@link #merge}.
   *
   * @param reason in words, kept in the ledger; may be empty
   * @return the number of the record that stands alone again
   */
  public String part(String from, String reason) throws FlowException {
    Patient head = work.require(from);
    List<Patient> merged =
        work.with(Purpose.FRONT_DESK, access -> access.people().merged(head.id()));
    Patient absorbed =
        merged.stream()
            .filter(p -> p.number().equalsIgnoreCase(from.strip()))
            .findFirst()
            .orElseThrow(
                () ->
                    new FlowException(
                        Kind.NO_MATCH,
                        "REC-1",
                        "The record of this number was not merged into another: check it."));
    String number =
        work.with(Purpose.FRONT_DESK, access -> access.people().part(absorbed.id(), reason))
            .number();
    work.facesChanged();
    return number;
  }
}
