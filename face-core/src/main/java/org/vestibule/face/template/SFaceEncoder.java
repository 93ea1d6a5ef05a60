package org.vestibule.face.template;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;
import org.vestibule.natives.SuppliedModel;

/**
 * The 128-d encoder SFace (Zhong et al. 2021, "SFace: Sigmoid-Constrained Hypersphere Loss for
 * Robust Face Recognition"), when the clinic supplies the file. Computes what OpenCV's {@code
 * FaceRecognizerSF::feature} does: its {@code alignCrop} aims at the five ArcFace points of a
 * {@link FaceSample}, and in OpenCV 4.9 it reads nets from a path only, where this one reads the
 * bytes that were verified. Its accuracy was never measured here: the file is not to be had where
 * Vestibule is developed. Used by one thread at a time.
 */
public final class SFaceEncoder implements FaceEncoder {
  /**
   * Version 1: the one file whose SHA-256 {@link SuppliedModel#SFACE} gives, and this input. Any
   * change to them is a new version.
   */
  public static final EncoderId ID = new EncoderId("sface", 1);

  private final Net net;

  private SFaceEncoder(Net net) {
    this.net = net;
  }

  /**
   * Reads the model.
   *
   * @throws ModelException when the clinic did not supply the model, or it is another file
   */
  public static SFaceEncoder open(ModelCatalogue models) throws ModelException {
    return new SFaceEncoder(read(models.bytes(SuppliedModel.SFACE)));
  }

  static Net read(byte[] onnx) throws ModelException {
    OpenCv.load();
    MatOfByte bytes = new MatOfByte(onnx);
    try {
      return Dnn.readNetFromONNX(bytes);
    } catch (CvException e) {
      throw new ModelException(
          "The model file "
              + SuppliedModel.SFACE.file()
              + " cannot be used (code MODEL-4); choose another encoder.",
          e);
    } finally {
      bytes.release();
    }
  }

  @Override
  public EncoderId id() {
    return ID;
  }

  @Override
  public Template encode(FaceSample sample) {
    return Template.ofDirection(ID, features(net, sample.bgr()));
  }

  /**
   * What a net makes of an aligned picture.
   *
   * @param bgr 112 x 112, 8-bit BGR; the net sees RGB, 0 to 255
   */
  static float[] features(Net net, Mat bgr) {
    Size size = new Size(FaceSample.SIZE, FaceSample.SIZE);
    Mat blob = Dnn.blobFromImage(bgr, 1, size, Scalar.all(0), true, false);
    List<Mat> outputs = new ArrayList<>();
    try {
      net.setInput(blob);
      net.forward(outputs);
      Mat flat = outputs.get(0).reshape(1, 1);
      outputs.add(flat);
      float[] features = new float[Math.toIntExact(flat.total())];
      flat.get(0, 0, features);
      return features;
    } finally {
      blob.release();
      outputs.forEach(Mat::release);
    }
  }

  @Override
  public void close() {
    // OpenCV's Net has no release of its own; the collector frees it with this object.
  }
}
