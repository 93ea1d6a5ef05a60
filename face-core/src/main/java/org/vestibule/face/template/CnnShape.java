package org.vestibule.face.template;

/**
 * The shape of a network of two convolution and down-sampling layers, one fully connected layer and
 * one classification layer, as LeNet-5 (LeCun et al. 1998), and where each layer's weights lie in
 * the one array that holds all of them.
 *
 * @param side of the square grey input, pixels
 * @param firstMaps feature maps of the first convolution
 * @param secondMaps of the second
 * @param features values of the fully connected layer: the embedding
 * @param classes people told apart
 */
record CnnShape(int side, int firstMaps, int secondMaps, int features, int classes) {
  /** Side of both convolutions' filters. */
  static final int FILTER = 5;

  private static final int FILTER_AREA = FILTER * FILTER;

  /** Side after the first convolution. */
  int firstSide() {
    return side - FILTER + 1;
  }

  /** Side after the first down-sampling. */
  int firstHalf() {
    return firstSide() / 2;
  }

  int secondSide() {
    return firstHalf() - FILTER + 1;
  }

  int secondHalf() {
    return secondSide() / 2;
  }

  /** How many values the fully connected layer sees. */
  int flat() {
    return secondMaps * secondHalf() * secondHalf();
  }

  /** First filters: map, row, column. */
  int firstFilters() {
    return 0;
  }

  int firstBias() {
    return firstMaps * FILTER_AREA;
  }

  /** Second filters: map, map of the first layer, row, column. */
  int secondFilters() {
    return firstBias() + firstMaps;
  }

  int secondBias() {
    return secondFilters() + secondMaps * firstMaps * FILTER_AREA;
  }

  /** Fully connected weights: input, feature. */
  int connections() {
    return secondBias() + secondMaps;
  }

  int connectionBias() {
    return connections() + flat() * features;
  }

  /** Class directions: class, feature. */
  int directions() {
    return connectionBias() + features;
  }

  /** How many weights there are. */
  int weights() {
    return directions() + classes * features;
  }
}
