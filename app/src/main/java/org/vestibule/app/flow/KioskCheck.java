package org.vestibule.app.flow;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** An answer being checked. Belongs to the flow thread. */
final class KioskCheck {
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

  Instant since() {
    return since;
  }

  boolean started() {
    return started;
  }

  boolean finished() {
    return finished;
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

  /** Begins the lookup; its result is noted on the flow thread. */
  void start(Executor flow) {
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
