package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;

import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import org.vestibule.app.ui.Screen;

/** "Still there?", in place of the question, so that nothing typed stands open. */
final class StillThereScreen implements Screen {
  private final KioskButton more;
  private final Parent root;

  StillThereScreen(KioskViewModel model, Kit kit) {
    more = kit.main(kit.say("still.more"), model::moreTime);
    root =
        new VBox(
            Kit.spring(),
            kit.head(kit.say("still.title"), 104),
            gap(16),
            kit.quiet(kit.say("still.lead"), 46),
            Kit.spring(),
            more,
            Kit.fixed(Kit.GAP),
            kit.third(kit.say("still.again"), model::startAgain));
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void focusFirst() {
    more.requestFocus();
  }
}
