package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.app.flow.KioskView.Coaching;
import org.vestibule.app.flow.KioskView.State;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Arrival;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.Enrolment;
import org.vestibule.ehr.store.Session;
import org.vestibule.face.detect.Box;
import org.vestibule.face.match.Candidate;
import org.vestibule.face.match.Decision;
import org.vestibule.face.pipeline.TrackView;

/** The kiosk's states over a real store, with a clock that the test moves. */
class KioskMachineTest {
  private static final Box NEAR = new Box(200, 100, 160, 160);
  private static final Box FAR = new Box(10, 10, 40, 40);

  @TempDir private static Path folder;
  private static Created clinic;
  private static Patient kamala;
  private static Lane store;

  private final SettableClock clock = new SettableClock();
  private final Reports desk = new Reports();
  private KioskMachine kiosk;

  /** Notes what the desk is told. */
  private static final class Reports implements KioskReports {
    private final List<String> told = new ArrayList<>();
    private boolean neverSaid;

    @Override
    public void answering(int track) {}

    @Override
    public void free() {}

    @Override
    public String arrived(Visit visit, int track, CheckIn how) {
      told.add("arrived " + visit.number() + " " + how);
      return "A1";
    }

    @Override
    public void phoneChanged(Visit visit) {
      told.add("phone");
    }

    @Override
    public CompletionStage<Boolean> neverSaidAboutFace(Visit visit) {
      return CompletableFuture.completedFuture(neverSaid);
    }

    @Override
    public void saidAboutFace(Visit visit, boolean agrees) {
      told.add("face " + agrees);
    }

    @Override
    public void notMe(Visit visit) {
      told.add("not me");
    }

    @Override
    public void sentToDesk(int track, Optional<LocalDate> said, List<String> proposed) {
      told.add("sent " + track);
    }

    @Override
    public void help(int track) {
      told.add("help");
    }
  }

  private static final KioskKeys.Faces NO_FACES =
      new KioskKeys.Faces() {
        @Override
        public void load(Session kiosk) {}

        @Override
        public void forget() {}
      };

  @BeforeAll
  static void open() {
    clinic = TestClinic.create(folder);
    kamala = TestClinic.kamala(clinic.session(), Instant.now());
    store = new Lane("store");
  }

  @AfterAll
  static void close() {
    store.close();
    clinic.store().close();
    clinic.recoveryKey().close();
  }

  @BeforeEach
  void begin() {
    KioskKeys keys = new KioskKeys(store, NO_FACES, clinic.session().forKiosk());
    Reception reception = new Reception(store, keys, ZoneOffset.UTC);
    kiosk = new KioskMachine("Lakeside Clinic", Runnable::run, clock, reception, desk);
  }

  @Test
  void withoutKeysEverybodyIsSentToTheFrontDeskUntilThereAreKeysAgain() {
    kiosk.begin();
    kiosk.close(true);
    assertEquals(KioskView.State.CLOSED, kiosk.view().now().state());
    kiosk.begin();
    kiosk.withoutFace();
    kiosk.startAgain();
    kiosk.camera(true);
    clock.pass(Duration.ofHours(1));
    kiosk.tick();
    kiosk.askForHelp();
    assertEquals(KioskView.State.CLOSED, kiosk.view().now().state());
    assertTrue(desk.told.contains("help"), "a person can still be called");
    kiosk.close(false);
    assertEquals(KioskView.State.ATTRACT, kiosk.view().now().state());
  }

  private TrackView known(int track) {
    Decision proposed =
        new Decision.Proposed(new Candidate(kamala.id().toString(), 0.9), Optional.empty());
    return new TrackView(track, NEAR, proposed, TrackView.Coaching.NONE, 1);
  }

  /** A face that is one of these people's, whom it does not tell apart. */
  private static TrackView oneOf(int track, Patient... people) {
    List<String> references = Stream.of(people).map(one -> one.id().toString()).toList();
    Decision alike = new Decision.OneOf(references);
    return new TrackView(track, NEAR, alike, TrackView.Coaching.NONE, 1);
  }

  private static TrackView unknown(int track, Box box) {
    return new TrackView(track, box, new Decision.Unknown(), TrackView.Coaching.NONE, 1);
  }

  private KioskView now() {
    return kiosk.view().now();
  }

  /** Shows the same faces for a while, ten frames a second. */
  private void show(Duration time, TrackView... tracks) {
    for (long t = 0; t < time.toMillis(); t += 100) {
      clock.pass(Duration.ofMillis(100));
      kiosk.see(List.of(tracks));
      kiosk.tick();
    }
  }

