package org.vestibule.face.evaluation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to evaluate.
 *
 * @param faces a folder for each person, or files {@code Name_0001.jpg} in one folder
 * @param encoder whose templates are compared
 * @param cropped whether the pictures are tight crops, so that where no face is found the whole
 *     picture is taken as the face's box
 * @param groups a CSV file with a person's name, or the beginning of the names of the person's
 *     files, and the person's groups
 * @param seed of the random splits and the bootstrap: the same seed gives the same report
 */
public record EvaluationRequest(
    Path faces, Encoder encoder, boolean cropped, Optional<Path> groups, long seed) {
  /** Whose accuracy can be measured. */
  public enum Encoder {
    /** The 512-d deep encoder. */
    DEEP,
    /** Eigenfaces, trained on a part of the pictures. */
    EIGENFACE,
    /** The 128-d encoder of dlib. */
    DLIB,
    /** The 128-d encoder SFace, when the clinic supplies it. */
    SFACE,
    /** The small network, trained on a part of the pictures. */
    CNN,
    /** The scores of the deep and the dlib encoder added up. */
    FUSED
  }
}
