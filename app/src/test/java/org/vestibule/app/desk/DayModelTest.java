package org.vestibule.app.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.vestibule.app.desk.DayModel.Filter;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.ScriptedDesk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.ui.UiTasks;

class DayModelTest {
  private final ScriptedDesk flow = new ScriptedDesk(SampleDay.morning(), new StillPicture());
  private final DayModel model = new DayModel(flow, new UiTasks(Runnable::run, Runnable::run));

  private String chosen() {
    return model.chosen().get().map(Arrival::id).orElse("");
  }

  private void take(List<Arrival> arrivals) {
    model.take(SampleDay.with(arrivals, Optional.empty(), true));
  }

  @Test
  void startsAtTheDecisionThatIsDue() {
    assertEquals("a27", chosen());
    assertTrue(model.canConfirm());
    model.confirm();
    assertEquals(List.of("confirm a27"), flow.asked());
  }

  @Test
  void ofPeopleWhoLookAlikeNobodyIsChosenUntilStaffSay() {
    take(List.of(SampleDay.alike()));
    assertEquals(Optional.of("row-alike"), model.chosen().get().map(Arrival::id));
    assertFalse(model.canConfirm() || model.canOpenChart() || model.canTell(2));
    assertTrue(model.canRefuse());
    model.confirm();
    model.tell(2);
    assertEquals(List.of(), flow.asked());
    model.tell(1);
    assertEquals(List.of("confirm row-alike V-004128"), flow.asked());
  }

  @Test
  void movesAndStopsAtTheEnds() {
    model.move(-1);
    assertEquals("a27", chosen());
    model.move(1);
    assertEquals("a31", chosen());
    model.move(100);
    assertEquals("a22", chosen());
  }

  @Test
  void keepsWhatWasChosenByHandWhenADecisionComesIn() {
    List<Arrival> waiting = new ArrayList<>(SampleDay.arrivals());
    waiting.remove(0);
    take(waiting);
    model.choose("a29");
    take(SampleDay.arrivals());
    assertEquals("a29", chosen(), "the row under the reader's hands does not jump");
  }

  @Test
  void goesToADecisionWhenNobodyChoseByHand() {
    List<Arrival> waiting = new ArrayList<>(SampleDay.arrivals());
    waiting.remove(0);
    take(waiting);
    assertEquals("a31", chosen());
    take(SampleDay.arrivals());
    assertEquals("a27", chosen());
  }

  @Test
  void choosesAnotherRowWhenTheChosenOneGoes() {
    model.choose("a29");
    take(List.of(SampleDay.arrivals().get(1)));
    assertEquals("a31", chosen());
    take(List.of());
    assertEquals("", chosen());
    assertFalse(model.canConfirm() || model.canOpenChart() || model.canFinish());
  }

  @Test
  void aFaceAloneOpensNothing() {
    Arrival suggested =
        SampleDay.row(
            "s1",
            "",
            "Kamala Hegde",
            "10:10",
            "check-up",
            "Dr Nair",
            Arrival.State.SUGGESTED,
            "Suggested, check",
            "1 min");
    take(List.of(suggested));
    assertEquals("s1", chosen());
    assertFalse(model.canOpenChart());
    assertTrue(model.canConfirm());
    assertTrue(model.canRefuse());
  }

  @Test
  void callsWhoeverWaitsLongest() {
    model.callNext();
    assertEquals(List.of("callIn a31"), flow.asked());
  }

  @Test
  void callsTheWaitingPersonChosenByHand() {
    model.choose("a32");
    model.callNext();
    assertEquals(List.of("callIn a32"), flow.asked());
  }

  @Test
  void filtersCountAndShowTheirRows() {
    assertEquals(8, model.count(Filter.ALL));
    assertEquals(1, model.count(Filter.CONFIRM));
    assertEquals(4, model.count(Filter.WAITING));
    assertEquals(2, model.count(Filter.WITH_DOCTOR));
    assertEquals(14, model.count(Filter.DONE));
    model.show(Filter.WITH_DOCTOR);
    assertEquals(List.of("a24", "a22"), model.rows().stream().map(Arrival::id).toList());
    assertEquals("a24", chosen());
    model.finish();
    assertEquals(List.of("done a24"), flow.asked());
  }

  @Test
  void findsTheRowOfAPatientThroughAFilter() {
    model.show(Filter.WITH_DOCTOR);
    assertTrue(model.choosePatient(SampleDay.KAMALA));
    assertEquals(Filter.ALL, model.filter().get());
    assertEquals("a27", chosen());
    assertFalse(model.choosePatient("V-999999"));
  }

  @Test
  void saysWhatWentWrongAndLetsTryAgain() {
    flow.refuse(
        "confirm",
        new FlowException(FlowException.Kind.LOCKED, "D-11", "Sign in again to confirm people."));
    model.confirm();
    assertEquals(
        Optional.of(new Trouble("Sign in again to confirm people.", "D-11")),
        model.trouble().get());
    flow.refuse("confirm", null);
    model.confirm();
    assertEquals(Optional.empty(), model.trouble().get());
  }

  @Test
  void aSecondPressWaitsForTheFirst() {
    Queue<Runnable> later = new ArrayDeque<>();
    DayModel slow = new DayModel(flow, new UiTasks(later::add, Runnable::run));
    slow.confirm();
    assertTrue(slow.busy().get());
    assertFalse(slow.canConfirm());
    slow.confirm();
    assertEquals(1, later.size());
    later.remove().run();
    assertFalse(slow.busy().get());
    assertEquals(List.of("confirm a27"), flow.asked());
  }

  @Test
  void answersTheAlert() {
    model.later();
    model.notAPatient();
    assertEquals(List.of("later s3", "notAPatient s3"), flow.asked());
  }
}
