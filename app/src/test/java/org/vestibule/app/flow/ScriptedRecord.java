package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Consents and versions as tests of the screens script them; writes down what is asked. */
final class ScriptedRecord implements DeskRecord {
  private static final Instant AGREED = Instant.parse("2025-06-12T08:30:00Z");
  private static final Instant NOW = Instant.parse("2026-11-24T10:04:00Z");

  private final Asking asking;
  private final Chart chart;
  private boolean withdrawn;

  /** Writes down and may refuse. */
  interface Asking {
    void ask(String action, String... with) throws FlowException;
  }

  ScriptedRecord(Asking asking, Chart chart) {
    this.asking = asking;
    this.chart = chart;
  }

  @Override
  public Chart chart(String patientNumber) throws FlowException {
    asking.ask("chart", patientNumber);
    return chart;
  }

  @Override
  public List<RecordWork.ConsentLine> consents(String patientNumber) throws FlowException {
    asking.ask("consents", patientNumber);
    return List.of(
        new RecordWork.ConsentLine(
            "FACE_RECOGNITION",
            "PERMIT",
            AGREED,
            Optional.empty(),
            withdrawn ? Optional.of(NOW) : Optional.empty(),
            "menon",
            !withdrawn),
        new RecordWork.ConsentLine(
            "TREATMENT",
            "PERMIT",
            AGREED,
            Optional.of(AGREED.plusSeconds(730 * 86_400L)),
            Optional.empty(),
            "menon",
            true),
        new RecordWork.ConsentLine(
            "RESEARCH", "DENY", AGREED, Optional.empty(), Optional.empty(), "iyer", true));
  }

  @Override
  public Receipt withdraw(String patientNumber, String purpose) throws FlowException {
    asking.ask("withdraw", patientNumber, purpose);
    withdrawn = true;
    return new Receipt(
        patientNumber,
        purpose,
        NOW,
        "menon",
        1,
        6,
        3,
        List.of("eigenface"),
        4711,
        List.of(
            "Lakeside Clinic",
            "Receipt: a consent was taken back",
            "Erased: 6 sets of face patterns,",
            "  3 pictures they were made from,",
            "In the ledger: event 4711"));
  }

  @Override
  public void saveReceipt(Receipt receipt, Path to) throws FlowException {
    asking.ask("saveReceipt", to.getFileName().toString());
  }

  @Override
  public List<Version> history(String patientNumber) throws FlowException {
    asking.ask("history", patientNumber);
    return List.of(
        new Version(
            1,
            "Patient",
            2,
            true,
            "menon",
            NOW,
            "front desk",
            "Hegde, Kamala, 1948-03-14, female, 98450 11347",
            List.of("98450 00000"),
            List.of("98450 11347")),
        new Version(
            1,
            "Patient",
            1,
            false,
            "iyer",
            AGREED,
            "front desk",
            "Hegde, Kamala, 1948-03-14, female, 98450 00000",
            List.of(),
            List.of()),
        new Version(
            2,
            "MedicationStatement",
            1,
            true,
            "nair",
            AGREED,
            "treatment",
            "Metformin 500 mg, twice a day, active",
            List.of(),
            List.of()));
  }
}
