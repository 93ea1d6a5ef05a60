package org.vestibule.natives;

/**
 * Models that Vestibule can use and does not ship: a clinic copies the file of the OpenCV Zoo
 * (github.com/opencv/opencv_zoo) into its model folder under its own name. Only the published file
 * is accepted, by length and SHA-256, so that nothing else reaches native code and templates of
 * different files are never compared.
 */
public enum SuppliedModel {
  /** YuNet, a face detector with five landmarks (Wu, Peng and Yu 2023), ONNX; MIT. */
  YUNET(
      "face_detection_yunet_2023mar.onnx",
      232_589,
      "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"),
  /** SFace, a 128-d face encoder (Zhong et al. 2021), ONNX; Apache-2.0. */
  SFACE(
      "face_recognition_sface_2021dec.onnx",
      38_696_353,
      "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79");

  private final String file;
  private final long length;
  private final String sha256;

  SuppliedModel(String file, long length, String sha256) {
    this.file = file;
    this.length = length;
    this.sha256 = sha256;
  }

  /** Name of the file, without a path. */
  public String file() {
    return file;
  }

  /** Bytes of the published file. */
  public long length() {
    return length;
  }

  /** Of the published file: 64 digits of lower-case hex. */
  public String sha256() {
    return sha256;
  }
}
