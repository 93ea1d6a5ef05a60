package org.vestibule.ehr.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.record.PatientId;

/**
 * What has been kept long enough, and why: a function of the records, the schedule and the time
 * alone. Making one changes nothing.
 *
 * @param asOf when it was made
 * @param due the longest overdue first
 */
public record RetentionPlan(Instant asOf, List<Due> due) {
  private static final int MAJORITY = 18;

  public RetentionPlan {
    due = List.copyOf(due);
  }

  /**
   * A record, or the face data of one, whose time is over.
   *
   * @param number what the clinic calls the patient
   * @param kind which kind decides: {@link RetentionKind#FACE} means the face data alone
   * @param years how long that kind is kept
   * @param lastContact the day of the last visit or change (UTC)
   * @param keptUntil the last day (UTC) it had to be kept
   * @param waits true if it stays nevertheless until an emergency access to it is signed off
   */
  public record Due(
      PatientId patient,
      String number,
      RetentionKind kind,
      int years,
      LocalDate lastContact,
      LocalDate keptUntil,
      boolean waits) {
    /** Whether the whole record is due, not the face data alone. */
    public boolean whole() {
      return kind != RetentionKind.FACE;
    }

    @Override
    public String toString() {
      return "Due[" + patient + ", " + kind + "]";
    }
  }

  static RetentionPlan of(
      Collection<RetentionFacts> facts, RetentionSchedule schedule, Instant now) {
    // A day more than asked for, so that no time zone makes it a day less.
    LocalDate today = day(now).minusDays(1);
    List<Due> due = new ArrayList<>();
    for (RetentionFacts f : facts) {
      Due whole = record(f, schedule);
      if (whole.keptUntil().isBefore(today)) {
        due.add(whole);
      } else {
        face(f, schedule).filter(d -> d.keptUntil().isBefore(today)).ifPresent(due::add);
      }
    }
    due.sort(Comparator.comparing(Due::keptUntil).thenComparing(Due::number));
    return new RetentionPlan(now, due);
  }

  private static Due record(RetentionFacts f, RetentionSchedule schedule) {
    RetentionKind longest =
        f.kinds().stream()
            .filter(k -> k != RetentionKind.FACE)
            .max(Comparator.comparingInt(schedule::of).thenComparing(k -> k))
            .orElse(RetentionKind.CONTACT);
    LocalDate until = day(f.lastContact()).plusYears(schedule.of(longest));
    LocalDate minor = f.birthDate().plusYears(MAJORITY).plusYears(schedule.of(RetentionKind.MINOR));
    return minor.isAfter(until)
        ? due(f, RetentionKind.MINOR, schedule, minor)
        : due(f, longest, schedule, until);
  }

  private static Optional<Due> face(RetentionFacts f, RetentionSchedule schedule) {
    return f.kinds().contains(RetentionKind.FACE)
        ? Optional.of(
            due(
                f,
                RetentionKind.FACE,
                schedule,
                day(f.lastContact()).plusYears(schedule.of(RetentionKind.FACE))))
        : Optional.empty();
  }

  private static Due due(
      RetentionFacts f, RetentionKind kind, RetentionSchedule schedule, LocalDate until) {
    boolean waits = f.waits() && kind != RetentionKind.FACE;
    return new Due(
        f.patient(), f.number(), kind, schedule.of(kind), day(f.lastContact()), until, waits);
  }

  static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
