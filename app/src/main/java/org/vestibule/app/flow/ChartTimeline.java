package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.ehr.clinical.ChartSummary;
import org.vestibule.ehr.clinical.Range;
import org.vestibule.ehr.clinical.Trend;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.store.Chart;

/** A chart in the order of time: entries, measured quantities, and the facts of the summary. */
final class ChartTimeline {
  private static final int MOST_RESULTS = 12;

  private final Chart chart;
  private final Instant now;
  private final ZoneId zone;

  ChartTimeline(Chart chart, Instant now, ZoneId zone) {
    this.chart = chart;
    this.now = now;
    this.zone = zone;
  }

  /** An entry before it is put into order. */
  private record Dated(Instant when, String title, String detail, boolean notable) {
    @Override
    public String toString() {
      return "Dated";
    }
  }

  List<org.vestibule.app.flow.Chart.Entry> entries() {
    List<Dated> all = new ArrayList<>();
    for (Appointment a : chart.appointments()) {
      a.arrived().ifPresent(at -> all.add(new Dated(at, "Arrived", arrival(a), true)));
    }
    for (Encounter e : chart.encounters()) {
      String who = e.practitioner().isBlank() ? "" : ", " + e.practitioner();
      all.add(new Dated(e.start(), e.type().text() + who, e.reason(), false));
    }
    for (Note n : chart.notes()) {
      all.add(new Dated(n.written(), "Note, " + n.author(), text(n), false));
    }
    chart
        .immunizations()
        .forEach(
            i ->
                all.add(
                    new Dated(
                        i.occurred().atStartOfDay(zone).toInstant(),
                        "Vaccination",
                        i.vaccine().text(),
                        false)));
    laboratoryDays(all);
    return all.stream()
        .sorted(Comparator.comparing(Dated::when).reversed())
        .map(
            d ->
                new org.vestibule.app.flow.Chart.Entry(
                    Words.shortDay(d.when(), now, zone), d.title(), d.detail(), d.notable()))
        .toList();
  }

  private static String arrival(Appointment appointment) {
    return appointment.walkIn()
        ? "without an appointment"
        : "appointment with " + appointment.practitioner();
  }

  private static String text(Note note) {
    return note.title().isBlank() ? note.text() : note.title() + ": " + note.text();
  }

  private void laboratoryDays(List<Dated> all) {
    Map<LocalDate, Integer> perDay = new LinkedHashMap<>();
    for (Observation o : chart.observations()) {
      perDay.merge(LocalDate.ofInstant(o.effective(), zone), 1, Integer::sum);
    }
    perDay.forEach(
        (day, count) ->
            all.add(
                new Dated(
                    day.atStartOfDay(zone).toInstant(),
                    "Results",
                    count == 1 ? "1 result" : count + " results",
                    false)));
  }

  List<org.vestibule.app.flow.Chart.Result> results() {
    return byName().values().stream()
        .limit(MOST_RESULTS)
        .map(ChartTimeline::result)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Every measured quantity, oldest first, the quantity measured last coming first. */
  private Map<String, List<Observation>> byName() {
    Map<String, List<Observation>> byName = new LinkedHashMap<>();
    chart.observations().stream()
        .sorted(Comparator.comparing(Observation::effective).reversed())
        .forEach(o -> byName.computeIfAbsent(o.code().text(), n -> new ArrayList<>()).add(0, o));
    return byName;
  }

  private static Optional<org.vestibule.app.flow.Chart.Result> result(List<Observation> series) {
    Observation last = series.get(series.size() - 1);
    if (!last.components().isEmpty()) {
      return Optional.of(
          new org.vestibule.app.flow.Chart.Result(
              last.code().text(),
              series.stream()
                  .filter(o -> !o.components().isEmpty())
                  .map(o -> number(o.components().get(0).value()))
                  .flatMap(Optional::stream)
                  .toList(),
              String.join("/", last.components().stream().map(c -> c.value()).toList()),
              last.components().get(0).unit(),
              verdict(series)));
    }
    if (last.value().isBlank()) {
      return Optional.empty();
    }
    List<Double> values =
        series.stream().map(o -> number(o.value())).flatMap(Optional::stream).toList();
    return Optional.of(
        new org.vestibule.app.flow.Chart.Result(
            last.code().text(), values, rounded(last.value()), last.unit(), verdict(series)));
  }

  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Imported values have many digits that no instrument gave. */
  private static String rounded(String text) {
    return number(text)
        .filter(value -> text.length() > 6)
        .map(value -> String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.1f", value))
        .orElse(text);
  }

  /** Facts, each with its source; no advice. */
  List<org.vestibule.app.flow.Chart.Fact> summary() {
    List<ChartEntry> entries = new ArrayList<>(chart.appointments());
    entries.addAll(chart.conditions());
    entries.addAll(chart.observations());
    entries.addAll(chart.medications());
    entries.addAll(chart.prescriptions());
    entries.addAll(chart.notes());
    return ChartSummary.of(entries, now, zone).stream()
        .map(f -> new org.vestibule.app.flow.Chart.Fact(f.sentence(), f.sourceLabel()))
        .toList();
  }

  /** In words; a measurement of several parts is outside if one of them is. */
  private static String verdict(List<Observation> series) {
    Observation last = series.get(series.size() - 1);
    Set<Range.Verdict> parts =
        Trend.of(List.of(last)).stream().map(Trend::verdict).collect(Collectors.toSet());
    if (parts.contains(Range.Verdict.HIGH)) {
      return "high";
    }
    if (parts.contains(Range.Verdict.LOW)) {
      return "low";
    }
    return parts.contains(Range.Verdict.IN_RANGE) ? "in range" : "";
  }
}
