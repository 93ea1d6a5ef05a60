package org.vestibule.face.template;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelCatalogue.Model;
import org.vestibule.natives.ModelException;

/**
 * The 512-d deep encoder: input 112 x 112 RGB as (x - 127) / 128 on the five ArcFace points (Deng
 * et al. 2019). The template is the mean of the sample's and its mirror image's features, which are
 * unit vectors of the same person. Used by one thread at a time.
 */
public final class DeepEncoder implements FaceEncoder {
  /** Version 1: this model, this input, mirror averaged. Any change to them is a new version. */
  public static final EncoderId ID = new EncoderId("deep", 1);

  private static final int DIMENSION = 512;
  private static final Scalar MEAN = new Scalar(127, 127, 127);
  private static final double SCALE = 1.0 / 128;

  private final Net net;

  private DeepEncoder(Net net) {
    this.net = net;
  }

  /**
   * Reads the model; OpenCV must be loaded.
   *
   * @throws ModelException when the model is missing or damaged
   */
  public static DeepEncoder open(ModelCatalogue models) throws ModelException {
    MatOfByte bytes = new MatOfByte(models.bytes(Model.DEEP_ENCODER));
    try {
      return new DeepEncoder(Dnn.readNetFromONNX(bytes));
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
    Mat mirrored = new Mat();
    try {
      Core.flip(sample.bgr(), mirrored, 1);
      float[] sum = unitFeatures(sample.bgr());
      float[] other = unitFeatures(mirrored);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other[i];
      }
      return Template.ofDirection(ID, sum);
    } finally {
      mirrored.release();
    }
  }

  private float[] unitFeatures(Mat bgr) {
    Size size = new Size(FaceSample.SIZE, FaceSample.SIZE);
    Mat blob = Dnn.blobFromImage(bgr, SCALE, size, MEAN, true, false);
    List<Mat> outputs = new ArrayList<>();
    try {
      net.setInput(blob);
      net.forward(outputs);
      return Template.ofDirection(ID, features(outputs.get(0))).vector();
    } finally {
      blob.release();
      outputs.forEach(Mat::release);
    }
  }

  private static float[] features(Mat output) {
    float[] features = new float[DIMENSION];
    output.reshape(1, 1).get(0, 0, features);
    return features;
  }

  @Override
  public void close() {
    // OpenCV's Net has no release of its own; the collector frees it with this object.
  }
}
