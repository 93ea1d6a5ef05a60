package org.vestibule.face.detect;

import java.util.Arrays;

/**
 * The assignment problem: one column at most for every row, with the least sum of costs. Hungarian
 * method with potentials (Kuhn 1955; Jonker and Volgenant 1987), O(rows² · columns).
 */
final class Assignment {
  // Stands for "not at all": dearer than any sum of real costs, so it is used only if it must be.
  private static final double FORBIDDEN = 1e6;

  private Assignment() {}

  /**
   * @param costs a row for each; positive infinity where a pair is impossible
   * @param columns number of columns, also when there are no rows
   * @return for each row its column, or -1
   */
  static int[] cheapest(double[][] costs, int columns) {
    int rows = costs.length;
    // A column of its own for every row: to stay alone is always possible.
    int width = columns + rows;
    double[] rowPotential = new double[rows + 1];
    double[] columnPotential = new double[width + 1];
    int[] rowOf = new int[width + 1];
    for (int row = 1; row <= rows; row++) {
      assign(row, costs, columns, rowPotential, columnPotential, rowOf);
    }
    int[] chosen = new int[rows];
    Arrays.fill(chosen, -1);
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0) {
        chosen[rowOf[column] - 1] = column - 1;
      }
    }
    return chosen;
  }

  /** Finds the cheapest augmenting path for one more row (Dijkstra) and turns it over. */
  private static void assign(
      int row, double[][] costs, int columns, double[] u, double[] v, int[] rowOf) {
    int width = rowOf.length - 1;
    int[] cameFrom = new int[width + 1];
    double[] least = new double[width + 1];
    boolean[] used = new boolean[width + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int column = 0;
    do {
      used[column] = true;
      int r = rowOf[column];
      double delta = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int c = 1; c <= width; c++) {
        if (!used[c]) {
          double reduced = cost(costs, r, c, columns) - u[r] - v[c];
          if (reduced < least[c]) {
            least[c] = reduced;
            cameFrom[c] = column;
          }
          if (least[c] < delta) {
            delta = least[c];
            next = c;
          }
        }
      }
      for (int c = 0; c <= width; c++) {
        if (used[c]) {
          u[rowOf[c]] += delta;
          v[c] -= delta;
        } else {
          least[c] -= delta;
        }
      }
      column = next;
    } while (rowOf[column] != 0);
    while (column != 0) {
      rowOf[column] = rowOf[cameFrom[column]];
      column = cameFrom[column];
    }
  }

  private static double cost(double[][] costs, int row, int column, int columns) {
    if (column > columns) {
      return column - columns == row ? FORBIDDEN : 2 * FORBIDDEN;
    }
    double cost = costs[row - 1][column - 1];
    return Double.isInfinite(cost) ? 2 * FORBIDDEN : cost;
  }
}
