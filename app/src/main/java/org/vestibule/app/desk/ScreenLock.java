package org.vestibule.app.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.vestibule.app.flow.DeskView;
import org.vestibule.app.flow.DeskView.Staff;

/**
 * The locked screen: what hides the desk at once, says why, and leads the same person back. Used on
 * the FX thread only.
 */
final class ScreenLock {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final String HEADING = "Welcome back";

  private final DeskFrame frame;
  private final UnlockPane pane;
  private final SignInModel<?> signIn;
  private final Behind behind;
  private final Clock clock;
  private boolean hidden;
  private boolean mayShow;
  private Place place = Place.DAY;
  private String user = "";

  /** The screens behind it. */
  interface Behind {
    /** Nothing of anybody stays. */
    void forget();

    /** The same person is back, who was at this place. */
    void comeBack(Place place);
  }

  ScreenLock(DeskFrame frame, UnlockPane pane, SignInModel<?> signIn, Behind behind, Clock clock) {
    this.frame = frame;
    this.pane = pane;
    this.signIn = signIn;
    this.behind = behind;
    this.clock = clock;
  }

  /** Hides everything, before anybody else hears of it. */
  void hide() {
    if (hidden) {
      return;
    }
    hidden = true;
    mayShow = false;
    place = frame.place();
    behind.forget();
    signIn.user().set(user);
    pane.typeKey(false);
    pane.say(HEADING, "");
    frame.show(Place.DAY);
    frame.showLocked(true);
  }

  /** Somebody signed in; the snapshot that says so is on its way. */
  void entered() {
    mayShow = true;
  }

  /** An unlocked snapshot from before the lock does not show anything again. */
  void take(DeskView view) {
    if (view.locked()) {
      hide();
      mayShow = true;
      pane.showPeople(view.people());
      pane.say(HEADING, words(view));
    } else if (!hidden || mayShow) {
      String now = view.staff().map(Staff::user).orElse(user);
      boolean same = now.equals(user);
      user = now;
      boolean back = hidden && same;
      hidden = false;
      frame.showLocked(false);
      if (back) {
        behind.comeBack(place);
      }
    }
  }

  private String words(DeskView view) {
    String since = view.lock().map(this::since).orElse("");
    if (view.lock().map(DeskView.Lock::wiped).orElse(false)) {
      return since + "All keys are wiped. The kiosks send everybody here until you sign in.";
    }
    String waiting =
        switch (view.waiting()) {
          case 0 -> "No one is waiting.";
          case 1 -> "1 person is waiting.";
          default -> view.waiting() + " people are waiting.";
        };
    return since + waiting + " The kiosks are still working.";
  }

  private String since(DeskView.Lock lock) {
    Optional<String> quiet = lock.quiet().map(time -> ", after " + minutes(time.toMinutes()));
    return "Locked at " + time(lock.at()) + quiet.orElse("") + ".\n";
  }

  private static String minutes(long count) {
    return count == 1 ? "1 quiet minute" : count + " quiet minutes";
  }

  private String time(Instant when) {
    return TIME.format(when.atZone(clock.getZone()));
  }
}
