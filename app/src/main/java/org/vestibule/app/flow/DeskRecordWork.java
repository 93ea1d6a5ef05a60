package org.vestibule.app.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.EntryVersion;
import org.vestibule.ehr.store.WithdrawalReceipt;

/** {@link DeskRecord} with the rights of whoever is signed in. */
final class DeskRecordWork implements DeskRecord {
  private final DeskRecords records;
  private final DeskCharts charts;
  private final Registrations registrations;
  private final Consumer<PatientId> faceGone;
  private final Place place;

  /** Where this clinic is in time and space. */
  record Place(String clinic, InstantSource clock, ZoneId zone) {}

  /**
   * @param faceGone told after a withdrawal erased a face
   */
  DeskRecordWork(
      DeskRecords records,
      DeskCharts charts,
      Registrations registrations,
      Consumer<PatientId> faceGone,
      Place place) {
    this.records = records;
    this.charts = charts;
    this.registrations = registrations;
    this.faceGone = faceGone;
    this.place = place;
  }

  @Override
  public Chart chart(String patientNumber) throws FlowException {
    return charts.readAgain(patientNumber);
  }

  @Override
  public List<RecordWork.ConsentLine> consents(String patientNumber) throws FlowException {
    PatientId patient = charts.patient(patientNumber);
    return records.with(Purpose.FRONT_DESK, access -> access.consents().all(patient)).stream()
        .map(consent -> RecordWork.line(consent, place.clock().instant()))
        .toList();
  }

  @Override
  public Receipt withdraw(String patientNumber, String purpose) throws FlowException {
    PatientId patient = charts.patient(patientNumber);
    WithdrawalReceipt receipt =
        registrations.withdraw(records.session(), patient, Purpose.valueOf(purpose));
    if (receipt.purpose() == Purpose.FACE_RECOGNITION) {
      faceGone.accept(receipt.patient());
    }
    return Receipt.of(place.clinic(), patientNumber, receipt, place.zone());
  }

  @Override
  public void saveReceipt(Receipt receipt, Path to) throws FlowException {
    try (OutFile file = OutFile.create(to)) {
      file.out()
          .write((String.join("\n", receipt.lines()) + "\n").getBytes(StandardCharsets.UTF_8));
      file.keep();
    } catch (IOException e) {
      throw OutFile.unwritable(e);
    }
  }

  @Override
  public List<Version> history(String patientNumber) throws FlowException {
    PatientId patient = charts.patient(patientNumber);
    Map<UUID, List<EntryVersion>> entries = new LinkedHashMap<>();
    for (EntryVersion version :
        records.with(Purpose.TREATMENT, access -> access.charts().history(patient))) {
      entries.computeIfAbsent(version.entry(), any -> new ArrayList<>()).add(version);
    }
    List<Version> all = new ArrayList<>();
    int number = 0;
    for (List<EntryVersion> versions : entries.values()) {
      all.addAll(versions(++number, versions));
    }
    return all;
  }

  /** The versions of one entry, the newest first. */
  private static List<Version> versions(int entry, List<EntryVersion> inOrder) {
    List<Version> lines = new ArrayList<>();
    List<String> before = List.of();
    for (EntryVersion v : inOrder) {
      List<String> now = EntryWords.parts(v.value());
      boolean first = lines.isEmpty();
      lines.add(
          new Version(
              entry,
              v.type(),
              v.version(),
              v.latest(),
              v.by(),
              v.at(),
              v.why().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              String.join(", ", now),
              first ? List.of() : without(before, now),
              first ? List.of() : without(now, before)));
      before = now;
    }
    Collections.reverse(lines);
    return lines;
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(part -> !others.contains(part)).toList();
  }
}
