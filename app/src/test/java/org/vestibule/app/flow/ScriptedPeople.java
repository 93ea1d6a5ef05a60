package org.vestibule.app.flow;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.app.flow.PeopleWork.Card;
import org.vestibule.app.flow.PeopleWork.Person;
import org.vestibule.app.flow.PeopleWork.Waiting;

/** Staff and emergency access as tests of the screens script them. */
public final class ScriptedPeople implements DeskPeople {
  private final Asking asking;
  private final ScriptedFactor factor;

  /** Writes down what is asked, and refuses what is to be refused. */
  interface Asking {
    void ask(String action, String... with) throws FlowException;
  }

  ScriptedPeople(Asking asking) {
    this.asking = asking;
    this.factor = new ScriptedFactor(asking);
  }

  @Override
  public List<Person> staff() throws FlowException {
    asking.ask("staff");
    return List.of(
        new Person("rao", List.of("administrator"), "key"),
        new Person("nair", List.of("clinician"), "code"),
        new Person("menon", List.of("receptionist"), "none"),
        new Person("das", List.of("auditor", "researcher"), "none"));
  }

  @Override
  public void add(String user, Set<String> roles, char[] password) throws FlowException {
    String secret = new String(password);
    Arrays.fill(password, '\0');
    asking.ask("add", user, new TreeSet<>(roles).toString(), secret);
  }

  @Override
  public void remove(String user) throws FlowException {
    asking.ask("remove", user);
  }

  @Override
  public void resetPassword(String user, char[] next) throws FlowException {
    String secret = new String(next);
    Arrays.fill(next, '\0');
    asking.ask("resetPassword", user, secret);
  }

  @Override
  public ScriptedFactor factor() {
    return factor;
  }

  @Override
  public Card emergency(String patientNumber, String reason) throws FlowException {
    asking.ask("emergency", patientNumber, reason);
    return new Card(
        patientNumber,
        "Kamala Hegde",
        "1948-03-14",
        "98450 22871",
        List.of("Ravi Hegde (son) 98450 11007"),
        "listed",
        List.of("Penicillin (high, anaphylaxis)", "Latex (low, rash)"),
        List.of("Metformin 500 mg, twice a day", "Ramipril 2.5 mg, each night"),
        Optional.of("B positive"),
        "use-1");
  }

  @Override
  public List<Waiting> waiting() throws FlowException {
    asking.ask("waiting");
    return List.of(
        new Waiting(
            "use-1",
            "V-004127",
            "Kamala Hegde",
            "nair",
            Instant.parse("2026-11-24T08:58:00Z"),
            "collapsed at the entrance, no chart open"),
        new Waiting(
            "use-2",
            "V-002280",
            "Kamlesh Hegde",
            "menon",
            Instant.parse("2026-11-24T09:41:00Z"),
            "ambulance asks for allergies"));
  }

  @Override
  public void review(String use, boolean justified, String remark) throws FlowException {
    asking.ask("review", use, justified ? "justified" : "not justified", remark);
  }
}
