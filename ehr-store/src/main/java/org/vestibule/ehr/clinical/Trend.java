package org.vestibule.ehr.clinical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Observation;

/**
 * One measured quantity over time, in one unit.
 *
 * @param code what is measured; its text is shown
 * @param unit empty if it has none
 * @param points oldest first, at least one
 * @param range empty if none is known
 */
public record Trend(Code code, String unit, List<Point> points, Optional<Range> range) {
  /**
   * One value.
   *
   * @param source the observation that it stands in
   * @param value in the trend's unit
   * @param text as {@link Reading#text(String, String)} has it
   */
  public record Point(Id<Observation> source, Instant when, double value, String text) {
    @Override
    public String toString() {
      return "Point";
    }
  }

  public Trend {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a trend has at least one point");
    }
  }

  /**
   * All quantities of a chart, the one measured last first. Observations without a number or a time
   * are passed over; the parts of a composed measurement are quantities of their own; a quantity
   * reported in two units is two trends, since nothing is converted.
   */
  public static List<Trend> of(Collection<? extends ChartEntry> chart) {
    Map<List<String>, List<Part>> byQuantity = new LinkedHashMap<>();
    chart.stream()
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .filter(o -> o.effective().isPresent())
        .sorted(Comparator.comparing(o -> o.effective().orElseThrow()))
        .flatMap(o -> parts(o).stream())
        .forEach(p -> byQuantity.computeIfAbsent(p.key(), k -> new ArrayList<>()).add(p));
    return byQuantity.values().stream()
        .map(Trend::trend)
        .sorted(Comparator.comparing((Trend t) -> t.latest().when()).reversed())
        .toList();
  }

  private record Part(Code code, String unit, Point point) {
    List<String> key() {
      String name = code.code().isEmpty() ? code.text() : code.code();
      return List.of(code.system(), name, unit);
    }

    @Override
    public String toString() {
      return "Part";
    }
  }

  private static List<Part> parts(Observation o) {
    List<Part> all = new ArrayList<>();
    part(o, o.code(), o.value(), o.unit()).ifPresent(all::add);
    o.components().forEach(c -> part(o, c.code(), c.value(), c.unit()).ifPresent(all::add));
    return all;
  }

  private static Optional<Part> part(Observation o, Code code, String value, String unit) {
    return Reading.number(value)
        .flatMap(
            number ->
                o.effective()
                    .map(
                        when ->
                            new Point(
                                o.id(), when, number.doubleValue(), Reading.text(number, unit))))
        .map(point -> new Part(code, unit, point));
  }

  private static Trend trend(List<Part> parts) {
    Part last = parts.get(parts.size() - 1);
    List<Point> points = parts.stream().map(Part::point).toList();
    return new Trend(
        last.code(), last.unit(), points, ReferenceRanges.of(last.code().code(), last.unit()));
  }

  /** The newest value. */
  public Point latest() {
    return points.get(points.size() - 1);
  }

  /** How the newest value lies to the range. */
  public Range.Verdict verdict() {
    return range.map(r -> r.verdict(latest().value())).orElse(Range.Verdict.NO_RANGE);
  }

  @Override
  public String toString() {
    return "Trend[" + points.size() + "]";
  }
}
