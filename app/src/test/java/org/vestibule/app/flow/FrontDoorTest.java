package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.flow.Registration.ConsentChoice;
import org.vestibule.app.flow.Registration.Form;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.StorePlace;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.FaceSettings;

/** The whole front door over a real store, the real networks and the shipped clips. */
@TestMethodOrder(OrderAnnotation.class)
class FrontDoorTest {
  @TempDir private static Path folder;
  private static FrontDoor door;
  private static Path data;
  private static final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeAll
  static void open() throws FlowException {
    logged.start();
    rootLog().addAppender(logged);
    data = folder.resolve("clinic");
    Clock clock = Clock.systemDefaultZone();
    try (var made = new Closing(TestClinic.create(data))) {
      TestClinic.kamala(made.created.session(), TestClinic.soon());
      TestClinic.receptionist(made.created.session());
    }
    Path portrait = folder.resolve("portrait");
    TestClinic.unpack("portraits/astronaut.png", portrait);
    Clinics clinics = new Clinics(StorePlace.in(data), FaceSettings.defaults(), clock);
    try (ClinicWork work =
        clinics.work(TestClinic.USER, TestClinic.PASSWORD.toCharArray(), Optional.empty())) {
      work.enrolment()
          .enrol(
              new EnrolmentWork.Request(
                  "V-004127", Optional.empty(), new SourceSpec.ImageFolder(portrait), true));
    }
    start();
  }

  private static Logger rootLog() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static void start() throws FlowException {
    door =
        new Clinics(StorePlace.in(data), FaceSettings.defaults(), Clock.systemDefaultZone())
            .open(TestClinic.USER, TestClinic.PASSWORD.toCharArray(), Optional.empty());
  }

  private record Closing(Created created) implements AutoCloseable {
    @Override
    public void close() {
      created.recoveryKey().close();
      created.session().close();
      created.store().close();
    }
  }

  @AfterAll
  static void close() {
    door.close();
    door.close();
    rootLog().detachAppender(logged);
    assertFalse(logged.list.isEmpty(), "what happened was logged");
  }

  private static DeskView await(java.util.function.Predicate<DeskView> until) throws Exception {
    return TestClinic.await(door.desk().view(), until);
  }

  private static Optional<Arrival> row(DeskView view, Arrival.State state) {
    return view.arrivals().stream().filter(row -> row.state() == state).findFirst();
  }

  private static boolean says(Arrival row, String pattern) {
    return row.checks().stream()
        .anyMatch(check -> check.sentence().matches("Face looks like the .*" + pattern));
  }

  private static KioskView kiosk(KioskView.State state) throws Exception {
    return TestClinic.await(door.kiosk().view(), view -> view.state() == state);
  }

  @Test
  @Order(1)
  void theDayIsThereBeforeAnybodyCame() throws Exception {
    DeskView view = await(v -> !v.expected().isEmpty());
    assertEquals("Kamala Hegde", view.expected().get(0).name());
    assertEquals("Dr Nair", view.doctors().get(0).doctor());
    assertTrue(view.arrivals().isEmpty());
  }

  @Test
  @Order(2)
  void aRecognisedFaceIsASuggestionThenAnArrivalThenAChart() throws Exception {
    door.look(new StandingClip(TestClinic.unpack("arrival.avi", folder)));
    await(v -> v.status().cameraLive());
    door.kiosk().begin();
    Arrival suggested =
        row(await(v -> row(v, Arrival.State.SUGGESTED).isPresent()), Arrival.State.SUGGESTED)
            .orElseThrow();
    assertEquals("V-004127", suggested.patientNumber());
    assertTrue(suggested.record().isPresent() && suggested.live().isPresent());
    assertTrue(says(suggested, "record photo, wrong (about|less than) 1 in [0-9,]+"));
    FlowException refused =
        assertThrows(FlowException.class, () -> door.desk().openChart(suggested.id()));
    assertEquals(4, refused.kind().exit(), "a face alone opens nothing");

    kiosk(KioskView.State.BORN);
    door.kiosk().answerBirthDate(TestClinic.BORN);
    assertEquals("Kamala", kiosk(KioskView.State.WELCOME).greeting().orElseThrow().firstName());
    Arrival card =
        row(await(v -> row(v, Arrival.State.CONFIRM).isPresent()), Arrival.State.CONFIRM)
            .orElseThrow();
    assertEquals(suggested.id(), card.id(), "the same row");
    assertTrue(says(card, "with the birth date wrong by chance less than 1 in 1,000,000"));
    assertTrue(logged.list.stream().noneMatch(e -> e.getFormattedMessage().contains("1 in ")));
    door.kiosk().confirm();
    assertEquals(card.ticket(), kiosk(KioskView.State.TICKET).ticket().orElseThrow());

    door.desk().confirm(card.id());
    Chart chart = door.desk().openChart(card.id());
    assertEquals("Penicillin", chart.allergies().list().get(0).substance());
    assertTrue(chart.allergies().list().get(0).severe());
    assertTrue(chart.confirmed().contains(TestClinic.USER));
    Chart noted = door.desk().writeNote(chart.number(), "Feels well.");
    assertTrue(noted.timeline().stream().anyMatch(e -> e.detail().contains("Feels well.")));
    door.desk().closeChart();
    FlowException closed =
        assertThrows(FlowException.class, () -> door.desk().writeNote(chart.number(), "Too late."));
    assertEquals("D-19", closed.code());
  }

