package org.vestibule.app.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.vestibule.app.flow.KioskFlow;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.flow.KioskView.State;
import org.vestibule.app.flow.Subscription;
import org.vestibule.app.ui.Language;
import org.vestibule.app.ui.Theme;

/**
 * What the patient screens show and what a patient is typing. Everything typed is forgotten when
 * its question is left; language, colours and size go back when the visit ends.
 *
 * <p>JavaFX thread only; the flow's snapshots are brought over by the executor.
 */
final class KioskViewModel implements AutoCloseable {
  /** A ticket clears after this; the flow keeps the same time. */
  static final Duration TICKET_TIME = Duration.ofSeconds(20);

  /** Choices made on the first screen are undone when nobody goes on. */
  static final Duration FORGET_CHOICES = Duration.ofSeconds(45);

  private static final int LONGEST_NUMBER = 512;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

  private final KioskFlow flow;
  private final KioskSettings settings;
  private final Subscription subscription;
  private final ReadOnlyObjectWrapper<KioskView> view;
  private final ObjectProperty<Language> language;
  private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
  private final ObjectProperty<TextSize> textSize = new SimpleObjectProperty<>(TextSize.NORMAL);
  private final ReadOnlyBooleanWrapper easierOpen = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<BirthDate> birthDate =
      new ReadOnlyObjectWrapper<>(BirthDate.EMPTY);
  private final ReadOnlyObjectWrapper<Optional<BirthDate.Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper number = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper secondsLeft = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
  private Instant lastTouch;
  private boolean closed;

  /**
   * @param fxThread runs on the JavaFX thread; {@code Runnable::run} in a test without a window
   */
  KioskViewModel(KioskFlow flow, KioskSettings settings, Executor fxThread) {
    this.flow = flow;
    this.settings = settings;
    this.view = new ReadOnlyObjectWrapper<>(flow.view().now());
    this.language = new SimpleObjectProperty<>(settings.language());
    this.lastTouch = settings.clock().instant();
    this.subscription = flow.view().listen(snapshot -> fxThread.execute(() -> accept(snapshot)));
    tick();
  }

  private void accept(KioskView next) {
    if (closed) {
      return;
    }
    KioskView before = view.get();
    if (before.state() != next.state()) {
      forgetTyped();
      lastTouch = settings.clock().instant();
    }
    if (next.state() == State.ATTRACT && before.state() != State.ATTRACT) {
      forgetChoices();
    }
    view.set(next);
    tick();
  }

  private void forgetTyped() {
    birthDate.set(BirthDate.EMPTY);
    problem.set(Optional.empty());
    number.set("");
  }

  private void forgetChoices() {
    language.set(settings.language());
    theme.set(Theme.LIGHT);
    textSize.set(TextSize.NORMAL);
    easierOpen.set(false);
  }

  /** To be called about once a second: the clock, and what runs out. */
  void tick() {
    Instant now = settings.clock().instant();
    Duration quiet = Duration.between(lastTouch, now);
    time.set(CLOCK.format(LocalTime.ofInstant(now, settings.clock().getZone())));
    Duration left = TICKET_TIME.minus(quiet);
    secondsLeft.set(left.isNegative() ? 0 : (int) Math.ceil(left.toMillis() / 1000.0));
    if (view.get().state() == State.ATTRACT && quiet.compareTo(FORGET_CHOICES) >= 0) {
      forgetChoices();
    }
  }

  /** Any touch or key. */
  void touched() {
    lastTouch = settings.clock().instant();
    flow.touched();
    tick();
  }

  ReadOnlyObjectProperty<KioskView> view() {
    return view.getReadOnlyProperty();
  }

  ObjectProperty<Language> language() {
    return language;
  }

  ObjectProperty<Theme> theme() {
    return theme;
  }

  ObjectProperty<TextSize> textSize() {
    return textSize;
  }

