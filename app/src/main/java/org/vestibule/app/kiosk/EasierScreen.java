package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;
import static org.vestibule.app.kiosk.Kit.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Screen;
import org.vestibule.app.ui.Theme;

/** Colours, size of the words, language, and what to do without sight. Open on any screen. */
final class EasierScreen implements Screen {
  private static final Map<Theme, String> THEMES =
      Map.of(
          Theme.LIGHT, "easier.light", Theme.DARK, "easier.dark", Theme.CONTRAST, "easier.strong");
  private final Kit kit;
  private final KioskButton done;
  private final Parent root;

  EasierScreen(KioskViewModel model, Kit kit) {
    this.kit = kit;
    done = kit.main(kit.say("easier.close"), model::closeEasier);
    List<KioskButton> colours = new ArrayList<>();
    for (Theme theme : Theme.values()) {
      colours.add(choice(kit.say(THEMES.get(theme)), model.theme(), theme));
    }
    List<KioskButton> sizes = new ArrayList<>();
    for (TextSize size : TextSize.values()) {
      sizes.add(choice(kit.say("easier.size." + (size.ordinal() + 1)), model.textSize(), size));
    }
    VBox left = group("easier.contrast", row(16, colours.toArray(Node[]::new)));
    VBox middle = group("easier.size", row(16, sizes.toArray(Node[]::new)));
    VBox right = group("easier.language", kit.languages(model));
    VBox sound = new VBox(6, title("easier.sound"), kit.quiet(kit.say("easier.sound.none"), 36));
    Node head = kit.head(kit.say("easier.title"), 76);
    root =
        kit.landscape()
            ? wide(head, left, middle, right, sound)
            : new VBox(
                gap(60),
                head,
                gap(44),
                left,
                gap(44),
                middle,
                gap(44),
                right,
                gap(44),
                sound,
                Kit.spring(),
                done);
  }

  private Parent wide(Node head, VBox colours, VBox sizes, VBox languages, VBox sound) {
    VBox left = new VBox(gap(24), head, gap(24), colours, gap(20), sizes);
    VBox right = new VBox(gap(24), languages, gap(20), sound, Kit.spring(), done);
    return row(72, left, right);
  }

  private Node title(String key) {
    return kit.text(kit.say(key), Weight.SEMIBOLD, 42);
  }

  private VBox group(String titleKey, HBox choices) {
    return new VBox(14, title(titleKey), choices);
  }

  private <T> KioskButton choice(String words, ObjectProperty<T> property, T value) {
    boolean chosen = property.get() == value;
    KioskButton button =
        kit.button(
            words,
            null,
            chosen ? Weight.SEMIBOLD : Weight.MEDIUM,
            36,
            () -> property.set(value),
            "choice");
    if (chosen) {
      button.getStyleClass().add("chosen");
    }
    button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    return button;
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
