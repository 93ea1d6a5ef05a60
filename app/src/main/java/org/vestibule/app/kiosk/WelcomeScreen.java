package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;
import static org.vestibule.app.kiosk.Kit.spring;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.flow.KioskView.Greeting;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Screen;

/** First name, time and doctor; then one question: is the phone number still right. */
final class WelcomeScreen implements Screen {
  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

  /** Breaks the question near its middle. */
  private static final double QUESTION_WIDTH = 860;

  private final KioskViewModel model;
  private final Kit kit;
  private final KioskButton yes;
  private final Parent root;

  WelcomeScreen(KioskViewModel model, Kit kit, Greeting greeting) {
    this.model = model;
    this.kit = kit;
    Optional<String> phone = greeting.phoneEnding();
    yes =
        kit.wide(
            phone.map(end -> kit.say("welcome.yes", end)).orElse(kit.say("welcome.go")),
            Icon.TICK.node(54),
            44,
            kit.landscape() ? Kit.TARGET : 176,
            model::confirm,
            "main");
    root = kit.landscape() ? wide(greeting) : tall(greeting);
  }

  private HBox steps() {
    return kit.steps(Math.max(1, model.view().get().step()), KioskView.STEPS).orElseThrow();
  }

  private Parent tall(Greeting greeting) {
    VBox column =
        new VBox(
            gap(40),
            steps(),
            gap(31),
            kit.head(kit.say("welcome.hello", greeting.firstName()), 104),
            gap(46),
            card(greeting),
            spring());
    column.getChildren().addAll(question(greeting));
    return column;
  }

  private Parent wide(Greeting greeting) {
    VBox left =
        new VBox(
            gap(40),
            steps(),
            gap(24),
            kit.head(kit.say("welcome.hello", greeting.firstName()), 104),
            gap(30),
            card(greeting),
            spring());
    VBox right = new VBox(spring());
    right.getChildren().addAll(question(greeting));
    left.setMinWidth(0);
    right.setMinWidth(0);
    return Kit.row(72, left, right);
  }

  private Node card(Greeting greeting) {
    VBox card = new VBox(6);
    card.getStyleClass().add("card");
    card.setPadding(new Insets(54, 56, 58, 56));
    if (greeting.time().isEmpty()) {
      card.getChildren().add(kit.text(kit.say("welcome.none"), Weight.REGULAR, 42));
      return card;
    }
    Words time = kit.head(TIME.format(greeting.time().get()), 112);
    time.setMinWidth(Region.USE_PREF_SIZE);
    VBox who = new VBox(6);
    greeting.doctor().ifPresent(d -> who.getChildren().add(kit.text(d, Weight.REGULAR, 48)));
    greeting
        .length()
        .ifPresent(
            l -> who.getChildren().add(kit.quiet(kit.say("welcome.minutes", l.toMinutes()), 40)));
    who.setPadding(new Insets(62, 0, 0, 0));
    HBox line = new HBox(40, time, who);
    line.setAlignment(Pos.TOP_LEFT);
    card.getChildren().addAll(kit.quiet(kit.say("welcome.today"), 36), line);
    return card;
  }

  private List<Node> question(Greeting greeting) {
    List<Node> nodes = new ArrayList<>();
    Optional<String> phone = greeting.phoneEnding();
    Words question =
        kit.head(
            phone.map(end -> kit.say("welcome.phone", end)).orElse(kit.say("welcome.right")),
            kit.landscape() ? 54 : 60);
    question.setMaxWidth(QUESTION_WIDTH);
    nodes.add(question);
    nodes.add(gap(43));
    nodes.add(yes);
    if (phone.isPresent()) {
      nodes.add(Kit.fixed(24));
      nodes.add(
          kit.wide(
              kit.say("welcome.no"),
              Icon.PHONE.node(54),
              44,
              kit.landscape() ? Kit.TARGET : 176,
              model::phoneChanged,
              "other"));
    }
    nodes.add(Kit.fixed(24));
    nodes.add(kit.third(kit.say("welcome.not", greeting.firstName()), model::notMe));
    return nodes;
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void focusFirst() {
    yes.requestFocus();
  }
}
