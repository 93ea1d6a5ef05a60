package org.vestibule.face.pipeline;

import java.util.List;

/**
 * What enrolling from pictures gave.
 *
 * @param samples the usable ones, best first, at most eight; empty when none was
 * @param rejected the others, in the order given
 */
public record EnrolmentOutcome(List<EnrolledSample> samples, List<Rejected> rejected) {
  public EnrolmentOutcome {
    samples = List.copyOf(samples);
    rejected = List.copyOf(rejected);
  }

  /**
   * A picture not used.
   *
   * @param index which one, from 0 in the order given
   */
  public record Rejected(int index, Reason reason) {}

  /** Why a picture cannot be enrolled, each with what to do about it. */
  public enum Reason {
    NO_FACE("No face was found. Look at the camera with the whole face in the picture."),
    MORE_THAN_ONE_FACE("There is more than one face. Only one person may be in the picture."),
    TOO_SMALL("The face is too small. Come closer to the camera."),
    TOO_BLURRED("The picture is blurred. Hold still, and clean the camera."),
    TOO_DARK("The face is too dark. Turn on a light or turn towards it."),
    TOO_BRIGHT("The face is too bright. Turn away from the light."),
    TOO_FLAT("The face shows hardly any contrast. Clean the camera and turn on a light."),
    TURNED_AWAY("The face is turned away. Look straight at the camera."),
    NOT_THE_SAME_PERSON("This face differs from the others. Use pictures of one person only."),
    THE_SAME_PICTURE("This picture is there already. Use different pictures of the face."),
    NOT_NEEDED("Eight better pictures of this face are enough. Nothing needs to be done.");

    private final String advice;

    Reason(String advice) {
      this.advice = advice;
    }

    /** One plain sentence saying what to do. */
    public String advice() {
      return advice;
    }
  }
}