  private void untilBorn(TrackView face) {
    kiosk.camera(true);
    kiosk.begin();
    assertEquals(State.LOOKING, now().state());
    show(KioskLook.LOOK, face);
    assertEquals(State.BORN, now().state());
  }

  /** Lets the store answer, then lets the fixed time of an answer pass. */
  private void settle(TrackView... tracks) throws FlowException {
    assertTrue(now().checking());
    clock.pass(Duration.ofMillis(700));
    kiosk.see(List.of(tracks));
    kiosk.tick();
    store.call(() -> null);
    kiosk.tick();
    assertTrue(now().checking(), "never faster than the fixed time");
    clock.pass(KioskCheck.ANSWER);
    kiosk.see(List.of(tracks));
    kiosk.tick();
  }

  @Test
  void faceAndBirthDateAreGreetedByFirstNameAndGetATicket() throws FlowException {
    untilBorn(known(1));
    assertEquals(2, now().step());
    assertTrue(now().greeting().isEmpty(), "no name before both factors match");
    kiosk.answerBirthDate(TestClinic.BORN);
    settle(known(1));

    assertEquals(State.WELCOME, now().state());
    KioskView.Greeting greeting = now().greeting().orElseThrow();
    assertEquals("Kamala", greeting.firstName());
    assertEquals(Optional.of("Dr Nair"), greeting.doctor());
    assertEquals(Optional.of("47"), greeting.phoneEnding());
    assertEquals(List.of("arrived V-004127 FACE_AND_BIRTH_DATE"), desk.told);
    kiosk.confirm();
    assertEquals(Optional.of("A1"), now().ticket());

    List<Arrival> day =
        clinic
            .session()
            .act(Purpose.FRONT_DESK)
            .queue()
            .day(LocalDate.now(ZoneOffset.systemDefault()));
    assertEquals(AppointmentStatus.ARRIVED, day.get(0).appointment().status());
  }

  @Test
  void knownAndUnknownSeeTheSameScreensAtTheSameTimes() throws FlowException {
    List<String> known = walk(known(1));
    kiosk.startAgain();
    List<String> unknown = walk(unknown(2, NEAR));
    assertEquals(known, unknown);
  }

  @Test
  void ofTwinsBornTheSameDayTheBirthDateChoosesNobody() throws FlowException {
    TrackView twin = oneOf(1, kamala, twin());
    untilBorn(twin);
    kiosk.answerBirthDate(TestClinic.BORN);
    settle(twin);
    assertEquals(State.FRONT_DESK, now().state());
    assertTrue(now().greeting().isEmpty());
    assertEquals(List.of("sent 1"), desk.told);
  }

  @Test
  void siblingsWithTheirOwnBirthDatesCheckInAsAnybodyElse() throws FlowException {
    TrackView sibling = oneOf(1, enrolled(kamala), sister());
    untilBorn(sibling);
    kiosk.answerBirthDate(TestClinic.BORN);
    settle(sibling);
    assertEquals("Kamala", now().greeting().orElseThrow().firstName());
    assertEquals(List.of("arrived V-004127 FACE_AND_BIRTH_DATE"), desk.told);
  }

  @Test
  void whoIsNotEnrolledIsNotCheckedInByTheFaceOfASibling() throws FlowException {
    TrackView sibling = oneOf(1, enrolled(kamala), sister());
    untilBorn(sibling);
    kiosk.answerBirthDate(TestClinic.BORN.plusYears(2));
    settle(sibling);
    assertEquals(State.FRONT_DESK, now().state());
    assertEquals(List.of("sent 1"), desk.told);
  }

  private static Patient enrolled(Patient patient) {
    Consent agreed =
        Enrolments.consent(patient.id(), Purpose.FACE_RECOGNITION, Instant.now(), "Tester");
    FaceTemplate template = new FaceTemplate(FaceGallery.DEEP_NAME, new byte[] {1});
    return clinic
        .session()
        .act(Purpose.FACE_RECOGNITION)
        .faces()
        .enrol(
            new Enrolment(
                patient, List.of(agreed), List.of(template), List.of(), Optional.empty()));
  }

  @Test
  void twinsSeeTheSameScreensAtTheSameTimesAsAStranger() throws FlowException {
    List<String> twins = walk(oneOf(1, kamala, twin()));
    kiosk.startAgain();
    assertEquals(walk(unknown(2, NEAR)), twins);
  }

  private static Patient twin() {
    return sibling("Vimala", TestClinic.BORN);
  }

