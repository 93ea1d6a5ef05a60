package org.vestibule.app.flow;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vestibule.app.flow.ClinicWork.Seen;
import org.vestibule.face.pipeline.FaceEvent;
import org.vestibule.face.quality.PadResult;

/** Tells of a walk-up event by event, and keeps what each track came to. */
final class WalkUp {
  private final ClinicWork work;
  private final Optional<LocalDate> born;
  private final Consumer<Seen> told;
  private final Map<Integer, Seen> last = new HashMap<>();
  private final Map<Integer, PadResult> challenges = new HashMap<>();

  WalkUp(ClinicWork work, Optional<LocalDate> born, Consumer<Seen> told) {
    this.work = work;
    this.born = born;
    this.told = told;
  }

  void happened(List<FaceEvent> events) throws FlowException {
    for (FaceEvent event : events) {
      Seen seen = whole(work.seen(event, born));
      if (seen.event().equals("recognised") || seen.event().equals("unknown")) {
        last.put(seen.track(), seen);
      }
      seen.pad().ifPresent(pad -> challenges.put(seen.track(), pad));
      told.accept(seen);
    }
  }

  /** Who leaves is whoever was proposed for the track last. */
  private Seen whole(Seen seen) {
    Seen said = last.get(seen.track());
    return seen.event().equals("left") && said != null ? seen.of(said.patient()) : seen;
  }

  /** How many tracks were recognised, by what was said of them last. */
  int recognised() {
    return (int) last.values().stream().filter(seen -> seen.patient().isPresent()).count();
  }

  /**
   * Whether somebody was recognised, passed the challenge if there was one, and, if asked for, the
   * second identifier fits.
   */
  boolean matched() {
    return last.values().stream()
        .filter(seen -> seen.patient().isPresent() && passed(seen.track()))
        .anyMatch(seen -> seen.birthDateMatches().orElse(Boolean.TRUE));
  }

  private boolean passed(int track) {
    PadResult challenge = challenges.get(track);
    return challenge == null || challenge.status() == PadResult.Status.PASSED;
  }
}
