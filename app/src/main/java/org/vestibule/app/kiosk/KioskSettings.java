package org.vestibule.app.kiosk;

import java.time.Clock;
import java.util.Optional;
import org.vestibule.app.ui.Language;

/**
 * What a clinic sets for one kiosk.
 *
 * @param frontDesk where the front desk is for somebody facing the kiosk; empty says nothing of it
 * @param language the language a new visitor finds
 * @param reducedMotion true shows no movement but the live picture
 * @param clock gives the time of day and the kiosk's time zone
 */
public record KioskSettings(
    Optional<DeskSide> frontDesk, Language language, boolean reducedMotion, Clock clock) {

  /** Where the front desk is. */
  public enum DeskSide {
    LEFT,
    RIGHT,
    AHEAD
  }

  /** English, the system's clock, full motion, and no word on where the desk is. */
  public static KioskSettings standard() {
    return new KioskSettings(Optional.empty(), Language.ENGLISH, false, Clock.systemDefaultZone());
  }
}
