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
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.ehr.clinical.ChartSummary;
import org.vestibule.ehr.clinical.Range;
import org.vestibule.ehr.clinical.Reading;
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
  private record Dated(Optional<Instant> when, String title, String detail, boolean notable) {
    @Override
    public String toString() {
      return "Dated";
    }
  }

  List<org.vestibule.app.flow.Chart.Entry> entries() {
    List<Dated> all = new ArrayList<>();
    for (Appointment a : chart.appointments()) {
      a.arrived().ifPresent(at -> all.add(new Dated(Optional.of(at), "Arrived", arrival(a), true)));
    }
    for (Encounter e : chart.encounters()) {
      String who = e.practitioner().isBlank() ? "" : ", " + e.practitioner();
      all.add(new Dated(e.start(), e.type().text() + who, e.reason(), false));
    }
    for (Note n : chart.notes()) {
      all.add(new Dated(Optional.of(n.written()), "Note, " + n.author(), text(n), false));
    }
    chart
        .immunizations()
        .forEach(
            i ->
                all.add(
                    new Dated(
                        Optional.of(i.occurred().atStartOfDay(zone).toInstant()),
                        "Vaccination",
                        i.vaccine().text(),
                        false)));
    laboratoryDays(all);
    return all.stream()
        .sorted(Comparator.comparing((Dated d) -> d.when().orElse(Instant.MIN)).reversed())
        .map(
            d ->
                new org.vestibule.app.flow.Chart.Entry(
                    d.when().map(t -> Words.shortDay(t, now, zone)).orElse("Date unknown"),
                    d.title(),
                    d.detail(),
                    d.notable()))
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
    Map<Optional<LocalDate>, Integer> perDay = new LinkedHashMap<>();
    for (Observation o : chart.observations()) {
      perDay.merge(o.effective().map(t -> LocalDate.ofInstant(t, zone)), 1, Integer::sum);
    }
    perDay.forEach(
        (day, count) ->
            all.add(
                new Dated(
                    day.map(d -> d.atStartOfDay(zone).toInstant()),
                    "Results",
                    Count.of(count, "result"),
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
        .sorted(
            Comparator.comparing((Observation o) -> o.effective().orElse(Instant.MIN)).reversed())
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
                  .map(o -> number(Reading.parts(o).get(0).value()))
                  .flatMap(Optional::stream)
                  .toList(),
              Reading.text(last),
              Reading.parts(last).get(0).unit(),
              verdict(series)));
    }
    if (last.value().isBlank()) {
      return Optional.empty();
    }
    List<Double> values =
        series.stream().map(o -> number(o.value())).flatMap(Optional::stream).toList();
    return Optional.of(
        new org.vestibule.app.flow.Chart.Result(
            last.code().text(), values, Reading.text(last), last.unit(), verdict(series)));
  }

  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
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
