package org.vestibule.face.template;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few operators that a residual network is made of as an ONNX model (opset 10, protocol
 * buffers wire format), which OpenCV reads. Field numbers are those of {@code onnx.proto3}. Each
 * method adds one node, names it and gives that name. For one thread.
 */
final class OnnxGraph {
  private static final int IR_VERSION = 5;
  private static final int OPSET = 10;
  private static final int FLOAT = 1;

  /** One message of the wire format. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    Message number(int field, long value) {
      varint(field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint(field << 3 | BYTES);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.out.toByteArray());
    }
  }

  private final Message graph = new Message().text(2, "graph");
  private int names;

  /** The graph's input: 1 x channels x side x side floats. */
  String input(int channels, int side) {
    String name = "input";
    graph.message(11, value(name, 1, channels, side, side));
    return name;
  }

  /**
   * A convolution and its bias.
   *
   * @param filters out x in x side x side values, last index fastest
   * @param bias one value for each output channel
   * @param padding zeros on every edge
   */
  String convolution(
      String from, float[] filters, float[] bias, int side, int stride, int padding) {
    int outputs = bias.length;
    int inputs = filters.length / (outputs * side * side);
    String weights = tensor(filters, outputs, inputs, side, side);
    String offsets = tensor(bias, outputs);
    Message node =
        node("Conv", from, weights, offsets)
            .message(5, integers("kernel_shape", side, side))
            .message(5, integers("strides", stride, stride))
            .message(5, integers("pads", padding, padding, padding, padding));
    return add(node);
  }

  String maximum(String from, int side, int stride) {
    Message node =
        node("MaxPool", from)
            .message(5, integers("kernel_shape", side, side))
            .message(5, integers("strides", stride, stride));
    return add(node);
  }

  /** Appends a row and a column of zeros, at the bottom and on the right. */
  String extended(String from) {
    return add(node("Pad", from).message(5, integers("pads", 0, 0, 0, 0, 0, 0, 1, 1)));
  }

  String sum(String one, String other) {
    return add(node("Add", one, other));
  }

  String rectified(String from) {
    return add(node("Relu", from));
  }

  /** Mean of each channel: 1 x channels x 1 x 1. */
  String averaged(String from) {
    return add(node("GlobalAveragePool", from));
  }

  /** The whole model, whose output is the given node. */
  byte[] model(String output) {
    graph.message(12, value(output, 1));
    Message opset = new Message().text(1, "").number(2, OPSET);
    Message model = new Message().number(1, IR_VERSION).message(7, graph).message(8, opset);
    return model.out.toByteArray();
  }

  private Message node(String operator, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(4, operator);
  }

  private String add(Message node) {
    String name = "n" + names++;
    graph.message(1, node.text(2, name).text(3, name));
    return name;
  }

  private static Message integers(String name, int... values) {
    Message attribute = new Message().text(1, name);
    for (int value : values) {
      attribute.number(8, value);
    }
    int typeInts = 7;
    return attribute.number(20, typeInts);
  }

  private String tensor(float[] values, int... shape) {
    String name = "w" + names++;
    Message tensor = new Message();
    for (int size : shape) {
      tensor.number(1, size);
    }
    ByteBuffer raw =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
    return name;
  }

  private static Message value(String name, int... shape) {
    Message dimensions = new Message();
    for (int size : shape) {
      dimensions.message(1, new Message().number(1, size));
    }
    Message tensor = new Message().number(1, FLOAT).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }
}
