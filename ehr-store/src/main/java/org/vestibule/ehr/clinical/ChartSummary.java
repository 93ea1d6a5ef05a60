package org.vestibule.ehr.clinical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.ClinicalStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.MedicationStatus;
import org.vestibule.ehr.record.Note;

/**
 * "Before you go in": the few things of a chart that the next ten minutes need, each with its
 * source. What is chosen: today's appointment, problems that began within a year, results outside
 * their range or changed by a tenth within two years, current medicines, the last note of half a
 * year. Sentences quote the record; nothing is concluded.
 */
public final class ChartSummary {
  private static final int MOST_RESULTS = 3;
  private static final int MOST_NAMES = 3;
  private static final int LONGEST_QUOTE = 140;
  private static final double NOTABLE_CHANGE = 0.10;
  private static final Duration HALF_A_YEAR = Duration.ofDays(183);
  private static final Duration TWO_YEARS = Duration.ofDays(731);

  private final List<? extends ChartEntry> chart;
  private final Instant now;
  private final ZoneId zone;

  private ChartSummary(Collection<? extends ChartEntry> chart, Instant now, ZoneId zone) {
    this.chart = List.copyOf(chart);
    this.now = now;
    this.zone = zone;
  }

  /**
   * The facts, in reading order; empty if there is nothing to say.
   *
   * @param chart all entries of one patient
   * @param now the time of reading
   * @param zone the clinic's time zone
   */
  public static List<Fact> of(Collection<? extends ChartEntry> chart, Instant now, ZoneId zone) {
    ChartSummary summary = new ChartSummary(chart, now, zone);
    List<Fact> facts = new ArrayList<>();
    summary.appointment().ifPresent(facts::add);
    facts.addAll(summary.newProblems());
    facts.addAll(summary.results());
    summary.medicines().ifPresent(facts::add);
    summary.note().ifPresent(facts::add);
    return facts;
  }

  private Optional<Fact> appointment() {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return all(Appointment.class)
        .filter(a -> LocalDate.ofInstant(a.start(), zone).equals(today))
        .filter(
            a -> a.status() == AppointmentStatus.BOOKED || a.status() == AppointmentStatus.ARRIVED)
        .min(Comparator.comparing(Appointment::start))
        .map(
            a -> {
              String what = a.walkIn() ? "Came without an appointment" : "Here for an appointment";
              String with = a.practitioner().isBlank() ? "" : " with " + a.practitioner();
              String why = a.reason().isBlank() ? "" : ": " + quote(a.reason());
              return new Fact(
                  Fact.Kind.APPOINTMENT,
                  stop(what + with + why),
                  "",
                  Optional.of(a.id()),
                  "Appointment, today");
            });
  }

  private List<Fact> newProblems() {
    LocalDate yearAgo = LocalDate.ofInstant(now, zone).minusYears(1);
    return all(Condition.class)
        .filter(c -> c.status() == ClinicalStatus.ACTIVE)
        .filter(c -> c.onset().map(yearAgo::isBefore).orElse(false))
        .sorted(Comparator.comparing((Condition c) -> c.onset().orElseThrow()).reversed())
        .limit(MOST_NAMES)
        .map(
            c ->
                new Fact(
                    Fact.Kind.PROBLEM,
                    stop("New since " + day(c.onset().orElseThrow()) + ": " + c.code().text()),
                    c.code().text(),
                    Optional.of(c.id()),
                    "Problems"))
        .toList();
  }

  private List<Fact> results() {
    return Trend.of(chart).stream()
        .filter(t -> isWithin(t.latest().when(), TWO_YEARS))
        .map(this::result)
        .flatMap(Optional::stream)
        .limit(MOST_RESULTS)
        .toList();
  }