  private static boolean doubted(DeskView view) {
    return view.arrivals().stream()
        .filter(row -> row.patientNumber().equals("V-004127"))
        .flatMap(row -> row.checks().stream())
        .anyMatch(check -> check.mark() == Check.Mark.BAD);
  }

  private static long entries(String what) throws FlowException {
    return door.desk().ledger(what).entries().stream()
        .filter(entry -> entry.who().equals(TestClinic.USER))
        .count();
  }

  @Test
  @Order(3)
  void aStrangerAtTheDeskRaisesTheAlarmForTheOpenChartUntilStaffAsked() throws Exception {
    String row = door.desk().view().now().arrivals().get(0).id();
    door.desk().openChart(row);
    assertFalse(doubted(door.desk().view().now()), "the chart's own person is there");
    door.look(new StandingClip(TestClinic.unpack("stranger.avi", folder.resolve("alarm"))));
    await(FrontDoorTest::doubted);
    long before = entries("arrival confirmed");
    door.desk().confirm(row);
    await(view -> !doubted(view));
    assertEquals(
        before + 1, entries("arrival confirmed"), "\"it is them, I asked\" is in the ledger");
    door.desk().closeChart();
  }

  @Test
  @Order(4)
  void aVisitGoesOnToTheDoctorAndIsDone() throws Exception {
    Arrival waiting = door.desk().view().now().arrivals().get(0);
    restart();
    Arrival again =
        row(await(v -> row(v, Arrival.State.WAITING).isPresent()), Arrival.State.WAITING)
            .orElseThrow();
    assertEquals(waiting.ticket(), again.ticket(), "nobody is confirmed or numbered anew");
    door.desk().callIn(again.id());
    await(v -> row(v, Arrival.State.WITH_DOCTOR).isPresent());
    restart();
    String id =
        row(await(v -> row(v, Arrival.State.WITH_DOCTOR).isPresent()), Arrival.State.WITH_DOCTOR)
            .orElseThrow()
            .id();
    assertTrue(door.desk().openChart(id).confirmed().contains(TestClinic.USER));
    door.desk().closeChart();
    door.desk().done(id);
    DeskView view = await(v -> v.doneToday() == 1);
    assertTrue(view.lastDone().contains("Kamala Hegde"));
  }

  private static void restart() throws FlowException {
    door.close();
    start();
  }

  @Test
  @Order(5)
  void aStrangerIsAlertedRegisteredAndKnownWhenComingBack() throws Exception {
    door.look(new StandingClip(TestClinic.unpack("stranger.avi", folder)));
    DeskView.Stranger stranger = await(v -> v.stranger().isPresent()).stranger().orElseThrow();
    assertTrue(stranger.photo().isPresent());
    Form form = Form.named("Reed, Margaret", LocalDate.of(1946, 12, 9));
    try (Registration registration = door.desk().register(stranger.id())) {
      assertTrue(registration.samples() > 0);
      assertTrue(registration.duplicates(form).isEmpty());
      assertFalse(await(v -> v.stranger().isEmpty()).locked());
      String number = registration.create(form, Set.of(ConsentChoice.values()), false);
      assertTrue(number.matches("V-\\d{6}"));
    }
    door.look(new StandingClip(TestClinic.unpack("return.avi", folder)));
    Arrival back =
        row(
                await(
                    v ->
                        row(v, Arrival.State.SUGGESTED)
                            .filter(r -> r.name().equals("Margaret Reed"))
                            .isPresent()),
                Arrival.State.SUGGESTED)
            .orElseThrow();
    assertTrue(back.record().isPresent());
    door.kiosk().begin();
    kiosk(KioskView.State.BORN);
    door.kiosk().startAgain();
    assertEquals(0, entries("face adapted"), "seen again, but nobody confirmed it");
    door.desk().confirm(back.id());
    assertEquals(1, entries("face adapted"));
    door.desk().confirm(back.id());
    assertEquals(1, entries("face adapted"), "once a visit");
  }

