package org.vestibule.app.demo;

/** Something the demo tells of did not happen. The message says what. */
final class DemoFailed extends Exception {
  private static final long serialVersionUID = 1L;

  DemoFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
