package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vestibule.app.ui.FxPictures.onFx;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;
import org.vestibule.app.flow.ClinicDoor.RecoveryKey;
import org.vestibule.app.flow.DeskFactor;
import org.vestibule.app.flow.DeskRight;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.FxPictures;
import org.vestibule.app.ui.NeedsJavaFx;
import org.vestibule.app.ui.Theme;
import org.vestibule.app.ui.UiTasks;

/**
 * Every staff screen, drawn to {@code target/screens} for people to look at, and checked for what a
 * machine can see: the fixed head, the words that must be there, and words cut short.
 */
@NeedsJavaFx
class DeskPicturesTest {
  private static final UiTasks AT_ONCE = new UiTasks(Runnable::run, Runnable::run);
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private static ScriptedDesk flow(DeskView view) {
    StillPicture picture = new StillPicture();
    if (view.status().cameraLive()) {
      picture.show(640, 480, SampleDay.door());
    }
    return new ScriptedDesk(view, picture)
        .opens(SampleRecords.kamala())
        .finds(SampleDay.kamalas())
        .ledgers(SampleRecords.ledger(), SampleRecords.fine())
        .measures(SampleRecords.enough());
  }

  /** Opens the desk, works it, draws it, and gives the words on it. */
  private static List<String> draw(
      String name, Theme theme, ScriptedDesk flow, Consumer<DeskHands> work) {
    return onFx(
        () -> {
          try (DeskWindow window =
              new DeskWindow(flow, AT_ONCE, Runnable::run, SampleDay.AT_10_04)) {
            return drawn(name, theme, window.root(), scene -> work.accept(new DeskHands(scene)));
          }
        });
  }

