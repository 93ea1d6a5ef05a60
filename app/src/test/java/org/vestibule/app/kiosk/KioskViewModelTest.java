package org.vestibule.app.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.app.flow.KioskView.State;
import org.vestibule.app.flow.ScriptedKiosk;
import org.vestibule.app.flow.SettableClock;
import org.vestibule.app.kiosk.BirthDate.Part;
import org.vestibule.app.ui.Language;
import org.vestibule.app.ui.Theme;

/** The kiosk's state and actions, without a window. */
class KioskViewModelTest {
  private final ScriptedKiosk flow = new ScriptedKiosk();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T09:42:10Z"));
  private final KioskViewModel model =
      new KioskViewModel(
          flow, new KioskSettings(Optional.empty(), Language.ENGLISH, true, clock), Runnable::run);

  private void type(int... digits) {
    for (int digit : digits) {
      model.digit(digit);
    }
  }

  @Test
  void aWholeDateIsAnsweredByNextAndOnlyByNext() {
    flow.publish(ScriptedKiosk.at(State.BORN));
    type(1, 4);
    assertEquals(Part.MONTH, model.birthDate().get().active());
    model.month(3);
    type(1, 9, 4, 8);
    assertEquals(List.of(), flow.asked());
    model.dateNext();
    assertEquals(List.of("born 1948-03-14"), flow.asked());
  }

  @Test
  void aSingleDigitDayGoesOnByNext() {
    flow.publish(ScriptedKiosk.at(State.BORN));
    type(3);
    assertEquals(Part.DAY, model.birthDate().get().active());
    model.dateNext();
    assertEquals(Part.MONTH, model.birthDate().get().active());
    model.dateNext();
    assertEquals(Part.MONTH, model.birthDate().get().active());
  }

  @Test
  void aDayTheMonthHasNotIsAskedAgainAndNothingIsSent() {
    flow.publish(ScriptedKiosk.at(State.BORN));
    type(3, 1);
    model.month(2);
    type(1, 9, 4, 8);
    model.dateNext();
    assertEquals(Optional.of(BirthDate.Problem.DAY), model.problem().get());
    assertEquals(Part.DAY, model.birthDate().get().active());
    assertEquals(List.of(), flow.asked());
    model.deleteFromDate();
    assertEquals(Optional.empty(), model.problem().get());
  }

  @Test
  void aYearNobodyIsBornInIsAskedAgain() {
    for (int[] year : new int[][] {{2, 0, 2, 7}, {1, 8, 9, 5}}) {
      flow.publish(ScriptedKiosk.attract());
      flow.publish(ScriptedKiosk.at(State.BORN));
      type(1, 4);
      model.month(3);
      type(year);
      model.dateNext();
      assertEquals(Optional.of(BirthDate.Problem.YEAR), model.problem().get());
    }
    assertEquals(List.of(), flow.asked());
  }

  @Test
  void deleteGoesBackThroughTheParts() {
    BirthDate date = BirthDate.EMPTY.digit(1).digit(4).chooseMonth(3).digit(1);
    for (int i = 0; i < 2; i++) {
      date = date.delete();
    }
    assertEquals(Part.MONTH, date.active());
    assertEquals(0, date.month());
    date = date.delete();
    assertEquals("1", date.day());
    assertEquals(BirthDate.EMPTY, date.delete().delete());
  }

  @Test
  void theLeapDayIsADay() {
    BirthDate date = BirthDate.EMPTY.digit(2).digit(9).chooseMonth(2);
    for (int digit : new int[] {2, 0, 0, 0}) {
      date = date.digit(digit);
    }
    assertEquals(Optional.empty(), date.problem(LocalDate.of(2026, 11, 24)));
    assertEquals(LocalDate.of(2000, 2, 29), date.date());
  }

  @Test
  void whatWasTypedIsForgottenWithItsQuestion() {
    flow.publish(ScriptedKiosk.at(State.BORN));
    type(1, 4);
    flow.publish(ScriptedKiosk.at(State.FRONT_DESK));
    assertEquals(BirthDate.EMPTY, model.birthDate().get());
    flow.publish(ScriptedKiosk.at(State.NUMBER));
    model.numberTyped("4127");
    flow.publish(ScriptedKiosk.attract());
    assertEquals("", model.number().get());
  }

  @Test
  void nothingIsTakenWhileAnAnswerIsChecked() {
    flow.publish(ScriptedKiosk.with(ScriptedKiosk.at(State.NUMBER), true, false));
    model.numberTyped("1");
    model.numberNext();
    assertEquals("", model.number().get());
    assertEquals(List.of(), flow.asked());
  }

  @Test
  void aReadCardIsTheNumber() {
    flow.publish(ScriptedKiosk.at(State.NUMBER));
    model.numberNext();
    for (char c : "V-004127".toCharArray()) {
      model.numberTyped(String.valueOf(c));
    }
    model.numberNext();
    assertEquals(List.of("number V-004127"), flow.asked());
  }

  @Test
  void choicesEndWithTheVisit() {
    flow.publish(ScriptedKiosk.at(State.BORN));
    model.language().set(Language.KANNADA);
    model.theme().set(Theme.CONTRAST);
    model.textSize().set(TextSize.LARGEST);
    flow.publish(ScriptedKiosk.at(State.WELCOME));
    assertEquals(Language.KANNADA, model.language().get());
    flow.publish(ScriptedKiosk.attract());
    assertEquals(Language.ENGLISH, model.language().get());
    assertEquals(Theme.LIGHT, model.theme().get());
    assertEquals(TextSize.NORMAL, model.textSize().get());
  }

  @Test
  void choicesOfSomebodyWhoWentAwayEndAfterAWhile() {
    model.language().set(Language.HINDI);
    model.touched();
    clock.pass(Duration.ofSeconds(44));
    model.tick();
    assertEquals(Language.HINDI, model.language().get());
    clock.pass(Duration.ofSeconds(1));
    model.tick();
    assertEquals(Language.ENGLISH, model.language().get());
  }

  @Test
  void theTicketCountsDownAndATouchBeginsAgain() {
    flow.publish(ScriptedKiosk.at(State.TICKET));
    assertEquals(20, model.secondsLeft().get());
    clock.pass(Duration.ofMillis(8_500));
    model.tick();
    assertEquals(12, model.secondsLeft().get());
    model.touched();
    assertEquals(20, model.secondsLeft().get());
    clock.pass(Duration.ofSeconds(30));
    model.tick();
    assertEquals(0, model.secondsLeft().get());
  }

  @Test
  void theGreetingFollowsTheClock() {
    assertEquals("attract.morning", model.greetingKey());
    assertEquals("9:42", model.time().get());
    clock.pass(Duration.ofHours(3));
    model.tick();
    assertEquals("attract.afternoon", model.greetingKey());
    assertEquals("12:42", model.time().get());
    clock.pass(Duration.ofHours(6));
    assertEquals("attract.evening", model.greetingKey());
  }

  @Test
  void aClosedModelHearsNothing() {
    model.close();
    flow.publish(ScriptedKiosk.at(State.BORN));
    assertEquals(State.ATTRACT, model.view().get().state());
    assertTrue(model.birthDate().get().day().isEmpty());
  }
}
