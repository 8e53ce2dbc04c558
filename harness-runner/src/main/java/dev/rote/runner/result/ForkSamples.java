package dev.rote.runner.result;

import java.util.List;

/**
 * What one fork of a throughput measurement gave.
 *
 * @param train the measured iterations of training
 * @param predict the measured iterations of predictions
 * @param finite whether every loss that was looked at while training was finite: arithmetic on what
 *     is not a number may take another time
 */
public record ForkSamples(List<Iteration> train, List<Iteration> predict, boolean finite) {
  public ForkSamples {
    train = List.copyOf(train);
    predict = List.copyOf(predict);
    if (train.isEmpty() || predict.isEmpty()) {
      throw new IllegalArgumentException("a fork measured no iteration");
    }
  }
}
