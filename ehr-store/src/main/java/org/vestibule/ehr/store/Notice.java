package org.vestibule.ehr.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something staff should know though the store opened, for example that a backup was used.
 *
 * @param code short code
 * @param sentence one plain sentence that says what to do
 */
public record Notice(String code, String sentence) {
  static final Notice OLDER_VAULT =
      new Notice(
          "EHR-N2",
          "An older key file vault.json was put back: changed passwords and removed staff may be as"
              + " before. Ask an administrator to check the staff list.");

  private static final Notice CLOCK_BEHIND =
      new Notice(
          "EHR-N3",
          "This computer's clock is behind the last entry in the records: set its date and time,"
              + " then start again.");

  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** What is seen while the store is still locked. */
  static List<Notice> atOpening(Core core) {
    List<Notice> notices = new ArrayList<>();
    core.vault()
        .notices()
        .forEach(n -> notices.add(new Notice("EHR-N1-" + n.name(), n.sentence())));
    if (core.keysAreOlder()) {
      notices.add(OLDER_VAULT);
    }
    Optional<Instant> newest = core.database().read(tx -> tx.audit().newestTime());
    if (newest.isPresent() && newest.get().isAfter(core.clock().instant().plus(CLOCK_TOLERANCE))) {
      notices.add(CLOCK_BEHIND);
    }
    return notices;
  }
}
