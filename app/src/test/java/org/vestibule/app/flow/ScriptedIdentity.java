package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.DeskIdentity.Beside.Line;
import org.vestibule.app.flow.DeskIdentity.Beside.Side;
import org.vestibule.app.flow.ImportReviews.Waiting;
import org.vestibule.app.flow.Registration.Compared;
import org.vestibule.app.flow.Registration.Compared.Likeness;

/** Merging and imports that wait as tests of the screens script them; writes down what is asked. */
public final class ScriptedIdentity implements DeskIdentity {
  private final ScriptedPeople.Asking asking;
  private boolean parted;
  private boolean decided;

  ScriptedIdentity(ScriptedPeople.Asking asking) {
    this.asking = asking;
  }

  @Override
  public Beside compare(String from, String into) throws FlowException {
    asking.ask("compare", from, into);
    return beside(
        new Side(from, "Kamla Hegde", Optional.empty()),
        new Side(into, "Kamala Hegde", Optional.empty()));
  }

  private static Beside beside(Side one, Side other) {
    return new Beside(
        one,
        other,
        List.of(
            line("Name", one.name(), other.name(), Likeness.NEARLY, "spelt differently"),
            line("Born", "14 March 1948", "14 March 1948", Likeness.SAME, "same"),
            line("Phone", "98450 11348", "98450 11347", Likeness.NEARLY, "one digit differs"),
            line("Address", "", "4 Lake Road, Mysuru", Likeness.NO_DATA, "no data"),
            new Line(
                new Compared("Allergies", "Latex", "Penicillin", Likeness.DIFFERENT, "different"),
                "all of both")));
  }

  private static Line line(
      String field, String one, String other, Likeness likeness, String words) {
    return new Line(new Compared(field, one, other, likeness, words), other);
  }

  @Override
  public String merge(String from, String into, String reason) throws FlowException {
    asking.ask("merge", from, into, reason);
    return into;
  }

  @Override
  public List<Merged> merged(String patientNumber) throws FlowException {
    asking.ask("merged", patientNumber);
    return parted
        ? List.of()
        : List.of(
            new Merged(
                "V-002280",
                "Kamla Hegde",
                LocalDate.of(1948, 3, 14),
                Instant.parse("2026-11-20T08:58:00Z"),
                "menon",
                "the same health card"));
  }

  @Override
  public void part(String from, String reason) throws FlowException {
    asking.ask("part", from, reason);
    parted = true;
  }

  @Override
  public List<Waiting> waiting() throws FlowException {
    asking.ask("waitingImports");
    Waiting iyer =
        new Waiting(
            "held-2",
            "city-lab.json",
            Instant.parse("2026-11-24T09:12:00Z"),
            "nair",
            "Iyer, Leela",
            LocalDate.of(1990, 1, 1),
            "V-001932",
            "Rao, Lakshmi",
            LocalDate.of(1979, 6, 2));
    Waiting hegde =
        new Waiting(
            "held-1",
            "st-marys.json",
            Instant.parse("2026-11-24T08:40:00Z"),
            "nair",
            "Hegde, Kamla",
            LocalDate.of(1948, 3, 14),
            "V-004127",
            "Hegde, Kamala",
            LocalDate.of(1948, 3, 14));
    return decided ? List.of(iyer) : List.of(hegde, iyer);
  }

  @Override
  public Held held(String id) throws FlowException {
    asking.ask("held", id);
    return new Held(
        List.of("MR-77120"),
        beside(
            new Side("In the file", "Kamla Hegde", Optional.empty()),
            new Side("V-004127", "Kamala Hegde", Optional.empty())));
  }

  @Override
  public Optional<String> decide(String id, Decision decision, String reason) throws FlowException {
    asking.ask("decide", id, decision.name(), reason);
    decided = true;
    return decision == Decision.DISCARD ? Optional.empty() : Optional.of("V-004127");
  }
}
