package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;
import static org.vestibule.app.kiosk.Kit.row;
import static org.vestibule.app.kiosk.Kit.spring;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Screen;

/** The way in: with the camera or without the face; the languages. Camera off: birth date only. */
final class AttractScreen implements Screen {
  private final Parent root;
  private final KioskButton first;

  AttractScreen(KioskViewModel model, Kit kit) {
    boolean camera = model.view().get().cameraLive();
    String title =
        camera
            ? kit.say(model.greetingKey()) + "\n" + kit.say("attract.here")
            : kit.say("off.title") + "\n" + kit.say("off.here");
    Drawing drawing = camera ? Drawing.doorway() : Drawing.cameraOff();
    first =
        camera
            ? kit.tile(kit.say("attract.camera"), Icon.FACE, model::begin)
            : kit.tile(kit.say("off.born"), Icon.CALENDAR, model::withoutFace);
    HBox tiles =
        camera
            ? row(
                Kit.GAP,
                first,
                kit.tile(kit.say("attract.without"), Icon.CALENDAR, model::withoutFace))
            : row(Kit.GAP, first);
    List<Node> words =
        camera
            ? List.of(kit.head(title, kit.landscape() ? kit.headline(72) : 84))
            : List.of(
                kit.head(title, kit.landscape() ? kit.headline(72) : 84),
                gap(18),
                kit.quiet(kit.say("off.lead"), 42));
    root =
        kit.landscape()
            ? wide(drawing, words, tiles, kit.languages(model))
            : tall(drawing, words, tiles, kit.languages(model), camera);
  }

  private static Parent tall(
      Drawing drawing, List<Node> words, HBox tiles, HBox languages, boolean camera) {
    VBox column = new VBox();
    column.getChildren().addAll(gap(camera ? 48 : 74), drawing, gap(camera ? 46 : 58));
    column.getChildren().addAll(words);
    column
        .getChildren()
        .addAll(gap(camera ? 43 : 62), tiles, spring(), Kit.fixed(Kit.GAP), languages);
    return column;
  }

  private static Parent wide(Drawing drawing, List<Node> words, HBox tiles, HBox languages) {
    VBox right = new VBox();
    right.getChildren().add(gap(24));
    right.getChildren().addAll(words);
    right.getChildren().addAll(gap(24), tiles, spring(), Kit.fixed(Kit.GAP), languages);
    HBox.setHgrow(right, Priority.ALWAYS);
    right.setPrefWidth(1040);
    drawing.setPrefWidth(700);
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
    first.requestFocus();
  }
}
