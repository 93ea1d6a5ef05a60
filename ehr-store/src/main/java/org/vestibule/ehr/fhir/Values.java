package org.vestibule.ehr.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.vestibule.ehr.record.Code;

/** FHIR's small values as the record has them. What is absent is empty. */
final class Values {
  private static final int DATE_LENGTH = 10;

  private Values() {}

  /** The concept's first coding, and its text or the coding's. */
  static Code code(CodeableConcept concept) {
    Coding coding = concept.getCodingFirstRep();
    String text = concept.getText();
    if (text == null || text.isBlank()) {
      text = coding.getDisplay();
    }
    if (text == null || text.isBlank()) {
      text = coding.getCode();
    }
    return new Code(orEmpty(coding.getSystem()), orEmpty(coding.getCode()), orEmpty(text));
  }

  /** Whether the concept says anything at all. */
  static boolean isPresent(CodeableConcept concept) {
    return concept != null && !code(concept).text().isBlank();
  }

  /** Whether one of the concept's codings has this code. */
  static boolean has(CodeableConcept concept, String code) {
    return concept.getCoding().stream().anyMatch(c -> code.equals(c.getCode()));
  }

  /**
   * The day as written, whatever the time zone; the first day of a year or month. Empty if it is
   * not a date.
   */
  static Optional<LocalDate> day(Type value) {
    if (value instanceof Period period) {
      return day(period.getStartElement());
    }
    if (!(value instanceof BaseDateTimeType time) || !time.hasValue()) {
      return Optional.empty();
    }
    String text = time.getValueAsString();
    String day = text.length() > DATE_LENGTH ? text.substring(0, DATE_LENGTH) : text;
    String whole = day.length() == 4 ? day + "-01-01" : day.length() == 7 ? day + "-01" : day;
    try {
      return Optional.of(LocalDate.parse(whole));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The instant; for a period its start. Empty if it is not a time. */
  static Optional<Instant> instant(Type value) {
    if (value instanceof Period period) {
      return instant(period.getStartElement());
    }
    if (value instanceof BaseDateTimeType time && time.hasValue()) {
      return Optional.ofNullable(time.getValue()).map(Date::toInstant);
    }
    return Optional.empty();
  }

  /** A quantity's value as written, with its comparator. */
  static String number(Quantity quantity) {
    if (!quantity.hasValue()) {
      return "";
    }
    String comparator = quantity.hasComparator() ? quantity.getComparator().toCode() : "";
    return comparator + quantity.getValueElement().getValueAsString();
  }

  /** A quantity's unit: the UCUM code where there is one, else the printed unit. */
  static String unit(Quantity quantity) {
    return quantity.hasCode() ? quantity.getCode() : orEmpty(quantity.getUnit());
  }

  static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
