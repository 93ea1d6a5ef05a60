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

  @Override
  void close();
}