  private static Patient sister() {
    return sibling("Leela", TestClinic.BORN.plusYears(2));
  }

  private static Patient sibling(String given, LocalDate born) {
    return clinic
        .session()
        .act(Purpose.FRONT_DESK)
        .people()
        .register(Patient.named(new HumanName("Hegde", given), born).build());
  }

  /** What is shown, frame by frame, up to a wrong answer's end. */
  private List<String> walk(TrackView face) throws FlowException {
    List<String> seen = new ArrayList<>();
    kiosk.camera(true);
    try (Subscription all = kiosk.view().listen(v -> seen.add(shown(v)))) {
      untilBorn(face);
      kiosk.answerBirthDate(LocalDate.of(1950, 1, 1));
      settle(face);
      assertEquals(State.FRONT_DESK, now().state());
    }
    return seen.subList(1, seen.size());
  }

  private static String shown(KioskView view) {
    return view.state()
        + " "
        + view.step()
        + " "
        + view.coaching()
        + " "
        + view.progress()
        + " "
        + view.checking()
        + " "
        + view.greeting().isPresent();
  }

  @Test
  void afterThreeTriesEvenTheRightBirthDateLeadsToTheFrontDesk() throws FlowException {
    for (int i = 0; i < 3; i++) {
      untilBorn(known(1));
      kiosk.answerBirthDate(LocalDate.of(1950, 1, 1 + i));
      settle(known(1));
      assertEquals(State.FRONT_DESK, now().state());
      kiosk.startAgain();
    }
    untilBorn(known(1));
    kiosk.answerBirthDate(TestClinic.BORN);
    settle(known(1));
    assertEquals(State.FRONT_DESK, now().state());
  }

  @Test
  void anotherFaceInTheSamePlaceEndsTheSession() {
    untilBorn(known(1));
    show(Duration.ofMillis(200), unknown(2, NEAR));
    assertEquals(State.FRONT_DESK, now().state());
  }

  @Test
  void aSecondFaceAsCloseEndsTheSessionAndAPasserByDoesNot() {
    untilBorn(known(1));
    show(Duration.ofSeconds(3), known(1), unknown(2, FAR));
    assertEquals(State.BORN, now().state());
    show(Duration.ofSeconds(1), known(1), unknown(2, NEAR));
    assertEquals(State.FRONT_DESK, now().state());
  }

  @Test
  void aSwapWhileTheAnswerIsCheckedShowsNobodysName() throws FlowException {
    untilBorn(known(1));
    kiosk.answerBirthDate(TestClinic.BORN);
    show(Duration.ofMillis(200), unknown(2, NEAR));
    clock.pass(KioskCheck.ANSWER);
    kiosk.tick();
    store.call(() -> null);
    kiosk.tick();
    assertEquals(State.FRONT_DESK, now().state());
    assertTrue(now().greeting().isEmpty());
  }

  @Test
  void lookingDownAtThePadIsNotLeaving() {
    untilBorn(known(1));
    show(Duration.ofSeconds(5));
    assertEquals(State.BORN, now().state());
    show(Duration.ofSeconds(8));
    assertEquals(State.ATTRACT, now().state());
  }

  @Test
  void withoutAFaceTheStepsAreAsManyAndTheEndIsTheSame() throws FlowException {
    kiosk.camera(true);
    kiosk.withoutFace();
    assertEquals(1, now().step());
    kiosk.answerBirthDate(TestClinic.BORN);
    assertEquals(State.NUMBER, now().state());
    assertEquals(2, now().step());
    kiosk.answerNumber(" v-004127 ");
    settle();
    assertEquals(State.WELCOME, now().state());
    assertEquals(KioskView.STEPS, now().step());
    assertEquals(List.of("arrived V-004127 NUMBER_AND_BIRTH_DATE"), desk.told);
  }

  @Test
  void aNumberThatIsGuessedAtStopsAnswering() throws FlowException {
    for (int i = 0; i < 3; i++) {
      checkInByNumber(LocalDate.of(1950, 1, 1 + i));
      assertEquals(State.FRONT_DESK, now().state());
      kiosk.finish();
    }
    checkInByNumber(TestClinic.BORN);
    assertEquals(State.FRONT_DESK, now().state());
  }

  private void checkInByNumber(LocalDate born) throws FlowException {
    kiosk.withoutFace();
    kiosk.answerBirthDate(born);
    kiosk.answerNumber("V-004127");
    settle();
  }

  @Test
  void withoutACameraTheWayWithoutAFaceComesFirst() {
    kiosk.camera(false);
    assertFalse(now().cameraLive());
    kiosk.begin();
    assertEquals(State.BORN, now().state());
    assertTrue(now().withoutFace());
  }