  private static List<String> drawn(String name, Theme theme, Parent root, Consumer<Scene> work) {
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    DeskWindow.dress(scene, theme);
    root.applyCss();
    root.layout();
    work.accept(scene);
    root.applyCss();
    root.layout();
    FxPictures.save(scene, name);
    List<String> cut = FxPictures.cutWords(scene);
    assertEquals(List.of(), cut, name + " cuts words");
    return FxPictures.all(root, Labeled.class).stream().map(Labeled::getText).toList();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theDay(Theme theme) {
    List<String> words =
        draw("desk-01-day-" + theme, theme, flow(SampleDay.morning()), hands -> {});
    assertTrue(words.contains("Someone new is at the door"));
    assertTrue(words.contains("Yes, it’s Kamala Hegde"));
    assertTrue(words.contains("Done today, 14"));
  }

  @Test
  void peopleWhoLookAlike() {
    ScriptedDesk flow = flow(SampleDay.with(List.of(SampleDay.alike()), Optional.empty(), true));
    List<String> words =
        draw("desk-01-day-alike", Theme.LIGHT, flow, hands -> hands.press("ENTER").press("DIGIT2"));
    assertTrue(words.containsAll(List.of("It’s Kamala Hegde", "It’s Vimala Hegde")));
    assertEquals(List.of("confirm row-alike V-004128"), flow.asked(), "Enter chooses nobody");
  }

  @Test
  void theDayBeforeAnybodyCame() {
    List<String> words =
        draw("desk-01-day-empty", Theme.LIGHT, flow(SampleDay.empty()), hands -> {});
    assertTrue(words.contains("No one is waiting. Arrivals appear here."));
  }

  @Test
  void theDayWithoutACamera() {
    ScriptedDesk flow = flow(SampleDay.with(SampleDay.arrivals(), Optional.empty(), false));
    flow.publishTrouble(Optional.of("The camera was unplugged. Plug it in again."));
    List<String> words = draw("desk-01-day-camera-off", Theme.LIGHT, flow, hands -> {});
    assertTrue(words.contains("The camera is off."));
    assertTrue(
        words.contains(
            "The camera was unplugged. Plug it in again. Kiosks check people in by birth date"
                + " meanwhile."));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theChart(Theme theme) {
    List<String> words =
        draw(
            "desk-02-chart-" + theme,
            theme,
            flow(SampleDay.morning()),
            hands -> hands.press("DOWN").press("O"));
    assertTrue(words.containsAll(List.of("Penicillin", "Latex", "Kamala Hegde", "V-004127")));
  }

  @Test
  void aChartWithoutAllergiesAndOneWhereNobodyAsked() {
    ScriptedDesk flow = flow(SampleDay.morning());
    flow.opens(SampleRecords.kamala(SampleRecords.noneKnown(), true));
    assertTrue(
        draw("desk-02-chart-none-known", Theme.LIGHT, flow, hands -> hands.press("DOWN").press("O"))
            .contains("No known allergies"));
    flow.opens(SampleRecords.kamala(SampleRecords.notAsked(), false));
    List<String> words =
        draw("desk-02-chart-not-asked", Theme.LIGHT, flow, hands -> hands.press("DOWN").press("O"));
    assertTrue(words.contains("Allergies: not asked yet"));
    assertTrue(words.contains("The clinical part is closed"));
  }

  @Test
  void registration() {
    SampleRecords.Writing writing = new SampleRecords.Writing(SampleRecords.twoClose());
    ScriptedDesk flow = flow(SampleDay.morning()).registers(writing);
    List<String> words =
        draw(
            "desk-03-registration",
            Theme.LIGHT,
            flow,
            hands ->
                hands
                    .press("R")
                    .type("#field-name", "Lakshmi Rao")
                    .await(() -> !writing.asked().isEmpty()));
    assertTrue(words.contains("They may already have a record"));
    assertTrue(words.containsAll(List.of("It is V-001932", "It is V-003310")));
  }

  @Test
  void wrongPatient() {
    ScriptedDesk flow = flow(SampleDay.morning());
    List<String> words =
        draw(
            "desk-04-wrong-patient",
            Theme.LIGHT,
            flow,
            hands -> {
              hands.press("DOWN").press("O").layout();
              flow.publish(contradicted());
            });
    assertTrue(words.contains("Stop. This may be the wrong chart."));
    assertTrue(words.contains("Penicillin, Latex"));
  }

  /** The person of the open chart's row said at the kiosk that it is not them. */
  static DeskView contradicted() {
    Arrival row = SampleDay.kamala();
    Arrival doubtful =
        new Arrival(
            row.id(),
            row.ticket(),
            row.patientNumber(),
            row.name(),
            row.time(),
            row.reason(),
            row.doctor(),
            Arrival.State.HELP,
            "Said: not me",
            row.since(),
            row.waited(),
            List.of(new Check(Check.Mark.BAD, "Said at the kiosk: this is not me")),
            row.live(),
            row.record(),
            row.eigenfaces(),
            row.track(),
            row.choices());
    return SampleDay.with(List.of(doubtful), Optional.empty(), true);
  }

  @Test
  void palette() {
    ScriptedDesk flow = flow(SampleDay.morning());
    List<String> words =
        draw(
            "desk-05-palette",
            Theme.LIGHT,
            flow,
            hands ->
                hands
                    .press("Ctrl+K")
                    .type(".palette-field", "kam heg")
                    .await(() -> flow.asked().contains("search kam heg")));
    assertTrue(words.contains("Patients, 3"));
    assertTrue(words.contains("Register “kam heg”"));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void unlock(Theme theme) {
    List<String> words =
        draw("desk-06-unlock-" + theme, theme, flow(SampleDay.locked()), hands -> {});
    assertTrue(words.contains("Welcome back"));
    assertTrue(words.stream().noneMatch(word -> word != null && word.contains("Hegde")));
  }

  @Test
  void unlockAfterTheKeysWereWiped() {
    List<String> words =
        draw("desk-06-unlock-wiped", Theme.LIGHT, flow(SampleDay.wiped()), hands -> {});
    assertTrue(
        words.contains(
            "Locked at 10:14, after 5 quiet minutes.\n"
                + "All keys are wiped. The kiosks send everybody here until you sign in."));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void unlockByTheRecoveryKey(Theme theme) {
    ScriptedDesk flow = flow(SampleDay.locked());
    List<String> words =
        draw(
            "desk-06-unlock-recovery-" + theme,
            theme,
            flow,
            hands ->
                hands
                    .click("#use-recovery-key")
                    .type("#recovery-key", SampleRecords.RECOVERY_KEY)
                    .type("#new-passphrase", "a lamp in the door"));
    assertTrue(words.contains("The key reads right."));
    assertTrue(words.contains("Type the new passphrase twice, the same."));
    assertTrue(flow.asked().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void consents(Theme theme) {
    ScriptedDesk flow = flow(SampleDay.morning());
    List<String> words =
        draw(
            "desk-13-consents-" + theme,
            theme,
            flow,
            hands -> hands.press("DOWN").press("O").press("C"));
    assertTrue(words.contains("Penicillin"), "the head stays");
    assertTrue(words.contains("They take it back"));
    List<String> receipt =
        draw(
            "desk-13-consents-receipt-" + theme,
            theme,
            flow,
            hands -> hands.press("DOWN").press("O").press("C").press("Ctrl+ENTER"));
    assertTrue(flow.asked().contains("withdraw V-004127 FACE_RECOGNITION"));
    assertTrue(receipt.contains("In the ledger: event 4711"));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void history(Theme theme) {
    List<String> words =
        draw(
            "desk-14-history-" + theme,
            theme,
            flow(SampleDay.morning()),
            hands -> hands.press("DOWN").press("O").press("H"));
    assertTrue(words.contains("New: 98450 11347"));
    assertTrue(words.contains("Undo the merge"));
    assertTrue(words.contains("Before: 98450 00000"));
    assertTrue(words.stream().noneMatch(w -> w != null && w.contains("Metformin 500 mg, twice a")));
  }

  @Test
  void recoveryKey() {
    RecoveryKey key =
        new RecoveryKey(List.of("7KQM", "T4XD", "9RPA", "W2HF", "C6NV", "3YEJ", "M8ZB", "5GXS"));
    List<String> words =
        onFx(
            () -> {
              WizardModel model =
                  new WizardModel(
                      new ScriptedDoor(Optional.of(key), flow(SampleDay.morning())),
                      AT_ONCE,
                      new Random(4));
              WizardPane pane =
                  new WizardPane(model, new RecoveryKeyOut(Optional::empty), () -> {});
              pane.getStyleClass().add("desk");
              WizardModelTest.fillIn(model);
              return drawn("desk-06-recovery-key", Theme.LIGHT, pane, scene -> {});
            });
    assertTrue(words.contains("Keep this key somewhere safe"));
    assertEquals(2, words.stream().filter("••••"::equals).count());
  }

  @Test
  void ledger() {
    List<String> words =
        draw(
            "desk-07-ledger",
            Theme.LIGHT,
            flow(SampleDay.morning()),
            hands -> hands.go("Ledger").press("V"));
    assertTrue(words.contains("Every entry is in place"));
    assertTrue(words.contains("Both marks agree"));
  }

  @Test
  void ledgerThatWasChanged() {
    ScriptedDesk flow =
        flow(SampleDay.morning()).ledgers(SampleRecords.ledger(), SampleRecords.changed());
    List<String> words =
        draw("desk-07-ledger-changed", Theme.DARK, flow, hands -> hands.go("Ledger").press("V"));
    assertTrue(words.contains("Something was changed. Call your administrator."));
  }

  @Test
  void accuracy() {
    List<String> words =
        draw(
            "desk-08-accuracy",
            Theme.LIGHT,
            flow(SampleDay.morning()),
            hands -> hands.go("Accuracy"));
    assertTrue(words.contains("set here today"));
    assertTrue(words.contains("too few people to say"));
  }

  @Test
  void accuracyWithTooFewPeople() {
    List<String> words =
        draw(
            "desk-08-accuracy-few",
            Theme.LIGHT,
            flow(SampleDay.morning()).measures(SampleRecords.few()),
            hands -> hands.go("Accuracy"));
    assertTrue(words.contains("Too few people to say: 12 agreed, and figures need at least 100."));
    assertTrue(words.stream().noneMatch(word -> word != null && word.contains("%")));
  }

  @Test
  void emergencyCard() {
    ScriptedDesk flow = flow(SampleDay.morning()).finds(SampleDay.kamalas().subList(0, 1));
    List<String> words =
        draw(
            "desk-10-emergency",
            Theme.LIGHT,
            flow,
            hands ->
                hands
                    .press("Ctrl+K")
                    .type(".palette-field", "V-004127")
                    .press("Alt+E")
                    .type("#emergency-reason", "fainted in the waiting room")
                    .press("ENTER"));
    assertTrue(flow.asked().contains("emergency V-004127 fainted in the waiting room"));
    assertTrue(words.contains("Penicillin (high, anaphylaxis)"));
    assertTrue(words.contains("B positive"));
  }

  @Test
  void emergencyReviews() {
    List<String> words =
        draw(
            "desk-11-reviews",
            Theme.LIGHT,
            flow(SampleDay.morning()),
            hands -> hands.press("Ctrl+K").press("Alt+DIGIT7"));
    assertTrue(words.contains("ambulance asks for allergies"));
    assertTrue(words.contains("Not justified"));
  }

  @Test
  void staff() {
    List<String> words =
        draw(
            "desk-12-staff",
            Theme.LIGHT,
            flow(SampleDay.morning()),
            hands ->
                hands
                    .press("Ctrl+K")
                    .press("Alt+DIGIT6")
                    .type("#staff-name", "bose")
                    .press("Ctrl+ENTER"));
    assertTrue(words.contains("auditor, researcher"));
    assertTrue(words.contains("Choose at least one role. (D-26)"));
    ScriptedDesk flow = flow(SampleDay.morning());
    List<String> removing =
        draw(
            "desk-12-staff-remove",
            Theme.LIGHT,
            flow,
            hands -> hands.press("Ctrl+K").press("Alt+DIGIT6").press("DOWN").press("Alt+X"));
    assertTrue(removing.contains("Remove rao?"));
    assertTrue(flow.asked().stream().noneMatch(action -> action.startsWith("remove")));
  }

  /** Goes to a place by its name in the palette, below registering, the ledger and the card. */
  private static DeskHands palette(DeskHands hands, String place) {
    return hands
        .press("Ctrl+K")
        .type(".palette-field", place)
        .press("DOWN")
        .press("DOWN")
        .press("DOWN")
        .press("ENTER");
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void secondFactor(Theme theme) {
    List<String> words =
        draw(
            "desk-15-second-factor-" + theme,
            theme,
            flow(SampleDay.morning()),
            hands -> palette(hands, "go to my second"));
    assertTrue(words.containsAll(List.of("in use", "Ask me for codes")));
    ScriptedDesk flow = flow(SampleDay.morning());
    flow.scriptedPeople().factor().has(DeskFactor.Kind.KEY);
    List<String> key =
        draw(
            "desk-15-second-factor-key-" + theme,
            theme,
            flow,
            hands -> palette(hands, "go to my second").press("DOWN").press("Ctrl+ENTER"));
    assertTrue(key.contains("The key file or token that you use now"));
    assertTrue(key.contains("Type your passphrase first. (D-30)"));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void merging(Theme theme) {
    ScriptedDesk flow = flow(SampleDay.morning());
    List<String> words =
        draw(
            "desk-16-merge-" + theme,
            theme,
            flow,
            hands ->
                palette(hands, "go to merge")
                    .type("#merge-from", "kamla")
                    .await(() -> flow.asked().contains("search kamla"))
                    .press("DOWN")
                    .press("ENTER")
                    .type("#merge-into", "kamala")
                    .await(() -> flow.asked().contains("search kamala"))
                    .press("DOWN")
                    .press("DOWN")
                    .press("ENTER")
                    .press("Ctrl+ENTER"));
    assertTrue(flow.asked().contains("compare V-004127 V-002280"));
    assertTrue(words.containsAll(List.of("one digit differs", "all of both")));
    assertTrue(words.contains("Say in a few words how you know that they are one person. (D-36)"));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void importedPeople(Theme theme) {
    ScriptedDesk flow = flow(SampleDay.morning());
    List<String> words =
        draw(
            "desk-17-imports-" + theme,
            theme,
            flow,
            hands ->
                palette(hands, "go to imported")
                    .press("ENTER")
                    .type("#import-reason", "asked her, married name"));
    assertTrue(words.contains("Both have MR-77120."));
    assertTrue(words.containsAll(List.of("Somebody new", "Discard", "all of both")));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void backup(Theme theme) {
    List<String> never =
        draw(
            "desk-18-backup-never-" + theme,
            theme,
            flow(SampleDay.morning()),
            hands -> palette(hands, "go to backup"));
    assertTrue(
        never.contains(
            "None was ever written. A broken or stolen disk would take every record along."));
    List<String> words =
        draw(
            "desk-18-backup-" + theme,
            theme,
            flow(SampleDay.morning())
                .backedUp(SampleDay.AT_10_04.instant().minus(Duration.ofDays(12))),
            hands -> palette(hands, "go to backup"));
    assertTrue(words.stream().anyMatch(w -> w.startsWith("The last one was written 12 days ago:")));
    assertTrue(words.contains("Choose where"));
  }

  @Test
  void whoMayNotBackUpIsNotLedThere() {
    List<String> words =
        draw(
            "desk-18-backup-denied",
            Theme.LIGHT,
            flow(SampleDay.morning()).denies(DeskRight.BACK_UP),
            hands -> hands.press("Ctrl+K").type(".palette-field", "go to backup"));
    assertFalse(words.contains("Go to Backup"));
  }

  @Test
  void patients() {
    ScriptedDesk flow = flow(SampleDay.morning());
    List<String> words =
        draw(
            "desk-09-patients",
            Theme.LIGHT,
            flow,
            hands ->
                hands
                    .go("Patients")
                    .type(".search-pane .desk-field", "kam")
                    .await(() -> flow.asked().contains("search kam"))
                    .press("DOWN"));
    assertTrue(words.contains("Kamlesh Hegde"));
  }
}