  /** Whether "Easier to see" is shown instead of the question. */
  ReadOnlyBooleanProperty easierOpen() {
    return easierOpen.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<BirthDate> birthDate() {
    return birthDate.getReadOnlyProperty();
  }

  /** What to look at again in the birth date; empty after the next key. */
  ReadOnlyObjectProperty<Optional<BirthDate.Problem>> problem() {
    return problem.getReadOnlyProperty();
  }

  /** The record number or card text typed so far. */
  ReadOnlyStringProperty number() {
    return number.getReadOnlyProperty();
  }

  /** Whole seconds, rounded up, until the ticket clears; 20 to 0. */
  ReadOnlyIntegerProperty secondsLeft() {
    return secondsLeft.getReadOnlyProperty();
  }

  /** The time of day, such as {@code 9:42}. */
  ReadOnlyStringProperty time() {
    return time.getReadOnlyProperty();
  }

  /** The key of the greeting that fits the time of day. */
  String greetingKey() {
    int hour =
        LocalTime.ofInstant(settings.clock().instant(), settings.clock().getZone()).getHour();
    return hour < 12 ? "attract.morning" : hour < 18 ? "attract.afternoon" : "attract.evening";
  }

  KioskSettings settings() {
    return settings;
  }

  void begin() {
    flow.begin();
  }

  void withoutFace() {
    flow.withoutFace();
  }

  void digit(int digit) {
    typed(birthDate.get().digit(digit));
  }

  void month(int month) {
    typed(birthDate.get().chooseMonth(month));
  }

  void deleteFromDate() {
    typed(birthDate.get().delete());
  }

  void select(BirthDate.Part part) {
    typed(birthDate.get().select(part));
  }

  private void typed(BirthDate next) {
    if (!view.get().checking()) {
      problem.set(Optional.empty());
      birthDate.set(next);
    }
  }

  /** Next on the birth date: to the first part still open, or the answer is given. */
  void dateNext() {
    BirthDate typed = birthDate.get();
    if (view.get().checking() || !typed.activeFilled()) {
      return;
    }
    Optional<BirthDate.Part> open = typed.firstOpen();
    if (open.isPresent()) {
      birthDate.set(typed.select(open.get()));
      return;
    }
    problem.set(typed.problem(today()));
    if (problem.get().isEmpty()) {
      flow.answerBirthDate(typed.date());
    } else {
      birthDate.set(
          typed.select(
              problem.get().get() == BirthDate.Problem.DAY
                  ? BirthDate.Part.DAY
                  : BirthDate.Part.YEAR));
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(settings.clock().instant(), settings.clock().getZone());
  }

  /** A key of the pad, of a keyboard or of a card reader. */
  void numberTyped(String characters) {
    if (!view.get().checking() && number.get().length() + characters.length() <= LONGEST_NUMBER) {
      number.set(number.get() + characters);
    }
  }

  void deleteFromNumber() {
    String typed = number.get();
    if (!typed.isEmpty()) {
      number.set(typed.substring(0, typed.length() - 1));
    }
  }

  /** Next on the number. */
  void numberNext() {
    if (!view.get().checking() && !number.get().isEmpty()) {
      flow.answerNumber(number.get());
    }
  }

  void confirm() {
    flow.confirm();
  }

  void phoneChanged() {
    flow.phoneChanged();
  }

  void answerConsent(boolean agrees) {
    flow.answerConsent(agrees);
  }

  void notMe() {
    flow.notMe();
  }

  void finish() {
    flow.finish();
  }

  void moreTime() {
    flow.moreTime();
  }

  void startAgain() {
    forgetTyped();
    forgetChoices();
    flow.startAgain();
  }

  void askForHelp() {
    easierOpen.set(false);
    flow.askForHelp();
  }

  void openEasier() {
    easierOpen.set(!easierOpen.get());
  }

  void closeEasier() {
    easierOpen.set(false);
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    forgetTyped();
  }
}
