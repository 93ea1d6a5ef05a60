package org.vestibule.app.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.LedgerPage;
import org.vestibule.app.flow.LedgerPage.Checked;
import org.vestibule.app.ui.Icon;

/** What the check says, how many entries there are a day, and the button that checks again. */
final class LedgerHead extends HBox {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final double BARS_WIDTH = 552;
  private static final double BARS_HEIGHT = 50;

  private final LedgerModel model;
  private final Clock clock;
  private final StackPane sign = new StackPane();
  private final Label headline = Parts.wrapping("", "name");
  private final Label facts = Parts.wrapping("", "muted", "lead-14");
  private final HBox bars = new HBox();
  private final VBox graph;
  private final Button again;

  LedgerHead(LedgerModel model, Clock clock) {
    this.model = model;
    this.clock = clock;
    getStyleClass().addAll("ledger-head", "panel");
    setAlignment(Pos.CENTER_LEFT);
    setFillHeight(false);
    sign.getStyleClass().add("ledger-sign");
    again = Parts.filled("Check again", "V", model::check);
    again.setId("check-ledger");
    bars.setAlignment(Pos.BOTTOM_RIGHT);
    bars.setMinHeight(BARS_HEIGHT);
    HBox axis =
        Parts.row(
            0,
            Parts.text("12 weeks ago", "muted", "note"),
            Parts.gap(),
            Parts.text("entries a day", "muted", "note"),
            Parts.gap(),
            Parts.text("today", "muted", "note"));
    graph = Parts.column(4, bars, axis);
    graph.setPrefWidth(BARS_WIDTH);
    graph.setMinWidth(200);
    VBox words = Parts.column(4, headline, facts);
    words.setMinWidth(300);
    getChildren().addAll(sign, words, Parts.gap(), graph, Parts.gap(), again);
    model.checked().value().addListener((property, old, now) -> show());
    model.checked().loading().addListener((property, old, now) -> show());
    model.checked().trouble().addListener((property, old, now) -> show());
    model.page().value().addListener((property, old, now) -> show());
    show();
  }

  private void show() {
    Optional<LedgerPage> page = model.page().value().get();
    Optional<Checked> checked = model.checked().value().get();
    boolean checking = model.checked().loading().get();
    Optional<Trouble> trouble = model.checked().trouble().get();
    again.setDisable(checking);
    again.setText(checked.isPresent() ? "Check again" : "Check now");
    sign.getStyleClass().removeAll("sign-ok", "sign-bad", "sign-open");
    if (checking) {
      say("sign-open", Icon.DOTS, "Checking every entry and seal");
    } else if (trouble.isPresent()) {
      say("sign-bad", Icon.WARNING, trouble.get().sentence());
    } else if (checked.isEmpty()) {
      say("sign-open", Icon.RING, "Not checked yet since the desk was opened");
    } else if (checked.get().ok() && checked.get().leftOut().isPresent()) {
      say("sign-open", Icon.RING, "Every entry is in place, not every value was opened");
    } else if (checked.get().ok()) {
      say("sign-ok", Icon.TICK, "Every entry is in place");
    } else {
      say("sign-bad", Icon.WARNING, "Something was changed. Call your administrator.");
    }
    facts.setText(facts(page, checked));
    page.ifPresent(each -> showBars(each.perDay()));
    Parts.show(graph, page.map(each -> each.perDay().size() > 1).orElse(false));
  }

  private void say(String style, Icon icon, String words) {
    sign.getStyleClass().add(style);
    sign.getChildren().setAll(icon.node(24));
    headline.setText(words);
  }

  private String facts(Optional<LedgerPage> page, Optional<Checked> checked) {
    StringBuilder words = new StringBuilder();
    page.ifPresent(
        each -> {
          words.append(String.format(Locale.ENGLISH, "%,d entries", each.total()));
          each.since().ifPresent(since -> words.append(" since ").append(day(since)));
          words.append(".");
        });
    checked.ifPresent(
        each -> {
          String took = String.format(Locale.ENGLISH, "%.1f", each.took().toMillis() / 1000.0);
          words
              .append(" Checked at ")
              .append(TIME.format(each.at().atZone(clock.getZone())))
              .append(" in ")
              .append(took)
              .append(" s.");
          each.leftOut().ifPresent(sentence -> words.append("\n").append(sentence));
          each.problems().forEach(problem -> words.append("\n").append(problem));
        });
    return words.toString().strip();
  }

  private String day(Instant when) {
    return DATE.format(when.atZone(clock.getZone()));
  }

  private void showBars(List<Integer> perDay) {
    bars.getChildren().clear();
    int most = Math.max(1, perDay.stream().mapToInt(Integer::intValue).max().orElse(1));
    double width = Math.floor(BARS_WIDTH / Math.max(28, perDay.size()));
    for (int i = 0; i < perDay.size(); i++) {
      Region bar = new Region();
      double height = perDay.get(i) == 0 ? 1 : Math.max(2, BARS_HEIGHT * perDay.get(i) / most);
      bar.setMinSize(width - 2, height);
      bar.setMaxSize(width - 2, height);
      bar.getStyleClass().add(i == perDay.size() - 1 ? "day-bar-today" : "day-bar");
      HBox.setMargin(bar, new javafx.geometry.Insets(0, 2, 0, 0));
      bars.getChildren().add(bar);
    }
  }
}
