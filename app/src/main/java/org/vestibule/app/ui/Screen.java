package org.vestibule.app.ui;

import javafx.scene.Parent;

/** One screen of a window. Made anew each time it is shown, so that nothing lingers in it. */
public interface Screen extends AutoCloseable {
  Parent root();

  /** Takes the keyboard; called when the screen has become visible. */
  default void focusFirst() {}

  /** Ends listening and lets go of what was shown. */
  @Override
  default void close() {}
}