  private Optional<Fact> result(Trend trend) {
    Trend.Point last = trend.latest();
    Optional<Trend.Point> before =
        trend.points().stream()
            .filter(p -> isWithin(p.when(), TWO_YEARS) && p.when().isBefore(last.when()))
            .reduce((a, b) -> b);
    boolean outside = trend.verdict() == Range.Verdict.HIGH || trend.verdict() == Range.Verdict.LOW;
    boolean changed =
        trend.range().isPresent()
            && before
                .map(b -> Math.abs(last.value() - b.value()) > NOTABLE_CHANGE * Math.abs(b.value()))
                .orElse(false);
    if (!outside && !changed) {
      return Optional.empty();
    }
    String value = (last.text() + " " + trend.unit()).strip();
    String verdict =
        switch (trend.verdict()) {
          case HIGH -> ", above the usual range";
          case LOW -> ", below the usual range";
          case IN_RANGE, NO_RANGE -> "";
        };
    String moved = before.map(b -> moved(b, last) + " ").orElse("is ");
    return Optional.of(
        new Fact(
            Fact.Kind.RESULT,
            stop(trend.code().text() + " " + moved + value + verdict),
            value,
            Optional.of(last.source()),
            trend.code().text() + ", " + day(LocalDate.ofInstant(last.when(), zone))));
  }

  private String moved(Trend.Point before, Trend.Point last) {
    int direction = Double.compare(last.value(), before.value());
    String since = " since " + day(LocalDate.ofInstant(before.when(), zone));
    if (direction == 0) {
      return "is unchanged" + since + " at";
    }
    return (direction > 0 ? "rose from " : "fell from ") + before.text() + since + " to";
  }

  private Optional<Fact> medicines() {
    List<String> names =
        Stream.concat(
                all(MedicationStatement.class)
                    .filter(m -> m.status() == MedicationStatus.ACTIVE)
                    .map(m -> named(m.medication(), m.dosage())),
                all(MedicationRequest.class)
                    .filter(m -> m.status() == MedicationStatus.ACTIVE)
                    .map(m -> named(m.medication(), m.dosage())))
            .distinct()
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    int more = names.size() - MOST_NAMES;
    String list = String.join("; ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    String rest = more > 0 ? "; and " + more + " more" : "";
    return Optional.of(
        new Fact(
            Fact.Kind.MEDICINE, stop("Takes " + list + rest), "", Optional.empty(), "Medicines"));
  }

  private static String named(Code medication, String dosage) {
    return dosage.isBlank() ? medication.text() : medication.text() + ", " + dosage;
  }

  private Optional<Fact> note() {
    return all(Note.class)
        .filter(n -> isWithin(n.written(), HALF_A_YEAR))
        .max(Comparator.comparing(Note::written))
        .map(
            n -> {
              String day = day(LocalDate.ofInstant(n.written(), zone));
              String text = n.title().isBlank() ? n.text() : n.title();
              return new Fact(
                  Fact.Kind.NOTE,
                  stop("Note of " + day + ": " + quote(text)),
                  "",
                  Optional.of(n.id()),
                  "Note, " + day);
            });
  }

  private <T extends ChartEntry> Stream<T> all(Class<T> type) {
    return chart.stream().filter(type::isInstance).map(type::cast);
  }

  private boolean isWithin(Instant when, Duration before) {
    return when.isAfter(now.minus(before));
  }

  private String day(LocalDate day) {
    boolean thisYear = day.getYear() == LocalDate.ofInstant(now, zone).getYear();
    String pattern = thisYear ? "d MMM" : "d MMM yyyy";
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day);
  }

  /** The first line, cut at a word, so that one long note does not fill the panel. */
  private static String quote(String text) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    if (line.length() <= LONGEST_QUOTE) {
      return line;
    }
    int cut = line.lastIndexOf(' ', LONGEST_QUOTE);
    return line.substring(0, cut > 0 ? cut : LONGEST_QUOTE) + " …";
  }

  private static String stop(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("…") ? sentence : sentence + ".";
  }
}
