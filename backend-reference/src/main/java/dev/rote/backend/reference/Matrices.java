package dev.rote.backend.reference;

/**
 * The products that dense layers and convolutions consist of. A matrix is an array of its rows,
 * because the just-in-time compiler turns a loop into vector instructions when all the arrays in it
 * are read at the same index, and does not when they are parts of one array at different offsets.
 */
final class Matrices {
  /** The part of b in use, 64 rows of 512 columns or 256 KiB, stays in the second-level cache. */
  private static final int BLOCK_ROWS = 64;

  private static final int BLOCK_COLUMNS = 512;

  private Matrices() {}

  /**
   * Returns {@code a b}.
   *
   * @param a {@code [m][k]}
   * @param b {@code [k][n]}
   * @return {@code [m][n]}
   */
  static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    addProduct(a, b, c);
    return c;
  }

  /**
   * Adds {@code a b} to c. The terms of each element are added in the order of k, whatever the
   * sizes of the blocks.
   *
   * @param a {@code [m][k]}
   * @param b {@code [k][n]}
   * @param c {@code [m][n]}
   */
  static void addProduct(double[][] a, double[][] b, double[][] c) {
    int columns = b[0].length;
    for (int column = 0; column < columns; column += BLOCK_COLUMNS) {
      int columnEnd = Math.min(column + BLOCK_COLUMNS, columns);
      for (int row = 0; row < b.length; row += BLOCK_ROWS) {
        int rowEnd = Math.min(row + BLOCK_ROWS, b.length);
        for (int i = 0; i < a.length; i++) {
          addRows(a[i], b, row, rowEnd, c[i], column, columnEnd);
        }
      }
    }
  }

  /**
   * Adds rows of b, each times its factor, to c; four in one go, so that c is loaded less often.
   */
  private static void addRows(
      double[] factors, double[][] b, int row, int rowEnd, double[] c, int column, int columnEnd) {
    int k = row;
    for (; k + 3 < rowEnd; k += 4) {
      double f0 = factors[k];
      double f1 = factors[k + 1];
      double f2 = factors[k + 2];
      double f3 = factors[k + 3];
      double[] b0 = b[k];
      double[] b1 = b[k + 1];
      double[] b2 = b[k + 2];
      double[] b3 = b[k + 3];
      for (int j = column; j < columnEnd; j++) {
        c[j] = c[j] + f0 * b0[j] + f1 * b1[j] + f2 * b2[j] + f3 * b3[j];
      }
    }
    for (; k < rowEnd; k++) {
      double f = factors[k];
      double[] bk = b[k];
      for (int j = column; j < columnEnd; j++) {
        c[j] += f * bk[j];
      }
    }
  }

  /** Returns {@code a + b}, which have the same shape. */
  static double[][] sum(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    add(a, sum);
    add(b, sum);
    return sum;
  }

  /** Adds a to c, which has the same shape. */
  static void add(double[][] a, double[][] c) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        c[i][j] += a[i][j];
      }
    }
  }

  /** Returns the transpose: {@code [n][m]} for {@code [m][n]}. */
  static double[][] transpose(double[][] a) {
    double[][] transposed = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      double[] row = a[i];
      for (int j = 0; j < row.length; j++) {
        transposed[j][i] = row[j];
      }
    }
    return transposed;
  }

  /** Returns a row-major array as a matrix of that many rows. */
  static double[][] split(double[] values, int rows) {
    int columns = values.length / rows;
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values, i * columns, matrix[i], 0, columns);
    }
    return matrix;
  }

  /** Returns the rows one after the other: the inverse of {@link #split}. */
  static double[] join(double[][] matrix) {
    int columns = matrix[0].length;
    double[] values = new double[matrix.length * columns];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, values, i * columns, columns);
    }
    return values;
  }
}
