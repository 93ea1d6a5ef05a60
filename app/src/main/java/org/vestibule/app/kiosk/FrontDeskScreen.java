package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;
import static org.vestibule.app.kiosk.Kit.spring;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vestibule.app.kiosk.KioskSettings.DeskSide;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Language;
import org.vestibule.app.ui.Screen;

/**
 * The calm end of every check-in that a person has to finish: the same words whatever the cause.
 * Without keys it stands there from the beginning.
 */
final class FrontDeskScreen implements Screen {
  private final Kit kit;
  private final KioskButton done;
  private final Parent root;

  /**
   * @param ends whether somebody's check-in ended here, who may leave the screen
   */
  FrontDeskScreen(KioskViewModel model, Kit kit, boolean ends) {
    this.kit = kit;
    done = kit.main(kit.say("desk.done"), model::finish);
    done.setVisible(ends);
    Drawing drawing = Drawing.frontDesk();
    VBox words =
        new VBox(
            20,
            kit.head(kit.say("desk.title"), kit.landscape() ? kit.headline(72) : 84),
            kit.quiet(kit.say("desk.lead"), kit.landscape() ? 40 : 46));
    ((Region) words.getChildren().get(0))
        .setMaxWidth(kit.language() != Language.ENGLISH ? 952 : kit.landscape() ? 600 : 700);
    Optional<Node> way = model.settings().frontDesk().map(this::way);
    root = kit.landscape() ? wide(drawing, words, way) : tall(drawing, words, way);
  }

  private Node way(DeskSide side) {
    Region arrow =
        (switch (side) {
              case LEFT -> Icon.ARROW_LEFT;
              case RIGHT -> Icon.ARROW_RIGHT;
              case AHEAD -> Icon.ARROW_UP;
            })
            .node(62);
    arrow.getStyleClass().add("accent-text");
    StackPane disc = new StackPane(arrow);
    disc.getStyleClass().add("disc");
    disc.setMinSize(120, 120);
    disc.setMaxSize(120, 120);
    // A side of the room stays the same side in every language.
    disc.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    String key =
        switch (side) {
          case LEFT -> "desk.left";
          case RIGHT -> "desk.right";
          case AHEAD -> "desk.ahead";
        };
    HBox card = new HBox(44, disc, kit.text(kit.say(key), Weight.SEMIBOLD, 46));
    card.getStyleClass().add("card");
    card.setAlignment(Pos.CENTER_LEFT);
    card.setPadding(new Insets(48, 52, 48, 52));
    return card;
  }

  private Parent tall(Drawing drawing, VBox words, Optional<Node> way) {
    VBox column = new VBox(gap(48), drawing, gap(58), words);
    way.ifPresent(card -> column.getChildren().addAll(gap(60), card));
    column.getChildren().addAll(spring(), gap(40), done);
    return column;
  }

  private Parent wide(Drawing drawing, VBox words, Optional<Node> way) {
    VBox right = new VBox(gap(48), words);
    way.ifPresent(card -> right.getChildren().addAll(gap(32), card));
    right.getChildren().addAll(spring(), gap(24), done);
    HBox.setHgrow(right, Priority.ALWAYS);
    right.setPrefWidth(1000);
    drawing.setPrefWidth(740);
    VBox left = new VBox(gap(48), drawing);
    VBox.setVgrow(drawing, Priority.ALWAYS);
    left.setMinWidth(Region.USE_PREF_SIZE);
    return new HBox(64, left, right);
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void focusFirst() {
    done.requestFocus();
  }
}
