package org.vestibule.face.template;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelCatalogue.Model;
import org.vestibule.natives.ModelException;

/**
 * The 128-d encoder of dlib (King 2017, "High Quality Face Recognition with Deep Metric Learning"),
 * converted at each opening from quantised weights (0.3 s). Input: 150 x 150 RGB in dlib's own
 * alignment, into which the sample is warped, so that enrolment samples can be encoded again. The
 * template is the mean of the sample's and its mirror image's features. All faces lie close
 * together: cosines of strangers are about 0.8. Used by one thread at a time.
 */
public final class DlibEncoder implements FaceEncoder {
  /** Version 1: these weights, this input. Any change to them is a new version. */
  public static final EncoderId ID = new EncoderId("dlib", 1);

  private static final Scalar MEAN = new Scalar(122.782, 117.001, 104.298);

  // As the package divides from which the weights come; dlib itself divides by 256.
  private static final double SCALE = 1.0 / 255;

  /**
   * From a sample's 112 x 112 pixels to dlib's 150 x 150, row by row: the similarity of least
   * squares (Umeyama 1991) from the ArcFace positions of eyes, nose and mouth to those of dlib's
   * mean face shape with a padding of 0.25. Aligning the frame by all of dlib's 33 points instead
   * changed nothing (LFW, TAR at FAR 1e-3 and 1e-4: 0.910 and 0.764 against 0.910 and 0.771).
   */
  private static final double[] SAMPLE_TO_CHIP = {
    1.44115014, -0.00800005, -6.15423376, 0.00800005, 1.44115014, -28.97717139
  };

  private final Net net;

  private DlibEncoder(Net net) {
    this.net = net;
  }

  /**
   * Reads and converts the model; OpenCV must be loaded.
   *
   * @throws ModelException when the model is missing, damaged or not this network
   */
  public static DlibEncoder open(ModelCatalogue models) throws ModelException {
    byte[] manifest = models.bytes(Model.DLIB_MANIFEST);
    byte[] weights = models.bytes(Model.DLIB_ENCODER);
    MatOfByte onnx = new MatOfByte();
    try {
      onnx.fromArray(DlibNetwork.onnx(QuantisedWeights.read(manifest, weights)));
      return new DlibEncoder(Dnn.readNetFromONNX(onnx));
    } catch (IllegalArgumentException | CvException e) {
      throw new ModelException(
          "The model file "
              + Model.DLIB_ENCODER.file()
              + " cannot be used (code MODEL-4); install Vestibule again to mend it.",
          e);
    } finally {
      onnx.release();
    }
  }

  @Override
  public EncoderId id() {
    return ID;
  }

  @Override
  public Template encode(FaceSample sample) {
    Mat chip = chip(sample.bgr());
    Mat mirrored = new Mat();
    try {
      Core.flip(chip, mirrored, 1);
      float[] sum = features(chip);
      float[] other = features(mirrored);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other[i];
      }
      return Template.ofDirection(ID, sum);
    } finally {
      chip.release();
      mirrored.release();
    }
  }

  private static Mat chip(Mat aligned) {
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    Mat chip = new Mat();
    try {
      matrix.put(0, 0, SAMPLE_TO_CHIP);
      Size size = new Size(DlibNetwork.SIDE, DlibNetwork.SIDE);
      Imgproc.warpAffine(aligned, chip, matrix, size, Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
      return chip;
    } finally {
      matrix.release();
    }
  }

  /**
   * What the network makes of a picture: 128 values, of a length of about 1.4.
   *
   * @param bgr 150 x 150, 8-bit BGR
   */
  float[] features(Mat bgr) {
    Size size = new Size(DlibNetwork.SIDE, DlibNetwork.SIDE);
    Mat blob = Dnn.blobFromImage(bgr, SCALE, size, MEAN, true, false);
    List<Mat> outputs = new ArrayList<>();
    try {
      net.setInput(blob);
      net.forward(outputs);
      float[] features = new float[DlibNetwork.DIMENSION];
      outputs.get(0).reshape(1, 1).get(0, 0, features);
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
