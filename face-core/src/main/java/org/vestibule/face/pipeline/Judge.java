package org.vestibule.face.pipeline;

import java.time.Duration;
import java.util.Optional;
import org.vestibule.face.match.Decision;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.StageTimings.Stage;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/** Weighs a track's evidence against everybody enrolled. Used by the vision thread. */
final class Judge {
  /** Which frame is looked at, and its own time. */
  record Moment(long frame, Duration time) {}

  private final Encoders encoders;
  private final EnrolmentDatabase database;
  private final StageClock clock;

  Judge(Encoders encoders, EnrolmentDatabase database, StageClock clock) {
    this.encoders = encoders;
    this.database = database;
    this.clock = clock;
  }

  /**
   * What is to be told of a track after a new sample: a person, or people who look alike, the first
   * time and when it changes, unknown once, mostly nothing. Who has been proposed stays so through
   * a spell of poor samples.
   */
  Optional<FaceEvent> weigh(TrackState state, Moment moment) {
    Decision verdict = clock.time(Stage.MATCH, () -> search(state));
    if (state.usable() >= TrackState.SAMPLES_TO_PROPOSE) {
      if (verdict instanceof Decision.Proposed proposed) {
        boolean news = !state.proposed().equals(Optional.of(proposed.candidate().reference()));
        state.decide(proposed);
        return news ? Optional.of(recognised(state, moment, proposed)) : Optional.empty();
      } else if (verdict instanceof Decision.OneOf people) {
        boolean news = !people.equals(state.decision());
        state.decide(people);
        return news
            ? Optional.of(
                new FaceEvent.OneOf(state.id(), moment.frame(), moment.time(), people.references()))
            : Optional.empty();
      }
    }
    return state.undecided() && state.usable() >= TrackState.SAMPLES_TO_REJECT
        ? Optional.of(unknown(state, moment))
        : Optional.empty();
  }

  private FaceEvent recognised(TrackState state, Moment moment, Decision.Proposed proposed) {
    return new FaceEvent.Recognised(
        state.id(),
        moment.frame(),
        moment.time(),
        proposed.candidate(),
        encoders.wrong(proposed, database),
        secondOpinion(state),
        networkOpinion(state));
  }

  /** Whether there is something to say of the track but that it is unknown. */
  boolean knows(TrackState state) {
    return state.usable() >= TrackState.SAMPLES_TO_PROPOSE
        && !(search(state) instanceof Decision.Unknown);
  }

  /** Calls the track's face unknown. */
  FaceEvent unknown(TrackState state, Moment moment) {
    state.decide(new Decision.Unknown());
    return new FaceEvent.Unknown(
        state.id(), moment.frame(), moment.time(), secondOpinion(state), networkOpinion(state));
  }

  private Decision search(TrackState state) {
    EncoderId proposing = encoders.proposing();
    if (encoders.tooFewPeople(proposing, database)) {
      return new Decision.Unknown();
    }
    return state
        .probe(proposing)
        .map(probe -> encoders.search(probe, database))
        .orElseGet(Decision.Unknown::new);
  }

  /** Of the encoder that does not propose, or of the one that should and has too few people. */
  private Optional<SecondOpinion> secondOpinion(TrackState state) {
    EncoderId proposing = encoders.proposing();
    EncoderId asked =
        encoders.tooFewPeople(proposing, database) && state.probe(proposing).isPresent()
            ? proposing
            : encoders.seconding();
    return state.probe(asked).map(probe -> opinion(asked, probe));
  }

  private Optional<SecondOpinion> networkOpinion(TrackState state) {
    return encoders.networkId().flatMap(id -> state.probe(id).map(probe -> opinion(id, probe)));
  }

  private SecondOpinion opinion(EncoderId encoder, Template probe) {
    Optional<String> reference =
        encoders.search(probe, database) instanceof Decision.Proposed p
            ? Optional.of(p.candidate().reference())
            : Optional.empty();
    return new SecondOpinion(encoder, reference, encoders.tooFewPeople(encoder, database));
  }
}
