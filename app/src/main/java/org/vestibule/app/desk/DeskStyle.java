package org.vestibule.app.desk;

import javafx.css.PseudoClass;

/** The states of desk nodes that the style sheet knows. */
final class DeskStyle {
  /** The chosen tab, row or card. */
  static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  /** A value outside what is asked for. */
  static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  /** A note's box with something in it. */
  static final PseudoClass WRITING = PseudoClass.getPseudoClass("writing");

  private DeskStyle() {}
}
