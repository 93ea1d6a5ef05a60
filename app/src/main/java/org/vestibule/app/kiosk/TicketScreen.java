package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.vestibule.app.flow.KioskView.Greeting;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Screen;

/** The number that will be called; the screen clears by itself, or at once by Finish. */
final class TicketScreen implements Screen {
  private final Kit kit;
  private final KioskButton finish;
  private final Words clears;
  private final CountdownBar bar = new CountdownBar();
  private final Subscription following;
  private final Parent root;

  TicketScreen(KioskViewModel model, Kit kit, Greeting greeting, String ticket) {
    this.kit = kit;
    finish = kit.main(kit.say("ticket.finish"), model::finish);
    clears = kit.quiet("", 36);
    clears.setMaxWidth(Double.MAX_VALUE);
    clears.setAlignment(Pos.CENTER);
    TicketArch arch = arch(greeting, ticket);
    VBox words =
        new VBox(
            12,
            kit.head(kit.say("ticket.title", greeting.firstName()), 72),
            kit.quiet(kit.say("ticket.lead"), 42));
    VBox end = new VBox(finish, gap(37), clears, gap(20), bar);
    root = kit.landscape() ? wide(words, arch, end) : tall(words, arch, end);
    following = model.secondsLeft().subscribe(left -> show(left.intValue()));
  }

  private TicketArch arch(Greeting greeting, String ticket) {
    double px = kit.landscape() ? 220 : 272;
    Words number = kit.head(ticket, px);
    number.setWrapText(false);
    // The line of so large a type is mostly air; the neighbours stand nearer.
    VBox.setMargin(number, new Insets(-0.118 * px, 0, -0.048 * px, 0));
    List<Node> lines = new ArrayList<>(List.of(kit.quiet(kit.say("ticket.number"), 42), number));
    greeting.doctor().ifPresent(d -> lines.add(kit.text(d, Weight.SEMIBOLD, 46)));
    greeting
        .time()
        .ifPresent(
            t -> lines.add(kit.quiet(kit.say("ticket.at", WelcomeScreen.TIME.format(t)), 42)));
    return new TicketArch(lines.toArray(Node[]::new));
  }

  private void show(int secondsLeft) {
    clears.say(kit.say("ticket.clears", secondsLeft));
    bar.setShare((double) secondsLeft / KioskViewModel.TICKET_TIME.toSeconds());
  }

  private static Parent tall(VBox words, TicketArch arch, VBox end) {
    VBox.setVgrow(arch, Priority.SOMETIMES);
    arch.setMaxHeight(960);
    return new VBox(gap(45), words, gap(70), arch, Kit.spring(), gap(40), end);
  }

  private static Parent wide(VBox words, TicketArch arch, VBox end) {
    VBox right = new VBox(gap(48), words, Kit.spring(), end);
    HBox.setHgrow(right, Priority.ALWAYS);
    arch.setPrefWidth(800);
    arch.setMinWidth(700);
    VBox left = new VBox(gap(24), arch);
    VBox.setVgrow(arch, Priority.ALWAYS);
    return new HBox(72, left, right);
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void focusFirst() {
    finish.requestFocus();
  }

  @Override
  public void close() {
    following.unsubscribe();
  }
}