  @Test
  void aCameraLostWhileLookingGoesOnWithoutIt() {
    kiosk.camera(true);
    kiosk.begin();
    kiosk.camera(false);
    assertEquals(State.BORN, now().state());
    assertTrue(now().withoutFace());
  }

  @Test
  void quietAsksAfterFortyFiveSecondsAndWipesTwentyLater() {
    kiosk.withoutFace();
    clock.pass(Duration.ofSeconds(44));
    kiosk.tick();
    assertFalse(now().stillThere());
    clock.pass(Duration.ofSeconds(1));
    kiosk.tick();
    assertTrue(now().stillThere());
    kiosk.moreTime();
    assertFalse(now().stillThere());
    clock.pass(Duration.ofSeconds(65));
    kiosk.tick();
    assertEquals(State.ATTRACT, now().state());
  }

  @Test
  void theTicketClearsInTwentySecondsAndATouchRestartsTheClock() throws FlowException {
    checkInByNumber(TestClinic.BORN);
    kiosk.confirm();
    assertEquals(State.TICKET, now().state());
    clock.pass(Duration.ofSeconds(19));
    kiosk.touched();
    clock.pass(Duration.ofSeconds(19));
    kiosk.tick();
    assertEquals(State.TICKET, now().state());
    clock.pass(Duration.ofSeconds(1));
    kiosk.tick();
    assertEquals(State.ATTRACT, now().state());
    assertTrue(now().ticket().isEmpty());
    assertTrue(now().greeting().isEmpty());
  }

  @Test
  void whoNeverSaidIsAskedAboutTheFaceAndGoesOnEitherWay() throws FlowException {
    desk.neverSaid = true;
    for (boolean agrees : new boolean[] {true, false}) {
      kiosk.camera(true);
      checkInByNumber(TestClinic.BORN);
      kiosk.confirm();
      assertEquals(State.CONSENT, now().state());
      kiosk.answerConsent(agrees);
      kiosk.answerConsent(!agrees);
      assertEquals(State.TICKET, now().state());
      assertEquals(Optional.of("A1"), now().ticket());
      assertEquals("face " + agrees, desk.told.get(desk.told.size() - 1));
      kiosk.finish();
    }
  }

  @Test
  void nobodyIsAskedAboutTheFaceWhoSaidBeforeOrWhereThereIsNoCamera() throws FlowException {
    kiosk.camera(true);
    checkInByNumber(TestClinic.BORN);
    kiosk.confirm();
    assertEquals(State.TICKET, now().state());
    kiosk.finish();
    desk.neverSaid = true;
    kiosk.camera(false);
    checkInByNumber(TestClinic.BORN);
    kiosk.confirm();
    assertEquals(State.TICKET, now().state());
  }

  @Test
  void leavingTheQuestionAboutTheFaceIsNoAnswer() throws FlowException {
    desk.neverSaid = true;
    kiosk.camera(true);
    checkInByNumber(TestClinic.BORN);
    kiosk.confirm();
    kiosk.startAgain();
    kiosk.answerConsent(true);
    assertEquals(List.of("arrived V-004127 NUMBER_AND_BIRTH_DATE"), desk.told);
  }

  @Test
  void sayingThatItIsSomebodyElseTellsTheDesk() throws FlowException {
    checkInByNumber(TestClinic.BORN);
    kiosk.notMe();
    assertEquals(State.FRONT_DESK, now().state());
    assertTrue(desk.told.contains("not me"));
  }

  @Test
  void twoFacesAreAskedToComeOneAtATimeAndNobodyIsBound() {
    kiosk.camera(true);
    kiosk.begin();
    show(Duration.ofSeconds(4), known(1), unknown(2, NEAR));
    assertEquals(State.LOOKING, now().state());
    assertEquals(Coaching.ONE_AT_A_TIME, now().coaching());
    assertEquals(0, now().progress());
  }

  @Test
  void actionsThatDoNotFitTheStateDoNothing() {
    kiosk.answerBirthDate(TestClinic.BORN);
    kiosk.answerNumber("V-004127");
    kiosk.confirm();
    kiosk.finish();
    assertEquals(State.ATTRACT, now().state());
  }

  @Test
  void nothingShownPrintsTheName() throws FlowException {
    checkInByNumber(TestClinic.BORN);
    assertFalse(now().toString().contains("Kamala"));
    assertFalse(now().greeting().orElseThrow().toString().contains("Kamala"));
  }
}
