package org.vestibule.face.template;

/**
 * Converts dlib's face recognition network (King 2017, "High Quality Face Recognition with Deep
 * Metric Learning"; 29 convolutions after He et al. 2016) from quantised TensorFlow.js weights to
 * ONNX. The affine layer behind each convolution is folded into it.
 */
final class DlibNetwork {
  /** Width and height of the input in pixels. */
  static final int SIDE = 150;

  /** How many values the output has. */
  static final int DIMENSION = 128;

  private static final int LAST_CHANNELS = 256;

  private final QuantisedWeights weights;
  private final OnnxGraph graph = new OnnxGraph();

  private DlibNetwork(QuantisedWeights weights) {
    this.weights = weights;
  }

  /**
   * The network as an ONNX model: input 1 x 3 x 150 x 150, RGB less its mean, divided by 255;
   * output 1 x 128 x 1 x 1.
   *
   * @throws IllegalArgumentException when a weight is missing or has another shape
   */
  static byte[] onnx(QuantisedWeights weights) {
    return new DlibNetwork(weights).onnx();
  }

  private byte[] onnx() {
    String x = graph.input(3, SIDE);
    x = graph.rectified(convolution(x, "conv32_down", 7, 3, 32, 2, 0));
    x = graph.maximum(x, 3, 2);
    x = residuals(x, 32, "conv32_1", "conv32_2", "conv32_3");
    x = down(x, "conv64_down", 32, 64, false);
    x = residuals(x, 64, "conv64_1", "conv64_2", "conv64_3");
    x = down(x, "conv128_down", 64, 128, false);
    x = residuals(x, 128, "conv128_1", "conv128_2");
    x = down(x, "conv256_down", 128, LAST_CHANNELS, true);
    x = residuals(x, LAST_CHANNELS, "conv256_1", "conv256_2");
    x = down(x, "conv256_down_out", LAST_CHANNELS, LAST_CHANNELS, true);
    return graph.model(embedding(graph.averaged(x)));
  }

  private String residuals(String from, int channels, String... names) {
    String x = from;
    for (String name : names) {
      String first = graph.rectified(convolution(x, name + "/conv1", 3, channels, channels, 1, 1));
      String second = convolution(first, name + "/conv2", 3, channels, channels, 1, 1);
      x = graph.rectified(graph.sum(second, x));
    }
    return x;
  }

  /**
   * A residual block that halves the sides.
   *
   * @param extended whether the convolutions' result is a row and a column smaller than the halved
   *     input, as with an input of even sides
   */
  private String down(String from, String name, int inputs, int outputs, boolean extended) {
    String first = graph.rectified(convolution(from, name + "/conv1", 3, inputs, outputs, 2, 0));
    String second = convolution(first, name + "/conv2", 3, outputs, outputs, 1, 1);
    String halved = halved(from, inputs, outputs);
    return graph.rectified(graph.sum(extended ? graph.extended(second) : second, halved));
  }

  /** Means of 2 x 2 pixels, and channels of zeros where there are more outputs: one convolution. */
  private String halved(String from, int inputs, int outputs) {
    float[] filters = new float[outputs * inputs * 4];
    for (int c = 0; c < inputs; c++) {
      for (int i = 0; i < 4; i++) {
        filters[(c * inputs + c) * 4 + i] = 0.25f;
      }
    }
    return graph.convolution(from, filters, new float[outputs], 2, 2, 0);
  }

  private String convolution(
      String from, String name, int side, int inputs, int outputs, int stride, int padding) {
    float[] filters = weights.of(name + "/conv/filters", side * side * inputs * outputs);
    float[] bias = weights.of(name + "/conv/bias", outputs);
    float[] scale = weights.of(name + "/scale/weights", outputs);
    float[] offset = weights.of(name + "/scale/biases", outputs);
    // From height, width, input, output to output, input, height, width.
    float[] folded = new float[filters.length];
    int next = 0;
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        for (int position = 0; position < side * side; position++) {
          folded[next++] = filters[(position * inputs + i) * outputs + o] * scale[o];
        }
      }
      bias[o] = bias[o] * scale[o] + offset[o];
    }
    return graph.convolution(from, folded, bias, side, stride, padding);
  }

  private String embedding(String from) {
    float[] fc = weights.of("fc", LAST_CHANNELS * DIMENSION);
    float[] transposed = new float[fc.length];
    for (int o = 0; o < DIMENSION; o++) {
      for (int i = 0; i < LAST_CHANNELS; i++) {
        transposed[o * LAST_CHANNELS + i] = fc[i * DIMENSION + o];
      }
    }
    return graph.convolution(from, transposed, new float[DIMENSION], 1, 1, 0);
  }
}
