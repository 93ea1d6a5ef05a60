package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.app.desk.PaletteModel.Offer;
import org.vestibule.app.flow.Chart.Allergy;
import org.vestibule.app.flow.ClinicDoor.RecoveryKey;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.UiTasks;

/** Search, palette, ledger, signing in, and the recovery key's file. */
class SmallModelsTest {
  private static final UiTasks AT_ONCE = new UiTasks(Runnable::run, Runnable::run);

  private final ScriptedDesk flow =
      new ScriptedDesk(SampleDay.morning(), new StillPicture())
          .finds(SampleDay.kamalas())
          .ledgers(SampleRecords.ledger(), SampleRecords.fine());

  @Test
  void anEarlierSearchThatAnswersLateIsDropped() {
    Queue<Runnable> later = new ArrayDeque<>();
    SearchModel search = new SearchModel(flow, new UiTasks(later::add, Runnable::run));
    search.search("kam");
    search.search("");
    later.remove().run();
    assertEquals(List.of(), search.found().get());
    assertFalse(search.searching().get());
  }

  @Test
  void warnsOfNamesakes() {
    SearchModel search = new SearchModel(flow, AT_ONCE);
    search.search("kam heg");
    assertTrue(search.namesakes());
    assertTrue(SearchModel.nearlySame("Kamala Hegde", "kamla Hegde"));
    assertFalse(SearchModel.nearlySame("Kamala Hegde", "Priya Shetty"));
  }

  @Test
  void thePaletteOffersPeopleFirstAndMovesThroughAll() {
    List<String> done = new ArrayList<>();
    PaletteModel palette =
        new PaletteModel(
            new SearchModel(flow, AT_ONCE),
            new DeskCommands(
                place -> place.isFor(flow),
                place -> done.add(place.title()),
                name -> done.add("register " + name),
                text -> done.add("ledger " + text),
                text -> done.add("emergency " + text),
                () -> done.add("lock"),
                () -> done.add("wipe")));
    palette.open();
    assertEquals(14, palette.offers().get().size());
    palette.type("kam heg");
    palette.settled();
    assertEquals(6, palette.offers().get().size());
    assertTrue(palette.chosen().get().orElseThrow() instanceof Offer.Person);
    palette.move(3);
    Offer.Command command = (Offer.Command) palette.chosen().get().orElseThrow();
    command.action().run();
    assertEquals(List.of("register kam heg"), done);
    assertEquals("Command", command.toString(), "what was typed is in no text form");
  }

  @Test
  void anAnswerWithTheSamePeopleIsOfferedToo() {
    SearchModel search = new SearchModel(flow, AT_ONCE);
    PaletteModel palette = new PaletteModel(search, text -> List.of());
    palette.type("ka");
    palette.settled();
    palette.type("kam");
    assertEquals(List.of(), palette.offers().get(), "what was found is of another text");
    palette.settled();
    assertEquals(3, palette.offers().get().size());
  }

  @Test
  void matchesTheBeginningsOfWords() {
    List<int[]> matches = PaletteModel.matches("Kamala Hegde", "heg kam");
    assertEquals(2, matches.size());
    assertEquals(0, matches.get(0)[0]);
    assertEquals(10, matches.get(1)[1]);
    assertEquals(List.of(), PaletteModel.matches("Kamala Hegde", "mala"));
  }

  @Test
  void theLedgerComparesTheMarkBefore() {
    LedgerModel ledger = new LedgerModel(flow, AT_ONCE, SampleDay.AT_10_04);
    ledger.refresh();
    assertEquals(Optional.of(true), ledger.marksAgree());
    ledger.move(100);
    assertEquals(Optional.empty(), ledger.marksAgree(), "the entry before was not read");
    ledger.narrow(false, Optional.of("Dr Iyer"), Optional.empty());
    assertEquals(2, ledger.entries().size());
    assertEquals(10, ledger.today());
  }

  @Test
  void thePassphraseLeavesTheFieldAtOnce() {
    SignInModel<Boolean> signIn =
        new SignInModel<>(
            (user, secret, factor) -> {
              flow.unlock(user, secret, factor);
              assertEquals(0, secret[0], "wiped by the flow");
              return true;
            },
            AT_ONCE,
            entered -> {});
    signIn.user().set("menon");
    signIn.enter();
    assertEquals(List.of(), flow.asked());
    signIn.passphrase().set("a lamp in the door");
    signIn.enter();
    assertEquals("", signIn.passphrase().get());
    assertEquals(List.of("unlock menon a lamp in the door"), flow.asked());
  }

  @Test
  void aWrongPassphraseIsSaidPlainly() {
    flow.refuse(
        "unlock",
        new FlowException(FlowException.Kind.LOCKED, "D-04", "That is not the passphrase."));
    SignInModel<Boolean> signIn =
        new SignInModel<>(
            (user, secret, factor) -> {
              flow.unlock(user, secret, factor);
              return true;
            },
            AT_ONCE,
            entered -> {
              throw new AssertionError("nobody comes in");
            });
    signIn.user().set("menon");
    signIn.passphrase().set("wrong");
    signIn.enter();
    assertEquals("That is not the passphrase.", signIn.trouble().get().orElseThrow().sentence());
    assertFalse(signIn.busy().get());
  }

