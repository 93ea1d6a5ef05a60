package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.UiTasks;

class ChartModelTest {
  private final ScriptedDesk flow =
      new ScriptedDesk(SampleDay.morning(), new StillPicture()).opens(SampleRecords.kamala());
  private final ChartModel model = new ChartModel(flow, new UiTasks(Runnable::run, Runnable::run));

  @Test
  void aWaitingPersonsChartOpens() {
    model.openArrival(SampleDay.arrivals().get(1));
    assertEquals(List.of("openChart a31"), flow.asked());
    assertEquals(Optional.of(SampleDay.KAMALA), model.chart().get().map(Chart::number));
  }

  @Test
  void oneKeyConfirmsAndOpensWhenTwoFactorsFit() {
    model.openArrival(SampleDay.kamala());
    assertEquals(List.of("confirm a27", "openChart a27"), flow.asked());
  }

  @Test
  void nothingOpensWhenConfirmingIsRefused() {
    flow.refuse("confirm", new FlowException(FlowException.Kind.LOCKED, "D-12", "Sign in first."));
    model.openArrival(SampleDay.kamala());
    assertEquals(List.of("confirm a27"), flow.asked());
    assertEquals(Optional.empty(), model.chart().get());
    assertEquals(Optional.of(new Trouble("Sign in first.", "D-12")), model.trouble().get());
  }

  @Test
  void aNoteIsWrittenOnceAndItsBoxEmptied() {
    model.openArrival(SampleDay.arrivals().get(1));
    assertFalse(model.canWrite());
    model.note().set("  Felt dizzy again. ");
    model.writeNote();
    assertTrue(flow.asked().contains("writeNote V-004127 Felt dizzy again."));
    assertEquals("", model.note().get());
  }

  @Test
  void aNoteThatCouldNotBeWrittenIsStillThere() {
    model.openArrival(SampleDay.arrivals().get(1));
    model.note().set("Felt dizzy again.");
    flow.refuse("writeNote", new FlowException(FlowException.Kind.DAMAGED, "D-31", "Not saved."));
    model.writeNote();
    assertEquals("Felt dizzy again.", model.note().get());
    assertEquals(Optional.of(new Trouble("Not saved.", "D-31")), model.trouble().get());
  }

  @Test
  void anUnwrittenNoteWaitsForItsOwnPatientOnly() {
    model.openArrival(SampleDay.arrivals().get(1));
    model.note().set("Half a sentence");
    model.close();
    assertEquals("", model.note().get());
    model.openArrival(SampleDay.arrivals().get(1));
    assertEquals("Half a sentence", model.note().get());
    model.forget();
    model.openArrival(SampleDay.arrivals().get(1));
    assertEquals("", model.note().get(), "the lock keeps nothing here");
    assertEquals("Half a sentence", flow.kept().get("V-004127"), "the flow has it, sealed");
  }

  @Test
  void whatTheLockHidIsThereAgainForTheSamePerson() {
    model.comeBack(
        new DeskFlow.Left(
            Optional.of(SampleRecords.kamala()),
            Map.of("V-004127", "Half a sentence", "V-1", "Another")));
    assertEquals("V-004127", model.chart().get().orElseThrow().number());
    assertEquals("Half a sentence", model.note().get());
    assertEquals("Half a sentence", flow.kept().get("V-004127"), "kept for the next lock too");
    model.note().set("");
    assertEquals("", flow.kept().get("V-004127"));
  }

  @Test
  void aReceptionistWritesNoNote() {
    flow.opens(SampleRecords.kamala(SampleRecords.notAsked(), false));
    model.openArrival(SampleDay.arrivals().get(1));
    model.note().set("Something");
    model.writeNote();
    assertEquals(List.of("openChart a31"), flow.asked());
  }

  @Test
  void aContradictionRaisesTheAlarmAndClosingTellsTheFlow() {
    model.openArrival(SampleDay.arrivals().get(1));
    model.take(SampleDay.morning());
    assertEquals(Optional.empty(), model.doubt().get());
    model.take(DeskPicturesTest.contradicted());
    assertEquals(Optional.of("a27"), model.doubt().get().map(row -> row.id()));
    model.note().set("Half a sentence");
    assertFalse(model.canWrite(), "a note is on hold while it is unclear whose chart this is");
    model.closeAsWrong();
    assertEquals(Optional.empty(), model.chart().get());
    assertEquals(List.of("openChart a31", "closeChart", "notThem a27"), flow.asked());
  }

  @Test
  void keepingTheChartTellsTheFlowAndIsAskedOnce() {
    model.openArrival(SampleDay.arrivals().get(1));
    model.take(DeskPicturesTest.contradicted());
    model.keepAsRight();
    assertEquals(List.of("openChart a31", "confirm a27"), flow.asked());
    model.take(DeskPicturesTest.contradicted());
    assertEquals(Optional.empty(), model.doubt().get());
  }

  @Test
  void aChartThatComesAfterTheLockIsDropped() {
    Queue<Runnable> later = new ArrayDeque<>();
    ChartModel slow = new ChartModel(flow, new UiTasks(later::add, Runnable::run));
    slow.openArrival(SampleDay.arrivals().get(1));
    assertTrue(slow.loading().get());
    slow.forget();
    later.remove().run();
    assertEquals(Optional.empty(), slow.chart().get());
    assertFalse(slow.loading().get());
  }
}
