package org.vestibule.app.desk;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.PeopleWork.Card;

/** An emergency card to read, calm and large: what must not be given stands first. */
final class EmergencyCardPane extends VBox {
  private static final DateTimeFormatter BORN =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  EmergencyCardPane(Card card) {
    super(18);
    getStyleClass().addAll("card", "emergency-card");
    getChildren()
        .addAll(
            Parts.column(
                2,
                Parts.wrapping(card.name(), "name"),
                Parts.wrapping(
                    "born "
                        + BORN.format(LocalDate.parse(card.born()))
                        + ", "
                        + card.patient()
                        + (card.phone().isBlank() ? "" : ", " + card.phone()),
                    "muted")),
            Parts.rule(),
            section("Allergies", allergies(card)),
            section("Blood group", List.of(words(card.bloodGroup().orElse("Not measured here")))),
            section("Medicines", lines(card.medicines(), "None written down")),
            section("Whom to call", lines(card.contacts(), "Nobody written down")),
            Parts.rule(),
            Parts.wrapping(
                "The ledger keeps that you opened this card and why. An administrator or the"
                    + " auditor signs it off.",
                "muted",
                "note"));
  }

  /** Not asked, none known and a list look different everywhere. */
  private static List<? extends Node> allergies(Card card) {
    if (!card.allergies().isEmpty()) {
      return card.allergies().stream().map(each -> Parts.wrapping(each, "title-18")).toList();
    }
    return List.of(
        card.allergyStatus().equals("none known")
            ? Parts.state(Mark.TICK, "No known allergies", Tone.OK, "title-18")
            : Parts.state(Mark.TRIANGLE, "Allergies: not asked yet", Tone.WAIT, "title-18"));
  }

  private static List<? extends Node> lines(List<String> all, String none) {
    return all.isEmpty()
        ? List.of(Parts.wrapping(none, "lead", "muted"))
        : all.stream().map(EmergencyCardPane::words).toList();
  }

  private static Node words(String words) {
    return Parts.wrapping(words, "lead");
  }

  private static VBox section(String heading, List<? extends Node> content) {
    VBox section = Parts.column(4, Parts.text(heading, "muted"));
    section.getChildren().addAll(content);
    return section;
  }
}
