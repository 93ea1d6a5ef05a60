package org.vestibule.face.detect;

import java.util.Optional;

/**
 * A face found in a frame.
 *
 * @param box where it is
 * @param confidence the detector's own, 0 to 1, larger is surer; not comparable across detectors
 * @param landmarks empty until a landmark finder has looked at it
 */
public record DetectedFace(Box box, double confidence, Optional<Landmarks> landmarks) {}
