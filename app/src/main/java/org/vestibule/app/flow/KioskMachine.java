package org.vestibule.app.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.KioskReports.CheckIn;
import org.vestibule.app.flow.KioskView.State;
import org.vestibule.face.pipeline.TrackView;

/**
 * The kiosk's states and legal moves. Everything runs on the flow thread; {@link #tick} drives the
 * clocks.
 *
 * <p>Nothing that a bystander can see or time depends on whether the face is known: looking takes a
 * fixed time of usable frames, an answer a fixed time to check.
 */
final class KioskMachine implements KioskFlow {
  private static final Logger LOG = LoggerFactory.getLogger(KioskMachine.class);

  private final Executor flow;
  private final InstantSource clock;
  private final Reception reception;
  private final KioskReports desk;
  private final FaceWatch faces = new FaceWatch();
  private final KioskLook look = new KioskLook(faces);
  private final KioskQuiet quiet;
  private final FaceQuestion faceQuestion;
  private final TryLimit tries;
  private final Published<KioskView> view;
  private final String clinic;

  private State state = State.ATTRACT;
  private Optional<KioskSession> session = Optional.empty();
  private Optional<KioskCheck> check = Optional.empty();
  private Optional<String> ticket = Optional.empty();
  private boolean cameraLive;

  KioskMachine(
      String clinic, Executor flow, InstantSource clock, Reception reception, KioskReports desk) {
    this.clinic = clinic;
    this.flow = flow;
    this.clock = clock;
    this.reception = reception;
    this.desk = desk;
    this.faceQuestion = new FaceQuestion(desk, flow);
    this.tries = new TryLimit(clock);
    this.quiet = new KioskQuiet(clock);
    this.view = new Published<>(snapshot());
  }

  @Override
  public Published<KioskView> view() {
    return view;
  }

  @Override
  public void begin() {
    act(
        () -> {
          if (state == State.ATTRACT) {
            start(!cameraLive);
          }
        });
  }

  @Override
  public void withoutFace() {
    act(
        () -> {
          if (state == State.ATTRACT || state == State.LOOKING) {
            start(true);
          }
        });
  }

  @Override
  public void answerBirthDate(LocalDate born) {
    act(
        () -> {
          if (state != State.BORN || check.isPresent()) {
            return;
          }
          KioskSession mine = session.orElseThrow();
          mine.born = Optional.of(born);
          if (mine.withoutFace) {
            state = State.NUMBER;
          } else {
            boolean allowed = tries.tryTrack(mine.track);
            begin(new KioskCheck(mine, clock.instant(), () -> byFace(mine, born, allowed)));
          }
        });
  }

  @Override
  public void answerNumber(String number) {
    act(
        () -> {
          if (state != State.NUMBER || check.isPresent()) {
            return;
          }
          KioskSession mine = session.orElseThrow();
          boolean allowed = tries.mayTry(number);
          LocalDate born = mine.born.orElseThrow();
          Supplier<CompletionStage<Optional<Visit>>> work =
              () -> allowed ? reception.byNumber(number, born) : Reception.nobody();
          begin(new KioskCheck(mine, clock.instant(), work).whenWrong(() -> tries.failed(number)));
        });
  }

  @Override
  public void confirm() {
    act(() -> leaveWelcome(State.TICKET));
  }

  @Override
  public void phoneChanged() {
    act(
        () -> {
          greeted().ifPresent(desk::phoneChanged);
          leaveWelcome(State.TICKET);
        });
  }

  @Override
  public void answerConsent(boolean agrees) {
    act(
        () -> {
          if (state == State.CONSENT) {
            faceQuestion.answer(agrees);
            state = State.TICKET;
          }
        });
  }

  @Override
  public void notMe() {
    act(
        () -> {
          greeted().ifPresent(desk::notMe);
          leaveWelcome(State.FRONT_DESK);
        });
  }

  @Override
  public void startAgain() {
    act(this::wipe);
  }

  @Override
  public void askForHelp() {
    act(
        () -> {
          desk.help(session.map(s -> s.track).orElse(0));
          if (state != State.CLOSED) {
            toFrontDesk();
          }
        });
  }

  @Override
  public void moreTime() {
    act(() -> {});
  }

  @Override
  public void finish() {
    act(
        () -> {
          if (state == State.TICKET || state == State.FRONT_DESK) {
            wipe();
          }
        });
  }

  @Override
  public void touched() {
    act(() -> {});
  }

  /** The tracks of a frame. Flow thread. */
  void see(List<TrackView> tracks) {
    faces.see(tracks);
    Instant now = clock.instant();
    if (state == State.LOOKING) {
      look.see(now).ifPresent(face -> bind(face, now));
    } else {
      hold(now);
    }
    publish();
  }

  /** Whether there is a live picture. Who is looking when it goes, goes on without. Flow thread. */
  void camera(boolean live) {
    cameraLive = live;
    if (!live) {
      faces.see(List.of());
      if (state == State.LOOKING) {
        start(true);
      }
    }
    publish();
  }

