package dev.rote.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatricesTest {
  /** Sizes on both sides of a block's, and those that the groups of four do not divide. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 3, 5",
    "3, 4, 4",
    "2, 63, 511",
    "2, 64, 512",
    "3, 65, 513",
    "2, 131, 1030"
  })
  void theProductIsTheSumOfProductsInTheirOrder(int m, int k, int n) {
    double[][] a = CompiledLayers.randomRows(m, k, 1);
    double[][] b = CompiledLayers.randomRows(k, n, 2);
    double[][] expected = new double[m][n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          expected[i][j] += a[i][l] * b[l][j];
        }
      }
    }
    assertThat(Matrices.product(a, b)).isDeepEqualTo(expected);
  }

  @Test
  void addProductKeepsWhatIsThere() {
    double[][] c = {{100, 200}};
    Matrices.addProduct(new double[][] {{2, 3}}, new double[][] {{1, 0}, {0, 1}}, c);
    assertThat(c).isDeepEqualTo(new double[][] {{102, 203}});
  }

  @Test
  void theTransposeSwapsRowsAndColumns() {
    assertThat(Matrices.transpose(new double[][] {{1, 2, 3}, {4, 5, 6}}))
        .isDeepEqualTo(new double[][] {{1, 4}, {2, 5}, {3, 6}});
  }

  @Test
  void joinIsTheInverseOfSplit() {
    double[] values = {1, 2, 3, 4, 5, 6};
    double[][] split = Matrices.split(values, 2);
    assertThat(split).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(Matrices.join(split)).containsExactly(values);
  }
}
