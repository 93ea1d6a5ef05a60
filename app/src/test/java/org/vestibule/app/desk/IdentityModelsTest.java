package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vestibule.app.flow.DeskFactor.Kind;
import org.vestibule.app.flow.DeskIdentity.Decision;
import org.vestibule.app.flow.DeskRight;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.UiTasks;

/** The own second factor, merging and its undo, imports that wait, and for whom they are. */
class IdentityModelsTest {
  private static final UiTasks AT_ONCE = new UiTasks(Runnable::run, Runnable::run);

  private final ScriptedDesk flow =
      new ScriptedDesk(SampleDay.morning(), new StillPicture())
          .finds(SampleDay.kamalas())
          .opens(SampleRecords.kamala());

  private long asked(String action) {
    return flow.asked().stream().filter(each -> each.startsWith(action)).count();
  }

  private static String code(Deed deed) {
    return deed.trouble().get().orElseThrow().code();
  }

  @Test
  void codesCountOnceOneWasRightAndAreNotShownAgain() {
    FactorModel model = new FactorModel(flow, AT_ONCE);
    model.begin();
    assertEquals(Optional.of(Kind.NONE), model.present().value().get());
    List<String> modules = model.codes().get().orElseThrow().modules();
    assertTrue(modules.stream().allMatch(row -> row.length() == modules.size()), "a square");
    model.code().set("12345");
    model.useCodes();
    assertEquals("D-29", code(model.deed()));
    assertEquals(0, asked("useCodes"));
    flow.refuse("useCodes", new FlowException(FlowException.Kind.USAGE, "EHR-9", "Not right."));
    model.code().set("123 456");
    model.useCodes();
    assertTrue(model.codes().get().isPresent(), "still to be tried");
    flow.refuse("useCodes", null);
    model.useCodes();
    assertTrue(model.codes().get().isEmpty());
    assertEquals(Optional.of(Kind.CODES), model.present().value().get());
    assertFalse(model.said().get().isEmpty());
  }

  @Test
  void aKeyFileAndItsEndNeedThePassphraseAndTheKeyInUse() {
    FactorModel model = new FactorModel(flow, AT_ONCE);
    model.begin();
    model.choose(Kind.KEY);
    model.makeKeyFile(Path.of("mine.key"));
    assertEquals("D-30", code(model.deed()));
    model.passphrase().set("a lamp");
    model.makeKeyFile(Path.of("mine.key"));
    assertTrue(model.keyInUse());
    model.choose(Kind.NONE);
    model.passphrase().set("a lamp");
    model.useNone();
    assertEquals("D-38", code(model.deed()));
    model.key().set("mine.key");
    model.useNone();
    assertEquals("", model.passphrase().get());
    assertEquals(
        List.of(
            "present",
            "makeKeyFile a lamp - mine.key",
            "present",
            "useNone a lamp mine.key",
            "present"),
        flow.asked());
    model.forget();
    assertTrue(model.codes().get().isEmpty() && model.present().value().get().isEmpty());
  }

  @Test
  void twoRecordsAreComparedBeforeTheyAreMergedAndForAReason() {
    int[] merges = {0};
    MergeModel model = new MergeModel(flow, AT_ONCE, () -> merges[0]++);
    model.compare();
    assertEquals("D-34", code(model.deed()));
    model.from().search().search("kam");
    model.into().search().search("kam");
    model.from().move(1);
    model.into().move(-1);
    model.merge();
    assertEquals("D-35", code(model.deed()));
    model.compare();
    String into = SampleDay.kamalas().get(SampleDay.kamalas().size() - 1).patientNumber();
    assertEquals(1, asked("compare V-004127 " + into));
    model.merge();
    assertEquals("D-36", code(model.deed()));
    model.into().move(-1);
    assertFalse(model.compared(), "what was seen was other people");
    model.compare();
    model.reason().set(" the same health card ");
    assertEquals(0, asked("merge"));
    String whole = model.beside().value().get().orElseThrow().other().number();
    model.merge();
    assertEquals(1, asked("merge V-004127 " + whole + " the same health card"));
    assertEquals(1, merges[0]);
    assertTrue(model.said().get().contains(whole));
    assertEquals(Optional.empty(), model.from().chosen().get());
    assertFalse(model.compared());
  }

  @Test
  void aMergeIsUndoneFromTheHistoryForAReason() {
    HistoryModel model = new HistoryModel(flow, AT_ONCE);
    model.begin(SampleRecords.kamala());
    assertEquals("V-002280", model.chosen().get().orElseThrow().number());
    boolean[] parted = {false};
    model.part(() -> parted[0] = true);
    assertEquals("D-33", code(model.parting()));
    model.reason().set("two sisters");
    model.part(() -> parted[0] = true);
    assertTrue(flow.asked().contains("part V-002280 two sisters"));
    assertTrue(parted[0]);
  }

  @Test
  void theHistoryIsReadAsFarAsTheRoleGoes() {
    HistoryModel frontDesk = new HistoryModel(flow, AT_ONCE);
    frontDesk.begin(SampleRecords.kamala(SampleRecords.notAsked(), false));
    assertEquals(List.of("merged V-004127"), flow.asked());
    flow.denies(DeskRight.MERGE_RECORDS);
    HistoryModel clinician = new HistoryModel(flow, AT_ONCE);
    clinician.begin(SampleRecords.kamala());
    assertEquals(List.of("merged V-004127", "history V-004127"), flow.asked());
  }

  @Test
  void whoWaitsIsComparedBeforeItIsDecided() {
    ImportsModel model = new ImportsModel(flow, AT_ONCE);
    model.refresh();
    assertEquals("held-1", model.chosen().get().orElseThrow().id());
    model.decide(Decision.SAME);
    assertEquals("D-35", code(model.deed()));
    model.compare();
    model.decide(Decision.DISCARD);
    assertEquals("D-37", code(model.deed()));
    model.reason().set("asked her");
    model.move(1);
    assertEquals("", model.reason().get(), "another person begins anew");
    assertFalse(model.compared());
    model.move(-1);
    model.compare();
    model.reason().set("asked her");
    model.decide(Decision.SAME);
    assertTrue(flow.asked().contains("decide held-1 SAME asked her"));
    assertEquals("The file's entries are in V-004127 now.", model.said().get());
    assertEquals("held-2", model.chosen().get().orElseThrow().id());
    assertFalse(model.compared());
    model.forget();
    assertTrue(model.all().isEmpty() && model.chosen().get().isEmpty());
  }

  @Test
  void thePaletteOffersOnlyWhatTheMatrixGives() {
    DeskCommands commands =
        new DeskCommands(
            place -> place.isFor(flow), p -> {}, t -> {}, t -> {}, t -> {}, () -> {}, () -> {});
    List<String> words =
        List.of(
            "go to staff",
            "go to emergency reviews",
            "go to my second factor",
            "go to merge two records",
            "go to imported people");
    assertTrue(words.stream().allMatch(each -> commands.fitting(each).size() >= 3));
    Stream.of(DeskRight.values()).forEach(flow::denies);
    for (String each : words) {
      assertTrue(
          commands.fitting(each).stream().noneMatch(c -> c.words().startsWith("Go to")), each);
    }
    assertFalse(commands.fitting("go to the day").isEmpty());
  }
}