  /** Without keys the kiosk recognises nobody and asks nothing. Flow thread. */
  void close(boolean closed) {
    if (closed != (state == State.CLOSED)) {
      forget();
      faces.see(List.of());
      state = closed ? State.CLOSED : State.ATTRACT;
      desk.free();
      publish();
    }
  }

  /** A track has ended. Flow thread. */
  void left(int track) {
    tries.gone(track);
  }

  /** Lets time pass. Flow thread, a few times a second. */
  void tick() {
    Instant now = clock.instant();
    check.ifPresent(c -> advance(c, now));
    if (session.isPresent()) {
      hold(now);
    }
    if (quiet.over(state, now)) {
      wipe();
    }
    publish();
  }

  private void act(Runnable move) {
    flow.execute(
        () -> {
          quiet.touched();
          move.run();
          publish();
        });
  }

  private void start(boolean withoutFace) {
    session = Optional.of(new KioskSession(withoutFace));
    look.begin(clock.instant());
    state = withoutFace ? State.BORN : State.LOOKING;
    desk.answering(0);
  }

  /** The check-in is this face's from now on. */
  private void bind(TrackView face, Instant now) {
    KioskSession mine = session.orElseThrow();
    mine.track = face.track();
    mine.alive = KioskLook.alive(face);
    mine.lastSeen = now;
    state = State.BORN;
    quiet.touched();
    desk.answering(mine.track);
  }

  /** Ends a session whose face is not the one that began it. */
  private void hold(Instant now) {
    boolean bound = session.map(s -> s.track != 0).orElse(false);
    if (!bound || state == State.FRONT_DESK || !cameraLive) {
      return;
    }
    switch (faces.judge(session.orElseThrow(), now)) {
      case SAME -> {}
      case LEFT -> {
        if (state != State.TICKET) {
          wipe();
        }
      }
      case OTHER -> {
        if (state == State.TICKET) {
          wipe();
        } else {
          toFrontDesk();
        }
      }
    }
  }

  private void begin(KioskCheck next) {
    check = Optional.of(next);
  }

  private CompletionStage<Optional<Visit>> byFace(
      KioskSession mine, LocalDate born, boolean allowed) {
    mine.proposed = faces.proposed(mine.track);
    return allowed && mine.alive ? reception.byFace(mine.proposed, born) : Reception.nobody();
  }

  private void advance(KioskCheck pending, Instant now) {
    if (pending.advance(flow, now, faces.decided(pending.session().track))) {
      check = Optional.empty();
      settle(pending);
    }
  }

  private void settle(KioskCheck done) {
    KioskSession mine = done.session();
    done.failure().ifPresent(e -> LOG.error("A check-in could not be looked up", e));
    quiet.touched();
    if (done.visit().isPresent()) {
      mine.visit = done.visit();
      CheckIn how = mine.withoutFace ? CheckIn.NUMBER_AND_BIRTH_DATE : CheckIn.FACE_AND_BIRTH_DATE;
      ticket = Optional.of(desk.arrived(mine.visit.get(), mine.track, how));
      state = State.WELCOME;
      // Without a live picture no face could be taken next time either.
      if (mine.withoutFace && cameraLive) {
        faceQuestion.prepare(mine.visit.get());
      }
    } else {
      done.wrong();
      desk.sentToDesk(mine.track, mine.born, mine.proposed);
      toFrontDesk();
    }
  }

  private Optional<Visit> greeted() {
    return state == State.WELCOME ? session.flatMap(s -> s.visit) : Optional.empty();
  }

  private void leaveWelcome(State next) {
    if (state == State.WELCOME && next == State.TICKET) {
      state = faceQuestion.due() ? State.CONSENT : State.TICKET;
    } else if (state == State.WELCOME) {
      toFrontDesk();
    }
  }

  private void toFrontDesk() {
    forget();
    state = State.FRONT_DESK;
    quiet.touched();
  }

  private void wipe() {
    if (state == State.CLOSED) {
      return;
    }
    forget();
    state = State.ATTRACT;
    desk.free();
  }

  private void forget() {
    session = Optional.empty();
    faceQuestion.forget();
    check = Optional.empty();
    ticket = Optional.empty();
    look.forget();
    quiet.forget();
  }

  private void publish() {
    view.publish(snapshot());
  }

  private KioskView snapshot() {
    boolean told = state == State.WELCOME || state == State.TICKET;
    boolean withoutFace = session.map(s -> s.withoutFace).orElse(false);
    return new KioskView(
        state,
        clinic,
        step(withoutFace),
        look.coaching(),
        look.progress(),
        told ? session.flatMap(s -> s.visit).map(Visit::greeting) : Optional.empty(),
        state == State.TICKET ? ticket : Optional.empty(),
        cameraLive,
        withoutFace,
        check.isPresent(),
        quiet.stillThere());
  }

  private int step(boolean withoutFace) {
    return switch (state) {
      case LOOKING -> 1;
      case BORN -> withoutFace ? 1 : 2;
      case NUMBER -> 2;
      case WELCOME -> 3;
      case ATTRACT, CONSENT, TICKET, FRONT_DESK, CLOSED -> 0;
    };
  }
}
