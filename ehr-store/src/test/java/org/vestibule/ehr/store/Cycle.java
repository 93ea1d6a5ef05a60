package org.vestibule.ehr.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;

/**
 * One of everything that a clinic writes, in a process of its own, whose disk may fail at any
 * moment. It tells of each step whether it was acknowledged or refused, and goes on after a
 * refusal; another process then asks whether what was acknowledged is there.
 */
final class Cycle {
  private static final byte[] SCAN = Clinic.picture(99, 70_000).bytes();

  private Cycle() {}

  /** Something written, and the question whether it is there. */
  private record Step(String name, Act act, Check check) {}

  @FunctionalInterface
  private interface Act {
    void in(Session session);
  }

  @FunctionalInterface
  private interface Check {
    boolean in(Session session);
  }

  private static final List<Step> STEPS =
      List.of(
          new Step(
              "enrol",
              s -> care(s).faces().enrol(Canaries.enrolment(Canaries.patient(1), 1)),
              s ->
                  care(s).faces().enrolled().contains(first(s)) && chart(s).consents().size() == 1),
          new Step(
              "entries",
              s -> care(s).charts().put(first(s), Canaries.entries(first(s))),
              s -> chart(s).allergies().size() == 1 && chart(s).notes().size() == 1),
          new Step(
              "edit",
              s -> care(s).people().update(patient(s, 1).change().address("Elsewhere 1").build()),
              s -> patient(s, 1).address().equals("Elsewhere 1")),
          new Step(
              "photo",
              s -> care(s).people().setPhoto(first(s), Clinic.picture(5, 30_000)),
              s -> care(s).people().photo(first(s)).orElseThrow().bytes().length == 30_000),
          new Step(
              "document",
              s ->
                  care(s)
                      .documents()
                      .attach(
                          first(s),
                          new NewDocument("scan", () -> new ByteArrayInputStream(SCAN), true)),
              s -> hasScan(s)),
          new Step(
              "second patient",
              s -> care(s).people().register(Canaries.patient(2)),
              s -> find(s, 2).isPresent()),
          new Step(
              "allergies",
              s -> care(s).charts().stateAllergies(patient(s, 2).id(), AllergyStatus.NONE_KNOWN),
              s ->
                  care(s).charts().open(patient(s, 2).id()).allergyStatus()
                      == AllergyStatus.NONE_KNOWN),
          new Step(
              "booking",
              s -> care(s).queue().book(Clinic.appointment(patient(s, 2).id(), Clinic.NOW)),
              s -> !care(s).queue().day(Clinic.day("2026-03-05")).isEmpty()),
          new Step(
              "arrival",
              s -> care(s).queue().arrive(patient(s, 2).id()),
              s -> !care(s).queue().day(Clinic.day("2026-03-05")).isEmpty()),
          new Step(
              "staff",
              s ->
                  keys(s)
                      .addStaff(
                          new Practitioner("rita", new HumanName("Gomez", "Rita")),
                          Set.of(Role.RECEPTIONIST),
                          "reception desk".toCharArray()),
              s -> keys(s).list().size() == 2),
          new Step(
              "third patient",
              s -> care(s).faces().enrol(Canaries.enrolment(Canaries.patient(3), 3)),
              s -> find(s, 3).isPresent() || erased(s)),
          new Step(
              "withdrawal",
              s -> care(s).consents().withdraw(patient(s, 3).id(), Purpose.FACE_RECOGNITION),
              s ->
                  find(s, 3).isEmpty() || !care(s).faces().enrolled().contains(patient(s, 3).id())),
          new Step(
              "rotation",
              s -> {
                keys(s).startRotation();
                keys(s).rotate(rows -> {});
              },
              s -> !keys(s).rotating()),
          new Step(
              "erasure",
              s -> s.act(Purpose.ADMINISTRATION).erasures().erase(patient(s, 3).id()),
              s -> find(s, 3).isEmpty()));

  private static Access care(Session session) {
    return session.act(Purpose.TREATMENT);
  }

  private static Keys keys(Session session) {
    return session.act(Purpose.ADMINISTRATION).keys();
  }

  private static Optional<Patient> find(Session session, int seed) {
    return care(session).people().byNumber(Canaries.patient(seed).number());
  }

  private static Patient patient(Session session, int seed) {
    return find(session, seed).orElseThrow(StoreException.NotFound::new);
  }

  /** Whether the third patient, who once was there, was erased. */
  private static boolean erased(Session session) {
    return session.act(Purpose.ADMINISTRATION).erasures().list().lines().count() > 0;
  }

  private static PatientId first(Session session) {
    return patient(session, 1).id();
  }

  private static Chart chart(Session session) {
    return care(session).charts().open(first(session));
  }

  private static boolean hasScan(Session session) {
    Documents documents = care(session).documents();
    return documents.list(first(session)).stream()
        .anyMatch(
            d -> {
              ByteArrayOutputStream to = new ByteArrayOutputStream();
              documents.fetch(first(session), d.id(), "checking", to);
              return Arrays.equals(SCAN, to.toByteArray());
            });
  }

  public static void main(String[] args) {
    System.out.println("begun");
    try (EhrStore store = Clinic.open(Path.of(args[0]));
        Session session = Clinic.unlock(store)) {
      for (Step step : STEPS) {
        say(step, session);
      }
    } catch (StoreException e) {
      System.out.println("refused " + e.code() + " " + e.getMessage());
    }
    System.out.println("ended");
  }

  private static void say(Step step, Session session) {
    try {
      step.act().in(session);
      System.out.println("done " + step.name());
    } catch (StoreException e) {
      System.out.println("refused " + e.code() + " " + e.getMessage());
    }
  }

  /** Which acknowledged steps are not there now; those that verify finds fault with besides. */
  static List<String> missing(Session session, List<String> said) {
    return STEPS.stream()
        .filter(step -> said.contains("done " + step.name()))
        .filter(step -> !step.check().in(session))
        .map(Step::name)
        .toList();
  }

  /** How many steps there are. */
  static int size() {
    return STEPS.size();
  }
}
