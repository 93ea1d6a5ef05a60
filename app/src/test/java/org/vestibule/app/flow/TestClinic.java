package org.vestibule.app.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.NewClinic;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StorePlace;

/** A real store in a temporary folder with one invented patient who has an appointment. */
final class TestClinic {
  static final String USER = "r.menon";
  static final String PASSWORD = "a long enough passphrase";
  static final String DESK = "p.rao";
  static final LocalDate BORN = LocalDate.of(1948, 3, 14);

  private TestClinic() {}

  static Created create(Path folder) {
    return create(StorePlace.in(folder));
  }

  static Created create(StorePlace place) {
    return EhrStore.create(place, new NewClinic("Lakeside Clinic", USER, PASSWORD.toCharArray()));
  }

  /** In eight minutes, or what is left of the day: its appointments are what a desk shows. */
  static Instant soon() {
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    ZonedDateTime soon = now.plusMinutes(8);
    ZonedDateTime last = now.with(LocalTime.MAX);
    return (soon.isAfter(last) ? last : soon).toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Kamala Hegde, V-004127, with a severe allergy and an appointment at this time. */
  static Patient kamala(Session session, Instant appointment) {
    Patient kamala =
        session
            .act(Purpose.FRONT_DESK)
            .people()
            .register(
                Patient.named(new HumanName("Hegde", "Kamala"), BORN)
                    .number("V-004127")
                    .phone("98450 11347")
                    .language("kn")
                    .build());
    session
        .act(Purpose.FRONT_DESK)
        .queue()
        .book(
            new Appointment(
                Id.random(),
                kamala.id(),
                appointment,
                "check-up",
                "Dr Nair",
                AppointmentStatus.BOOKED,
                Optional.empty(),
                false));
    session
        .act(Purpose.TREATMENT)
        .charts()
        .put(
            kamala.id(),
            List.of(
                new AllergyIntolerance(
                    Id.random(),
                    kamala.id(),
                    Code.of("Penicillin"),
                    Criticality.HIGH,
                    "anaphylaxis",
                    Optional.of(LocalDate.of(2014, 5, 1)))));
    return kamala;
  }

  /** Somebody who may do what the front desk does, and nothing else. */
  static void receptionist(Session session) {
    session
        .act(Purpose.ADMINISTRATION)
        .keys()
        .addStaff(
            new Practitioner(DESK, new HumanName("Rao", "Priya")),
            Set.of(Role.RECEPTIONIST),
            PASSWORD.toCharArray());
  }

  /** Writes a shipped portrait or clip beside the test's data. */
  static Path unpack(String name, Path folder) {
    try (InputStream in = TestClinic.class.getResourceAsStream("/org/vestibule/app/demo/" + name)) {
      Path file = folder.resolve(Path.of(name).getFileName().toString());
      Files.createDirectories(folder);
      Files.copy(in, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a snapshot. */
  static <T> T await(Published<T> source, Predicate<T> until) throws Exception {
    CompletableFuture<T> seen = new CompletableFuture<>();
    try (Subscription waiting =
        source.listen(
            value -> {
              if (until.test(value)) {
                seen.complete(value);
              }
            })) {
      return seen.get(60, TimeUnit.SECONDS);
    }
  }
}