  @Test
  @Order(6)
  void withoutConsentNoFaceIsKept() throws Exception {
    try (Registration registration = door.desk().register()) {
      Form form = Form.named("Iyer, Asha", LocalDate.of(1990, 2, 1));
      String number = registration.create(form, Set.of(ConsentChoice.CARE_RECORD), false);
      Chart chart = door.desk().openChart(number, "phone call");
      assertTrue(chart.consents().stream().noneMatch(c -> c.text().startsWith("Face")));
      assertEquals(Chart.Allergies.Known.NOT_ASKED, chart.allergies().known());
    }
  }

  @Test
  @Order(7)
  void aCloseNameIsShownBesideInWordsAndNothingIsChosen() throws Exception {
    try (Registration registration = door.desk().register()) {
      Form form = Form.named("Hegde, Kamla", TestClinic.BORN);
      List<Registration.Possible> possible = registration.duplicates(form);
      assertEquals("V-004127", possible.get(0).patientNumber());
      assertEquals("spelt differently", possible.get(0).fields().get(0).words());
      assertEquals("same", possible.get(0).fields().get(1).words());
    }
  }

  @Test
  @Order(8)
  void searchFindsByNameNumberAndPhone() throws Exception {
    assertEquals("name", door.desk().search("Kamala").get(0).why());
    assertEquals("number", door.desk().search("v-004127").get(0).why());
    assertEquals("phone", door.desk().search("9845011347").get(0).why());
    assertTrue(door.desk().search("  ").isEmpty());
  }

  @Test
  @Order(9)
  void theLedgerNamesWhoDidWhatAndIsInOrder() throws Exception {
    LedgerPage page = door.desk().ledger("chart opened");
    assertFalse(page.entries().isEmpty());
    assertEquals(TestClinic.USER, page.entries().get(0).who());
    LedgerPage.Checked checked = door.desk().checkLedger();
    assertTrue(checked.ok(), checked.problems().toString());
    await(v -> v.status().ledger().startsWith("Ledger checked "));
  }

