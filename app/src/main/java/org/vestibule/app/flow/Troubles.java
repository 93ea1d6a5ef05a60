package org.vestibule.app.flow;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.store.StoreException;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.NativeLibraryException;

/** Turns what the parts below report into one sentence, a code and an exit code. */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
  private static final Pattern CODE = Pattern.compile("\\(code ([A-Z]+-\\d+)\\)");

  /** Troubles with a file that the clinic, not the installation, has to mend. */
  private static final Set<String> CLINICS_OWN = Set.of("MODEL-3", "MODEL-5", "MODEL-6", "MODEL-7");

  private Troubles() {}

  static FlowException of(Throwable thrown) {
    if (thrown instanceof FlowException flow) {
      return flow;
    }
    if (thrown instanceof StoreException store) {
      return new FlowException(kind(store.exitCode()), store.code(), store.getMessage(), store);
    }
    if (thrown instanceof CaptureException capture) {
      String message = capture.getMessage();
      Matcher code = CODE.matcher(message);
      String plain = code.find() ? message.replace(" " + code.group(), "") : message;
      String number = code.reset().find() ? code.group(1) : "CAM-" + capture.reason().ordinal();
      return new FlowException(Kind.UNREADABLE, number, plain, capture);
    }
    if (thrown instanceof ModelException || thrown instanceof NativeLibraryException) {
      return ofModel(thrown);
    }
    LOG.warn("Unexpected", thrown);
    return new FlowException(
        Kind.NO_MATCH,
        "APP-1",
        "Something went wrong here and nothing was changed: try again, and if it stays, send the"
            + " log to whoever looks after this computer.",
        thrown);
  }

  private static FlowException ofModel(Throwable thrown) {
    Matcher code = CODE.matcher(thrown.getMessage());
    if (!code.find()) {
      return new FlowException(Kind.DAMAGED, "MOD-1", thrown.getMessage(), thrown);
    }
    String plain = thrown.getMessage().replace(" " + code.group(), "");
    Kind kind = CLINICS_OWN.contains(code.group(1)) ? Kind.UNREADABLE : Kind.DAMAGED;
    return new FlowException(kind, code.group(1), plain, thrown);
  }

  private static Kind kind(int exit) {
    for (Kind kind : Kind.values()) {
      if (kind.exit() == exit) {
        return kind;
      }
    }
    return Kind.NO_MATCH;
  }
}
