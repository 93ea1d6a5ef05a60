package org.vestibule.app.flow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.face.pipeline.WorkingDistance;

/**
 * What may be said of how faces are looked for at the door, each or nothing. Immutable.
 *
 * @param minimumFace pixels
 * @param distance how far away a face may be, metres
 * @param fieldOfView of the camera from left to right, degrees; counts only with a distance
 * @param challenge whether faces are asked to blink and turn
 */
public record DoorSettings(
    Optional<Integer> minimumFace,
    Optional<Double> distance,
    Optional<Double> fieldOfView,
    Optional<Boolean> challenge) {
  /** Nothing is said. */
  public static final DoorSettings NONE =
      new DoorSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The settings' names in the store and on the command line. */
  static final String MINIMUM_FACE = "min-face";

  static final String DISTANCE = "distance";
  static final String FIELD_OF_VIEW = "field-of-view";
  static final String CHALLENGE = "pad";

  private static final Set<String> NAMES = Set.of(MINIMUM_FACE, DISTANCE, FIELD_OF_VIEW, CHALLENGE);

  /**
   * Reads a clinic's settings; others than those of the door are left alone.
   *
   * @throws FlowException when a value is not of its kind or out of its range
   */
  static DoorSettings parse(Map<String, String> chosen) throws FlowException {
    try {
      DoorSettings read =
          new DoorSettings(
              value(chosen, MINIMUM_FACE).map(Integer::valueOf),
              value(chosen, DISTANCE).map(Double::valueOf),
              value(chosen, FIELD_OF_VIEW).map(Double::valueOf),
              value(chosen, CHALLENGE).map(DoorSettings::yes));
      read.over(FaceSettings.defaults());
      return read;
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          Kind.USAGE,
          "SET-1",
          "Give min-face 24 to 1000, distance 0.2 to 50, field-of-view 20 to 150, pad on or off.",
          e);
    }
  }

  private static Optional<String> value(Map<String, String> chosen, String name) {
    return Optional.ofNullable(chosen.get(name));
  }

  private static boolean yes(String text) {
    if (!text.equals("on") && !text.equals("off")) {
      throw new IllegalArgumentException("neither on nor off");
    }
    return text.equals("on");
  }

  /** Whether a setting of the door has this name. */
  static boolean names(String name) {
    return NAMES.contains(name);
  }

  /** These, and where they say nothing the others. */
  DoorSettings or(DoorSettings others) {
    return new DoorSettings(
        minimumFace.or(others::minimumFace),
        distance.or(others::distance),
        fieldOfView.or(others::fieldOfView),
        challenge.or(others::challenge));
  }

  /**
   * The pipeline's settings with what is said here.
   *
   * @throws IllegalArgumentException when a number is out of its range
   */
  public FaceSettings over(FaceSettings usual) {
    FaceSettings settings =
        usual
            .withMinimumFaceHeight(minimumFace.orElse(usual.minimumFaceHeight()))
            .withChallenge(challenge.orElse(usual.challenge()));
    double view = fieldOfView.orElse(WorkingDistance.USUAL_FIELD_OF_VIEW);
    WorkingDistance farthest = new WorkingDistance(distance.orElse(1.0), view);
    return distance.isPresent() ? settings.with(farthest) : settings;
  }
}
