package org.vestibule.app.desk;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.LedgerPage.Entry;

/** One entry of the ledger in full, with its mark and the mark it was made from. */
final class LedgerEntryPane extends VBox {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH);

  private final Clock clock;

  LedgerEntryPane(Clock clock) {
    this.clock = clock;
    getStyleClass().addAll("ledger-entry", "wall");
  }

  /**
   * @param agree whether both marks agree; empty when the entry before was not read
   */
  void show(Optional<Entry> chosen, Optional<Boolean> agree, Optional<Long> total) {
    getChildren().clear();
    chosen.ifPresent(entry -> fill(entry, agree));
    if (chosen.isEmpty() && total.isPresent()) {
      getChildren().add(Parts.wrapping("Choose an entry to read it in full.", "muted"));
    }
    getChildren()
        .addAll(
            Parts.gap(),
            Parts.wrapping(
                "Entries can be added, never changed or removed. If one were, the marks after it"
                    + " would stop agreeing and this page would say where.",
                "muted",
                "note"));
  }

  private void fill(Entry entry, Optional<Boolean> agree) {
    String number = String.format(Locale.ENGLISH, "%,d", entry.number());
    getChildren()
        .addAll(
            Parts.column(
                2,
                Parts.wrapping(entry.what(), "lead", "strong"),
                Parts.text("Entry " + number, "muted")),
            fact("When", WHEN.format(entry.when().atZone(clock.getZone()))),
            fact("Who", entry.who()),
            fact("Patient", entry.patient()),
            fact("Why", entry.why()),
            Parts.rule(),
            mark("Mark of this entry", entry.mark()),
            mark(before(entry), entry.before()));
    agree.ifPresent(
        same ->
            getChildren()
                .add(
                    same
                        ? Parts.state(Mark.TICK, "Both marks agree", Tone.OK, "strong")
                        : Parts.state(Mark.TRIANGLE, "The marks differ", Tone.HARM, "strong")));
  }

  private static String before(Entry entry) {
    return entry.number() == 1
        ? "Made from the beginning"
        : String.format(Locale.ENGLISH, "Made from the one before, %,d", entry.number() - 1);
  }

  private static HBox fact(String words, String value) {
    Label text = Parts.wrapping(value.isEmpty() ? "–" : value);
    HBox.setHgrow(text, Priority.ALWAYS);
    return new HBox(ArrivalRow.fixed(words, 80, "muted"), text);
  }

  private static VBox mark(String words, String mark) {
    return Parts.column(6, Parts.text(words, "muted"), Parts.text(grouped(mark), "mono"));
  }

  /** Eight digits a group, four groups a line. */
  static String grouped(String mark) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < mark.length(); at += 8) {
      if (at > 0) {
        text.append(at % 32 == 0 ? '\n' : ' ');
      }
      text.append(mark, at, Math.min(mark.length(), at + 8));
    }
    return text.toString();
  }
}