  @Test
  void aSecondFactorIsAskedForOnlyOnceItIsNeeded() {
    List<String> tried = new java.util.ArrayList<>();
    SignInModel<Boolean> signIn =
        new SignInModel<>(
            (user, secret, factor) -> {
              tried.add(new String(secret) + factor.orElse(""));
              if (factor.isEmpty()) {
                throw new FlowException(FlowException.Kind.LOCKED, "EHR-43", "Type the digits.");
              }
              return true;
            },
            AT_ONCE,
            entered -> {});
    signIn.user().set("menon");
    signIn.passphrase().set("a lamp");
    signIn.enter();
    assertEquals(true, signIn.asksForFactor().get());
    assertEquals("a lamp", signIn.passphrase().get(), "not to be typed twice");
    signIn.factor().set(" 123456 ");
    signIn.enter();
    assertEquals(List.of("a lamp", "a lamp123456"), tried);
    assertEquals("", signIn.factor().get());
    signIn.user().set("iyer");
    assertFalse(signIn.asksForFactor().get());
  }

  @Test
  void anUnexpectedFailureTellsNothingOfItsMessage() {
    Trouble trouble = Trouble.of(new IllegalStateException("Kamala Hegde"));
    assertFalse(trouble.sentence().contains("Hegde"));
    assertEquals("D-90", trouble.code());
  }

  @Test
  void aSevereAllergySaysSoOnce() {
    assertEquals(
        ", severe, anaphylaxis",
        AllergyBanner.detail(new Allergy("Penicillin", "anaphylaxis", true)));
    assertEquals(", Severe rash", AllergyBanner.detail(new Allergy("Latex", "Severe rash", true)));
    assertEquals("", AllergyBanner.detail(new Allergy("Latex", "", false)));
  }

  @Test
  void theRecoveryKeysFileIsItsOwnersAndNeverReplacesAnother(@TempDir Path folder)
      throws Exception {
    RecoveryKey key = new RecoveryKey(List.of("7KQM", "T4XD"));
    Path file = folder.resolve("key.txt");
    assertTrue(RecoveryKeyOut.write(file, key).startsWith("Saved once."));
    assertTrue(Files.readString(file).contains("7KQM T4XD"));
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    Files.writeString(file, "something else");
    assertTrue(RecoveryKeyOut.write(file, key).startsWith("There is a file"));
    assertEquals("something else", Files.readString(file));
  }

  @Test
  void theRecoveryKeyIsReadAsTypedAndANewPassphraseIsDemandedAtOnce() {
    List<String> entered = new ArrayList<>();
    RecoveryModel<Boolean> model =
        new RecoveryModel<>(
            (key, next) -> {
              flow.unlockWithRecoveryKey(key, next);
              return true;
            },
            AT_ONCE,
            done -> entered.add("in"));
    model.key().set("7kqm");
    assertEquals("0 of 8 groups are typed.", model.advice().get());
    String typed = SampleRecords.RECOVERY_KEY.replace(" ", "-").toUpperCase();
    model.key().set(typed.replace('M', 'N'));
    assertFalse(model.fits().get());
    assertEquals(
        "Group 1 or 2 of the recovery key has a typing mistake. Please type them again.",
        model.trouble().get().orElseThrow().sentence());
    model.key().set(typed);
    assertTrue(model.fits().get());
    model.next().set("too short");
    model.again().set("too short");
    model.enter();
    assertEquals(List.of(), flow.asked(), "the key alone opens nothing");
    model.next().set("a lamp in the door");
    assertFalse(model.ready());
    model.again().set("a lamp in the door");
    model.enter();
    assertEquals(List.of("unlockWithRecoveryKey " + typed + " a lamp in the door"), flow.asked());
    assertEquals(List.of("in"), entered);
    assertEquals("", model.key().get() + model.next().get() + model.again().get());
  }

  @Test
  void aWrongRecoveryKeyIsSaidAndMayBeTypedAgain() {
    RecoveryModel<Boolean> model =
        new RecoveryModel<>(
            (key, next) -> {
              flow.unlockWithRecoveryKey(key, next);
              return true;
            },
            AT_ONCE,
            done -> {});
    flow.refuse(
        "unlockWithRecoveryKey", new FlowException(FlowException.Kind.LOCKED, "EHR-40", "No."));
    model.key().set(SampleRecords.RECOVERY_KEY);
    model.next().set("a lamp in the door");
    model.again().set("a lamp in the door");
    model.enter();
    assertEquals("EHR-40", model.trouble().get().orElseThrow().code());
    assertTrue(model.ready(), "nothing has to be typed twice");
  }

  @Test
  void aConsentIsTakenBackOnceAndItsReceiptKept() {
    flow.opens(SampleRecords.kamala());
    ConsentsModel model = new ConsentsModel(flow, AT_ONCE);
    model.begin("V-004127");
    assertEquals("FACE_RECOGNITION", model.chosen().get().orElseThrow().purpose());
    model.move(2);
    model.withdraw();
    assertEquals(List.of("consents V-004127"), flow.asked(), "a refusal is nothing to take back");
    model.move(-2);
    model.withdraw();
    model.withdraw();
    assertEquals(
        List.of("consents V-004127", "withdraw V-004127 FACE_RECOGNITION", "consents V-004127"),
        flow.asked());
    assertEquals(4711, model.receipt().get().orElseThrow().ledgerEvent());
    model.save(Path.of("receipt.txt"));
    assertEquals("Saved.", model.said().get());
    model.forget();
    assertTrue(model.receipt().get().isEmpty() && model.all().isEmpty());
  }

  @Test
  void theHistoryShowsWhatWasChangedFirstAndEverythingOnDemand() {
    flow.opens(SampleRecords.kamala());
    HistoryModel model = new HistoryModel(flow, AT_ONCE);
    model.begin(SampleRecords.kamala());
    assertEquals(List.of(2, 1), model.shown().stream().map(v -> v.version()).toList());
    model.showAll(true);
    assertEquals(3, model.shown().size());
    assertEquals("Medication statement", HistoryScreen.title("MedicationStatement"));
  }
}
