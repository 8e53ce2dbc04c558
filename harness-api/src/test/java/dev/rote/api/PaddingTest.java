package dev.rote.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
  /** The formula of TensorFlow's guide to padding, evaluated by hand. */
  @ParameterizedTest(name = "{0} elements, window {1}, stride {2}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          input | window | stride | before | after | output
          28    | 1      | 1      | 0      | 0     | 28
          28    | 3      | 1      | 1      | 1     | 28
          28    | 5      | 1      | 2      | 2     | 28
          28    | 2      | 1      | 0      | 1     | 28
          28    | 3      | 2      | 0      | 1     | 14
          7     | 3      | 2      | 1      | 1     | 4
          14    | 3      | 2      | 0      | 1     | 7
          28    | 2      | 2      | 0      | 0     | 14
          5     | 2      | 3      | 0      | 0     | 2
          6     | 5      | 2      | 1      | 2     | 3
          1     | 5      | 1      | 2      | 2     | 1
          1     | 3      | 2      | 1      | 1     | 1
          3     | 1      | 2      | 0      | 0     | 2
          """)
  void putsTheOddElementAtTheEnd(
      int input, int window, int stride, int before, int after, int output) {
    assertThat(Padding.same(input, window, stride)).isEqualTo(new Padding(before, after, output));
  }
}
