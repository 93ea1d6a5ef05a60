package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.app.flow.DeskView.DoctorDay;
import org.vestibule.app.flow.DeskView.Expected;
import org.vestibule.app.flow.DeskView.Slot;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.store.Arrival;

/** Today's appointments as the desk's columns and its list of who is expected. */
final class DoctorDays {
  /** How long an appointment takes when nobody wrote it down. */
  private static final Duration USUAL = Duration.ofMinutes(20);

  /** Gaps shorter than this are not worth calling free. */
  private static final Duration FREE = Duration.ofMinutes(15);

  private static final Duration ON_TIME = Duration.ofMinutes(5);

  private final List<Arrival> day;
  private final Collection<DeskRow> rows;
  private final ZoneId zone;

  DoctorDays(List<Arrival> day, Collection<DeskRow> rows, ZoneId zone) {
    this.day = day;
    this.rows = rows;
    this.zone = zone;
  }

  List<Expected> expected() {
    return day.stream()
        .filter(a -> a.appointment().status() == AppointmentStatus.BOOKED)
        .map(
            a ->
                new Expected(
                    at(a.appointment().start()),
                    a.patient().number(),
                    a.patient().name().spoken(),
                    a.appointment().reason(),
                    a.appointment().practitioner()))
        .toList();
  }

  List<DoctorDay> columns(Instant now) {
    Map<String, List<Arrival>> byDoctor = new TreeMap<>();
    for (Arrival arrival : day) {
      Appointment appointment = arrival.appointment();
      boolean shown =
          appointment.status() != AppointmentStatus.CANCELLED
              && !appointment.practitioner().isBlank()
              && !appointment.walkIn();
      if (shown) {
        byDoctor.computeIfAbsent(appointment.practitioner(), d -> new ArrayList<>()).add(arrival);
      }
    }
    return byDoctor.entrySet().stream()
        .map(e -> new DoctorDay(e.getKey(), lateness(e.getValue(), now), slots(e.getValue())))
        .toList();
  }

  private List<Slot> slots(List<Arrival> own) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      Instant start = own.get(i).appointment().start();
      Instant end = start.plus(USUAL);
      Optional<Instant> next =
          i + 1 < own.size() ? Optional.of(own.get(i + 1).appointment().start()) : Optional.empty();
      Instant until = next.filter(n -> n.isBefore(end)).orElse(end);
      slots.add(slot(own.get(i), at(start), at(until)));
      if (next.isPresent() && !next.get().isBefore(until.plus(FREE))) {
        slots.add(new Slot(at(until), at(next.get()), "Free", "", Slot.State.FREE));
      }
    }
    return slots;
  }

  private Slot slot(Arrival arrival, LocalTime start, LocalTime end) {
    String name = arrival.patient().name().spoken();
    Appointment appointment = arrival.appointment();
    if (appointment.status() == AppointmentStatus.FULFILLED) {
      return new Slot(start, end, name, "seen", Slot.State.SEEN);
    }
    if (row(arrival).filter(r -> r.calledIn.isPresent()).isPresent()) {
      return new Slot(start, end, name, "with the doctor", Slot.State.NOW);
    }
    if (appointment.status().isHere()) {
      return new Slot(start, end, name, "here", Slot.State.HERE);
    }
    return new Slot(start, end, name, appointment.reason(), Slot.State.EXPECTED);
  }

  private String lateness(List<Arrival> own, Instant now) {
    Duration late =
        own.stream()
            .filter(a -> a.appointment().status().isHere())
            .map(a -> behind(a, now))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return late.compareTo(ON_TIME) <= 0 ? "on time" : late.toMinutes() + " min late";
  }

  /** How long after its time somebody who is here was called, or still is not. */
  private Duration behind(Arrival arrival, Instant now) {
    Instant start = arrival.appointment().start();
    Instant here = arrival.appointment().arrived().orElse(start);
    Instant due = here.isAfter(start) ? here : start;
    Instant called = row(arrival).flatMap(r -> r.calledIn).orElse(now);
    return Duration.between(due, called);
  }

  private Optional<DeskRow> row(Arrival arrival) {
    String reference = arrival.patient().id().toString();
    return rows.stream().filter(row -> row.isOf(reference)).findFirst();
  }

  private LocalTime at(Instant when) {
    return LocalTime.ofInstant(when, zone);
  }
}
