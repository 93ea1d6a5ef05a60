package org.vestibule.app.ui;

import javafx.scene.control.Label;

/** The picture of a key beside the words of what it does. Silent to screen readers. */
public final class KeyCap extends Label {
  /**
   * @param key as printed on the key: "Enter", "F12", "N"
   */
  public KeyCap(String key) {
    super(key);
    getStyleClass().setAll("label", "key-cap");
    setFocusTraversable(false);
    setMinWidth(USE_PREF_SIZE);
  }

  /** The cap for a filled button: no ground of its own, edge in the button's text colour. */
  public static KeyCap onFill(String key) {
    KeyCap cap = new KeyCap(key);
    cap.getStyleClass().add("on-fill");
    return cap;
  }
}
