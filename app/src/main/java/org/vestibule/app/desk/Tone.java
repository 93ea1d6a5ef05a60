package org.vestibule.app.desk;

/** What a mark or a word says by its colour, always beside a shape or a word that says it too. */
enum Tone {
  INK("ink"),
  MUTED("muted"),
  /** Act, or in progress. */
  ACCENT("accent-text"),
  /** Checked. */
  OK("ok-text"),
  /** A person is needed. */
  WAIT("wait-text"),
  /** Someone could be harmed. */
  HARM("harm-text");

  private final String styleClass;

  Tone(String styleClass) {
    this.styleClass = styleClass;
  }

  String styleClass() {
    return styleClass;
  }
}
