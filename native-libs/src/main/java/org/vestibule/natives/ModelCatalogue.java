package org.vestibule.natives;

/**
 * Finds a model file, checks its SHA-256 and hands out its bytes.
 *
 * <p>Immutable and thread-safe.
 */
public interface ModelCatalogue {

  /**
   * The models Vestibule knows, each with its file, origin, licence and SHA-256 in the catalogue.
   */
  enum Model {
    /** UltraFace RFB-320, ONNX. */
    FACE_DETECTOR,
    /** 68 landmarks, ONNX. */
    LANDMARKS,
    /** 512-d deep encoder, ONNX. */
    DEEP_ENCODER,
    /** 128-d dlib ResNet, quantised tfjs weights. */
    DLIB_ENCODER,
    /** Haar cascade haarcascade_frontalface_alt2. */
    HAAR_FACE,
    /** Haar cascade haarcascade_eye. */
    HAAR_EYE
  }

  /**
   * The model's bytes, verified against its SHA-256.
   *
   * @throws ModelException when the file is missing or damaged; its message is one sentence for a
   *     person, with the model's file name and no path
   */
  byte[] bytes(Model model) throws ModelException;
}
