package org.vestibule.app.desk;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * Stands where something is being read: nothing for 400 ms, then grey bars, and after 4 s words
 * that say what is slow. A quick answer never flickers.
 */
final class Waiting extends VBox {
  private static final Duration BARS_AFTER = Duration.millis(400);
  private static final Duration WORDS_AFTER = Duration.seconds(4);

  private final PauseTransition bars = new PauseTransition(BARS_AFTER);
  private final PauseTransition words = new PauseTransition(WORDS_AFTER);

  /**
   * @param slow what to say after four seconds
   * @param loading whether it is being read
   */
  Waiting(String slow, ObservableValue<Boolean> loading) {
    getStyleClass().add("waiting");
    Label sentence = Parts.wrapping(slow, "muted");
    for (double width : new double[] {0.8, 0.95, 0.6}) {
      Region bar = new Region();
      bar.getStyleClass().add("grey-bar");
      bar.maxWidthProperty().bind(widthProperty().multiply(width));
      getChildren().add(bar);
    }
    getChildren().add(sentence);
    bars.setOnFinished(event -> Parts.show(this, true));
    words.setOnFinished(event -> Parts.show(sentence, true));
    Parts.show(this, false);
    Parts.show(sentence, false);
    loading.addListener(
        (property, old, now) -> {
          bars.stop();
          words.stop();
          Parts.show(sentence, false);
          if (now) {
            bars.playFromStart();
            words.playFromStart();
          } else {
            Parts.show(this, false);
          }
        });
  }
}
