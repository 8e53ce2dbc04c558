package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
  @ParameterizedTest
  @CsvSource({
    "expriments, experiments",
    "batchsize, batchSize",
    "learning-rate, learningRate",
    "seed, seeds"
  })
  void suggestsTheNearestName(String typed, String meant) {
    assertThat(NearestName.find(typed, Form.SUITE.keys())).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epochs", "x", "backend"})
  void suggestsNothingWhereNoNameIsNear(String typed) {
    assertThat(NearestName.find(typed, Form.SUITE.keys())).isEmpty();
  }
}
