package org.vestibule.app.flow;

import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.Besides.Person;
import org.vestibule.app.flow.DeskIdentity.Beside.Side;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.ImportReviews.Pair;
import org.vestibule.app.flow.ImportReviews.Waiting;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.MergedRecord;

/** {@link DeskIdentity} with the rights of whoever is signed in. */
final class DeskIdentityWork implements DeskIdentity {
  private final DeskRecords records;
  private final ImportReviews imports;
  private final Door door;

  /** What else of the desk follows. */
  interface Door {
    /** Records became one or two: faces and arrivals stand under other references now. */
    void recordsChanged();

    /** Something that waited was decided. */
    void decided();
  }

  DeskIdentityWork(DeskRecords records, Door door) {
    this.records = records;
    this.imports = new ImportReviews(records);
    this.door = door;
  }

  @Override
  public Beside compare(String from, String into) throws FlowException {
    Patient one = find(from);
    Patient other = find(into);
    if (one.id().equals(other.id())) {
      throw new FlowException(
          Kind.USAGE, "D-31", "These two are one record already: choose two different people.");
    }
    boolean clinical = records.may(DeskRight.OPEN_CHARTS);
    String why = "compared before a merge";
    return Besides.of(here(one, clinical, why), here(other, clinical, why), clinical);
  }

  private Person here(Patient patient, boolean clinical, String why) throws FlowException {
    Optional<Photo> photo =
        records.with(
            Purpose.FRONT_DESK, access -> DeskRecords.photo(access, patient.id(), "Record"));
    List<ChartEntry> entries = clinical ? entries(patient.id(), why) : List.of();
    return new Person(new Side(patient.number(), patient.name().spoken(), photo), patient, entries);
  }

  private List<ChartEntry> entries(PatientId patient, String why) throws FlowException {
    return records.with(Purpose.TREATMENT, access -> access.charts().open(patient, why).entries());
  }

  @Override
  public String merge(String from, String into, String reason) throws FlowException {
    requireReason(reason);
    Patient absorbed = find(from);
    Patient head = find(into);
    String number =
        records
            .with(
                Purpose.FRONT_DESK,
                access -> access.people().merge(absorbed.id(), head.id(), reason))
            .number();
    door.recordsChanged();
    return number;
  }

  @Override
  public List<Merged> merged(String patientNumber) throws FlowException {
    return merges(patientNumber).stream()
        .map(
            m ->
                new Merged(
                    m.patient().number(),
                    m.patient().name().spoken(),
                    m.patient().birthDate(),
                    m.at(),
                    m.by(),
                    m.reason()))
        .toList();
  }

  private List<MergedRecord> merges(String number) throws FlowException {
    PatientId head = find(number).id();
    return records.with(Purpose.FRONT_DESK, access -> access.people().merges(head));
  }

  @Override
  public void part(String from, String reason) throws FlowException {
    requireReason(reason);
    PatientId absorbed =
        merges(from).stream()
            .map(MergedRecord::patient)
            .filter(patient -> patient.number().equals(from))
            .findFirst()
            .orElseThrow(
                () ->
                    new FlowException(
                        Kind.NO_MATCH,
                        "REC-1",
                        "The record of this number was not merged into another: check it."))
            .id();
    records.with(Purpose.FRONT_DESK, access -> access.people().part(absorbed, reason));
    door.recordsChanged();
  }

  @Override
  public List<Waiting> waiting() throws FlowException {
    return imports.waiting();
  }

  @Override
  public Held held(String id) throws FlowException {
    Pair pair = imports.pair(id);
    Patient draft = pair.coming().patient();
    Person coming =
        new Person(
            new Side("In the file", draft.name().spoken(), Optional.empty()),
            draft,
            pair.coming().entries());
    return new Held(
        pair.shared().stream().map(Identifier::value).toList(),
        Besides.of(coming, here(pair.owner(), true, "compared with an import"), true));
  }

  @Override
  public Optional<String> decide(String id, Decision decision, String reason) throws FlowException {
    requireReason(reason);
    Optional<String> number = Optional.empty();
    if (decision == Decision.DISCARD) {
      imports.discard(id, reason);
    } else {
      number = imports.settle(id, decision == Decision.SAME, reason).number();
    }
    door.decided();
    return number;
  }

  private Patient find(String number) throws FlowException {
    return records
        .with(Purpose.FRONT_DESK, access -> access.people().byNumber(number))
        .orElseThrow(
            () ->
                new FlowException(
                    Kind.NO_MATCH, "D-17", "There is no record with this number: check it."));
  }

  private static void requireReason(String reason) throws FlowException {
    if (reason.isBlank()) {
      throw new FlowException(
          Kind.USAGE, "D-32", "Say in a few words why: the ledger keeps it with your name.");
    }
  }
}
