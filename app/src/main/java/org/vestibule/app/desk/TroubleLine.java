package org.vestibule.app.desk;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;

/** What went wrong, as a sentence where it went wrong; takes no room while nothing did. */
final class TroubleLine extends Label {

  TroubleLine(ReadOnlyObjectProperty<Optional<Trouble>> trouble) {
    getStyleClass().addAll("wait-text", "strong");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    trouble.addListener((property, old, now) -> say(now));
    say(trouble.get());
  }

  private void say(Optional<Trouble> trouble) {
    setText(trouble.map(sad -> sad.sentence() + " (" + sad.code() + ")").orElse(""));
    Parts.show(this, trouble.isPresent());
  }
}
