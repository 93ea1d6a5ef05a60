package org.vestibule.ehr.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many years each kind is kept after the last contact. A record has one key and so one end: the
 * longest of the kinds it holds.
 *
 * @param years 1 to {@value #MOST} for every kind
 */
public record RetentionSchedule(Map<RetentionKind, Integer> years) {
  /** Most years that can be asked for. */
  public static final int MOST = 150;

  /** What holds where the clinic says nothing else. */
  public static final RetentionSchedule DEFAULT =
      new RetentionSchedule(
          Arrays.stream(RetentionKind.values())
              .collect(Collectors.toMap(k -> k, RetentionKind::defaultYears)));

  public RetentionSchedule {
    EnumMap<RetentionKind, Integer> all = new EnumMap<>(years);
    for (RetentionKind kind : RetentionKind.values()) {
      Integer wanted = all.get(kind);
      if (wanted == null || wanted < 1 || wanted > MOST) {
        throw new StoreException.Invalid(
            "Every kind is kept for 1 to " + MOST + " years: give another number.");
      }
    }
    years = Collections.unmodifiableMap(all);
  }

  /** The years of one kind. */
  public int of(RetentionKind kind) {
    return years.get(kind);
  }

  /** The same with other years for one kind. */
  public RetentionSchedule with(RetentionKind kind, int changed) {
    EnumMap<RetentionKind, Integer> all = new EnumMap<>(years);
    all.put(kind, changed);
    return new RetentionSchedule(all);
  }

  int shortest() {
    return Collections.min(years.values());
  }

  String text() {
    return years.entrySet().stream()
        .map(e -> e.getKey().name() + "=" + e.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** Kinds that an older version did not know keep their default. */
  static RetentionSchedule parse(String text) {
    RetentionSchedule schedule = DEFAULT;
    try {
      for (String line : text.lines().toList()) {
        String[] parts = line.split("=", 2);
        schedule = schedule.with(RetentionKind.valueOf(parts[0]), Integer.parseInt(parts[1]));
      }
      return schedule;
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new StoreException.Damaged(
          "The retention schedule cannot be read: restore the latest backup.", e);
    }
  }
}
