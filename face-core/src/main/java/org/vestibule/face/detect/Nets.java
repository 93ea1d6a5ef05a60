package org.vestibule.face.detect;

import java.util.Arrays;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;

/** Reads ONNX nets into cv::dnn and their output back into Java. */
final class Nets {
  private Nets() {}

  static Net read(ModelCatalogue models, ModelCatalogue.Model model) throws ModelException {
    OpenCv.load();
    MatOfByte bytes = new MatOfByte(models.bytes(model));
    try {
      Net net = Dnn.readNetFromONNX(bytes);
      net.setPreferableBackend(Dnn.DNN_BACKEND_OPENCV);
      net.setPreferableTarget(Dnn.DNN_TARGET_CPU);
      return net;
    } catch (CvException e) {
      throw new ModelException(
          "The model file "
              + model.file()
              + " cannot be used (code MODEL-4); install Vestibule again to mend it.",
          e);
    } finally {
      bytes.release();
    }
  }

  /** All values of a 32-bit float tensor, last index fastest. */
  static float[] floats(Mat tensor) {
    Mat flat = tensor.reshape(1, 1);
    try {
      float[] values = new float[Math.toIntExact(flat.total())];
      flat.get(0, 0, values);
      return values;
    } finally {
      flat.release();
    }
  }

  static void release(Iterable<Mat> mats) {
    mats.forEach(Mat::release);
  }

  static void release(Mat... mats) {
    release(Arrays.asList(mats));
  }
}
