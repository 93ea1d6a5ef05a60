package org.vestibule.app.desk;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** One of the desk's screens, as the frame around it sees it. Used on the FX thread only. */
interface DeskScreen {

  /** What is drawn between the top bar and the key bar; the same node every time. */
  Node node();

  /** The keys that may work here, in the order of the bar. */
  List<KeyAction> keys();

  /** Changes when {@link #keys()} has to be asked again. */
  ObservableValue<?> keysChange();

  /** The screen comes to the front: it takes the focus where work starts. */
  void shown();

  /** The screen leaves the front. */
  default void hidden() {}
}