  @Test
  @Order(10)
  void aLockedDeskShowsNobodyWhileTheKioskRunsOn() throws Exception {
    door.desk().lock();
    DeskView locked = await(DeskView::locked);
    assertTrue(locked.arrivals().isEmpty() && locked.expected().isEmpty());
    assertThrows(FlowException.class, () -> door.desk().search("Kamala"));
    door.kiosk().startAgain();
    door.kiosk().withoutFace();
    door.kiosk().answerBirthDate(TestClinic.BORN);
    door.kiosk().answerNumber("V-004127");
    assertEquals("Kamala", kiosk(KioskView.State.WELCOME).greeting().orElseThrow().firstName());

    FlowException wrong =
        assertThrows(
            FlowException.class,
            () -> door.desk().unlock(TestClinic.USER, "wrong".toCharArray(), Optional.empty()));
    assertEquals(4, wrong.kind().exit());
    door.desk().unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray(), Optional.empty());
    assertTrue(row(await(v -> !v.locked()), Arrival.State.CONFIRM).isPresent());
  }

  @Test
  @Order(11)
  void aReceptionistAloneRegistersWithEveryConsent() throws Exception {
    door.desk().lock();
    door.desk().unlock(TestClinic.DESK, TestClinic.PASSWORD.toCharArray(), Optional.empty());
    try (Registration registration = door.desk().register()) {
      Form form = Form.named("Rao, Meera", LocalDate.of(1975, 5, 5));
      String number = registration.create(form, Set.of(ConsentChoice.values()), true);
      assertEquals("Meera Rao", door.desk().search(number).get(0).name());
    }
  }

  @Test
  @Order(12)
  void anotherPatientAtTheDeskRaisesTheAlarmAndTheChartIsClosedAsWrong() throws Exception {
    door.desk().lock();
    door.desk().unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray(), Optional.empty());
    String row =
        row(await(v -> row(v, Arrival.State.CONFIRM).isPresent()), Arrival.State.CONFIRM)
            .orElseThrow()
            .id();
    door.desk().confirm(row);
    door.desk().openChart(row);
    door.look(new StandingClip(TestClinic.unpack("return.avi", folder.resolve("alarm"))));
    // Who is there is a row of her own beside the alarm.
    await(
        view ->
            doubted(view)
                && view.arrivals().stream().anyMatch(r -> r.name().equals("Margaret Reed")));
    long before = entries("arrival denied");
    door.desk().closeChart();
    door.desk().notThem(row);
    await(view -> !doubted(view));
    assertEquals(before + 1, entries("arrival denied"), "\"close this chart\" is in the ledger");
  }

  @Test
  @Order(13)
  void aRefusalAtTheKioskIsWrittenDownWhenStaffConfirmAndNotAskedAgain() throws Exception {
    await(v -> v.status().cameraLive());
    checkInAsha();
    kiosk(KioskView.State.CONSENT);
    door.kiosk().answerConsent(false);
    kiosk(KioskView.State.TICKET);
    Arrival card = asha(await(v -> asha(v).isPresent())).orElseThrow();
    assertTrue(card.checks().stream().anyMatch(c -> c.sentence().startsWith("Does not want")));
    door.desk().confirm(card.id());

    checkInAsha();
    kiosk(KioskView.State.TICKET);
  }

  private static Optional<Arrival> asha(DeskView view) {
    return view.arrivals().stream().filter(row -> row.name().equals("Asha Iyer")).findFirst();
  }

  /** Up to the answer to the welcome, left long enough for the desk's records to answer. */
  private static void checkInAsha() throws Exception {
    door.kiosk().startAgain();
    door.kiosk().withoutFace();
    door.kiosk().answerBirthDate(LocalDate.of(1990, 2, 1));
    door.kiosk().answerNumber(door.desk().search("Asha").get(0).patientNumber());
    kiosk(KioskView.State.WELCOME);
    door.desk().search("Asha"); // Behind the question on the store's one thread.
    door.kiosk().confirm();
  }

  /** Whether a face at the door is taken for hers; her visit itself was confirmed before. */
  private static boolean seenAsMargaret(DeskView view) {
    return view.arrivals().stream()
        .filter(row -> row.name().equals("Margaret Reed"))
        .anyMatch(row -> row.state() == Arrival.State.SUGGESTED || row.live().isPresent());
  }

  @Test
  @Order(14)
  void aFaceWhoseConsentIsTakenBackIsNobodysAtOnce() throws Exception {
    long before = door.happenings().now().number();
    door.look(new StandingClip(TestClinic.unpack("return.avi", folder.resolve("withdrawn"))));
    TestClinic.await(
        door.happenings(), seen -> seen.number() > before && seen.what().equals("recognised"));
    await(FrontDoorTest::seenAsMargaret);
    String number = door.desk().search("Margaret").get(0).patientNumber();
    door.desk().openChart(number, "she is here");
    Receipt receipt = door.desk().record().withdraw(number, "FACE_RECOGNITION");
    assertTrue(receipt.templates() > 0 && receipt.samples() > 0);
    assertEquals(
        List.of("FACE_RECOGNITION"),
        door.desk().record().consents(number).stream()
            .filter(consent -> consent.withdrawn().isPresent())
            .map(RecordWork.ConsentLine::purpose)
            .toList());
    Path file = folder.resolve("receipt.txt");
    door.desk().record().saveReceipt(receipt, file);
    assertTrue(Files.readString(file).contains("In the ledger: event " + receipt.ledgerEvent()));
    // The same face, still there, is looked at anew and is nobody's.
    await(v -> v.stranger().isPresent() && !seenAsMargaret(v));
  }

  @Test
  @Order(15)
  void wipedKeysStopTheKioskAndSigningInBringsEverybodyBack() throws Exception {
    door.desk().wipeKeys();
    kiosk(KioskView.State.CLOSED);
    door.look(new StandingClip(TestClinic.unpack("arrival.avi", folder.resolve("wiped"))));
    long before = door.happenings().now().number();
    door.desk().unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray(), Optional.empty());
    kiosk(KioskView.State.ATTRACT);
    TestClinic.await(
        door.happenings(), seen -> seen.number() > before && seen.what().equals("recognised"));
    assertTrue(await(v -> !v.locked()).lock().isEmpty());
    assertTrue(entries("keys wiped") + entries("screen locked") > 0);
  }

  @Test
  @Order(16)
  void aSourceThatIsNotThereIsSaidAndTheKioskGoesOn() throws Exception {
    door.look(new SourceSpec.Clip(folder.resolve("nothing.avi")));
    String trouble = TestClinic.await(door.trouble(), Optional::isPresent).orElseThrow();
    assertFalse(trouble.isBlank());
    await(v -> !v.status().cameraLive());
    assertTrue(door.picture().latest().isEmpty());
  }
}
