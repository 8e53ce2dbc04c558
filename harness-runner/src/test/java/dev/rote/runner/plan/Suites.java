package dev.rote.runner.plan;

import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteReader;

/** Small suites for tests. */
final class Suites {
  static final String VALID =
      """
      name: tiny
      data: {set: shapes, train: 500, test: 100}
      models:
        - {name: wide, layers: [flatten, {dense: 32}, relu, {dense: 10}]}
        - {name: narrow, learningRate: 0.1, layers: [flatten, {dense: 10}]}
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01, decayPerEpoch: 0.95}
      batchSize: 128
      experiments: [{name: true-labels}, {name: random-labels, labelCorruption: [0.5, 1.0]}]
      seeds: [1]
      """;

  private Suites() {}

  static Suite with(String batchSize, String experiments, String seeds) {
    return parse(
        VALID
            .replaceFirst("batchSize: .*", "batchSize: " + batchSize)
            .replaceFirst("experiments: .*", "experiments: " + experiments)
            .replaceFirst("seeds: .*", "seeds: " + seeds));
  }

  static Suite parse(String yaml) {
    return SuiteReader.readResolved(yaml, "suite.yaml");
  }
}
