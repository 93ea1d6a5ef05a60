package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One check-in, from begin to wipe. Belongs to the flow thread. */
final class KioskSession {
  final boolean withoutFace;

  /** The face this check-in belongs to; 0 before one is bound, and on the way without a face. */
  int track;

  /** Whether the face passed its challenge, if there was one; without it nobody is looked up. */
  boolean alive = true;

  /** Who was proposed when the answer was checked; somebody else later ends the session. */
  List<String> proposed = List.of();

  Optional<LocalDate> born = Optional.empty();

  /** When the bound face was last seen, and since when a second one is close. */
  Instant lastSeen = Instant.MIN;

  Optional<Instant> secondSince = Optional.empty();

  Optional<Visit> visit = Optional.empty();

  KioskSession(boolean withoutFace) {
    this.withoutFace = withoutFace;
  }
}
