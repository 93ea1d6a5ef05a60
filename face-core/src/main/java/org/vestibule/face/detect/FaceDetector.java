package org.vestibule.face.detect;

import java.util.List;
import org.opencv.core.Mat;

/** Finds faces. Used by one thread at a time; holds native memory until closed. */
public interface FaceDetector extends AutoCloseable {

  /**
   * The faces of a picture, most confident first, without landmarks.
   *
   * @param bgr 8-bit BGR of any size; not changed
   */
  List<DetectedFace> detect(Mat bgr);

  /**
   * The faces of a picture, as {@link #detect(Mat)}, with those down to a height that one look at
   * the whole picture would miss, where the detector can look closer.
   *
   * @param bgr 8-bit BGR of any size; not changed
   * @param leastHeight pixels of the smallest face wanted; smaller ones may be among the result
   */
  default List<DetectedFace> detect(Mat bgr, double leastHeight) {
    return detect(bgr);
  }

  /**
   * How sure a second look at one face is, from nearby, 0 to 1. What a pattern and one way of
   * cutting the picture turned into a face is none on a second look. Detectors that cannot look
   * closer repeat what they said.
   *
   * @param bgr the picture that the face was found in; not changed
   */
  default double secondLook(Mat bgr, DetectedFace face) {
    return face.confidence();
  }

  @Override
  void close();
}
