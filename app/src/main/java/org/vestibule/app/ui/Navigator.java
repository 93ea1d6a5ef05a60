package org.vestibule.app.ui;

import java.util.Optional;
import javafx.animation.FadeTransition;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** The place in a window where one screen at a time is shown. The old one is closed at once. */
public final class Navigator extends StackPane {
  private final Duration fade;
  private Screen current;

  /**
   * @param fade how long a new screen takes to appear; {@link Duration#ZERO} for reduced motion
   */
  public Navigator(Duration fade) {
    this.fade = fade;
    getStyleClass().add("navigator");
  }

  /** Replaces what is shown. */
  public void show(Screen next) {
    show(next, fade);
  }

  /** As {@link #show(Screen)}, with a fade of its own. */
  public void show(Screen next, Duration ownFade) {
    if (current != null) {
      current.close();
    }
    current = next;
    getChildren().setAll(next.root());
    if (ownFade.greaterThan(Duration.ZERO)) {
      next.root().setOpacity(0);
      FadeTransition transition = new FadeTransition(ownFade, next.root());
      transition.setToValue(1);
      transition.play();
    }
    next.focusFirst();
  }

  /** What is shown now. */
  public Optional<Screen> current() {
    return Optional.ofNullable(current);
  }
}
