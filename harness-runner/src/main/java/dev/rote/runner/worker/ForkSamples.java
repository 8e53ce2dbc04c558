package dev.rote.runner.worker;

import java.util.List;

/**
 * What one fork of a throughput measurement gave.
 *
 * @param train training examples/s of each measured iteration
 * @param predict predicted examples/s of each measured iteration
 * @param finite whether every loss that was looked at while training was finite
 */
public record ForkSamples(List<Double> train, List<Double> predict, boolean finite) {
  public ForkSamples {
    train = List.copyOf(train);
    predict = List.copyOf(predict);
    if (train.isEmpty() || predict.isEmpty()) {
      throw new IllegalArgumentException("a fork measured no iteration");
    }
  }
}
