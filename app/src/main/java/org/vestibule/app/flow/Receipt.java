package org.vestibule.app.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.WithdrawalReceipt;

/**
 * What a withdrawal did, to be read by the patient or printed.
 *
 * @param patient the patient's number
 * @param purpose {@code FACE_RECOGNITION}, …
 * @param lines the receipt, line by line, in plain words
 */
public record Receipt(
    String patient,
    String purpose,
    Instant at,
    String by,
    int consents,
    int templates,
    int samples,
    List<String> models,
    long ledgerEvent,
    List<String> lines) {
  public Receipt {
    models = List.copyOf(models);
    lines = List.copyOf(lines);
  }

  static Receipt of(String clinic, String number, WithdrawalReceipt from, ZoneId zone) {
    return new Receipt(
        number,
        from.purpose().name(),
        from.at(),
        from.by(),
        from.consents(),
        from.templates(),
        from.samples(),
        from.models(),
        from.ledgerEvent(),
        lines(clinic, number, from, zone));
  }

  private static List<String> lines(
      String clinic, String number, WithdrawalReceipt from, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(clinic);
    lines.add("Receipt: a consent was taken back");
    lines.add("Patient number: " + number);
    lines.add("About: " + about(from.purpose()));
    lines.add(
        "When: "
            + Words.day(java.time.LocalDate.ofInstant(from.at(), zone))
            + ", "
            + Words.time(from.at(), zone));
    lines.add("Written down by: " + from.by());
    if (from.consents() == 0) {
      lines.add("There was no consent in force.");
    }
    if (from.purpose() == Purpose.FACE_RECOGNITION) {
      lines.add("Erased: " + Count.of(from.templates(), "set") + " of face patterns,");
      lines.add("  " + Count.of(from.samples(), "picture") + " they were made from,");
      lines.add("  " + Count.of(from.models().size(), "model") + " that had a share of them.");
      lines.add("The photo in the record stays: ask if it is to go too.");
      lines.add("Backups made earlier hold what was erased until they are replaced.");
      lines.add("You check in with your number and your date of birth.");
    }
    lines.add("In the ledger: event " + from.ledgerEvent());
    return lines;
  }

  private static String about(Purpose purpose) {
    return switch (purpose) {
      case FACE_RECOGNITION -> "being known by the face";
      case TREATMENT -> "keeping a record for your care";
      case FRONT_DESK -> "messages about appointments";
      case RESEARCH -> "research with your data";
      case EMERGENCY, ADMINISTRATION, AUDIT, PATIENT_REQUEST ->
          purpose.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    };
  }

  /** Whether there was no consent to take back, and nothing left to erase. */
  public boolean nothingLeft() {
    return consents == 0 && templates == 0 && samples == 0 && models.isEmpty();
  }

  @Override
  public String toString() {
    return "Receipt";
  }
}
