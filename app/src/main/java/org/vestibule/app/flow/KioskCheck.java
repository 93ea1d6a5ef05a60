package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** An answer being checked, in a time that tells nothing. Belongs to the flow thread. */
final class KioskCheck {
  /** How long an answer takes, right or wrong; longer than any lookup. */
  static final Duration ANSWER = Duration.ofMillis(1200);

  /** By then a lookup has to begin, decided or not. */
  private static final Duration DECIDE = Duration.ofMillis(600);

  private final KioskSession session;
  private final Instant since;
  private final Supplier<CompletionStage<Optional<Visit>>> work;
  private Runnable whenWrong = () -> {};
  private boolean started;
  private boolean finished;
  private Optional<Visit> visit = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();

  KioskCheck(KioskSession session, Instant since, Supplier<CompletionStage<Optional<Visit>>> work) {
    this.session = session;
    this.since = since;
    this.work = work;
  }

  KioskCheck whenWrong(Runnable action) {
    whenWrong = action;
    return this;
  }

  KioskSession session() {
    return session;
  }

  /** Who it is; empty when the answers do not fit. */
  Optional<Visit> visit() {
    return visit;
  }

  Optional<Throwable> failure() {
    return failure;
  }

  void wrong() {
    whenWrong.run();
  }

  /**
   * Lets time pass: begins the lookup as soon as the face is decided, or has to be.
   *
   * @return whether the answer may be told now
   */
  boolean advance(Executor flow, Instant now, boolean decided) {
    if (!started && (decided || !now.isBefore(since.plus(DECIDE)))) {
      start(flow);
    }
    return finished && !now.isBefore(since.plus(ANSWER));
  }

  /** Begins the lookup; its result is noted on the flow thread. */
  private void start(Executor flow) {
    started = true;
    work.get()
        .whenCompleteAsync(
            (found, thrown) -> {
              visit = thrown == null ? found : Optional.empty();
              failure = Optional.ofNullable(thrown);
              finished = true;
            },
            flow);
  }
}
