package org.vestibule.app.desk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.FlowException;

/**
 * What went wrong, for the person at the desk.
 *
 * @param sentence one plain sentence that says what to do; nothing about a patient
 * @param code what they can read out on the phone
 */
record Trouble(String sentence, String code) {
  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

  /** Logs the cause without its message, which might name somebody, and says it plainly. */
  static Trouble of(Throwable cause) {
    if (cause instanceof FlowException flow) {
      LOG.info("refused: {} {}", flow.kind(), flow.code());
      return new Trouble(flow.getMessage(), flow.code());
    }
    LOG.error("unexpected {} at {}", cause.getClass().getName(), place(cause));
    return new Trouble("That did not work. What was saved before is safe. Try it again.", "D-90");
  }

  private static String place(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
