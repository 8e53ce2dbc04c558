package dev.rote.backend.reference;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.Optional;

/**
 * Batch normalization of each channel over the batch and all positions. With {@code z = (x - mean)
 * / sqrt(var + epsilon)} and means over all the values of a channel,
 *
 * <pre>{@code
 * dx = scale / sqrt(var + epsilon) * (dy - mean(dy) - z * mean(dy * z))
 * }</pre>
 */
final class BatchNorm implements Operator {
  private final Layer.BatchNorm layer;
  private final int channels;
  private final int positions;
  private final Optional<Parameter> scale;
  private final Parameter shift;
  private final double[] runningMean;
  private final double[] runningVariance;
  private double[][] normalized;
  private double[] inverseDeviations;

  BatchNorm(Layer.BatchNorm layer, LayerNode node, ParameterStore parameters) {
    this.layer = layer;
    channels = node.input().get(0);
    positions = node.input().size() / channels;
    scale = parameters.find(node, Role.SCALE);
    shift = parameters.get(node, Role.SHIFT);
    runningMean = parameters.get(node, Role.RUNNING_MEAN).value()[0];
    runningVariance = parameters.get(node, Role.RUNNING_VARIANCE).value()[0];
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    normalized = new double[input.length][channels * positions];
    inverseDeviations = new double[channels];
    double[][] output = new double[input.length][channels * positions];
    for (int c = 0; c < channels; c++) {
      Moments moments =
          switch (pass) {
            case Pass.Training training -> batchMoments(input, c);
            case Pass.Evaluation evaluation -> new Moments(runningMean[c], runningVariance[c]);
          };
      normalize(input, c, moments, output);
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] inputGradient = new double[outputGradient.length][channels * positions];
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double productSum = 0;
      for (int n = 0; n < outputGradient.length; n++) {
        for (int i = c * positions; i < (c + 1) * positions; i++) {
          sum += outputGradient[n][i];
          productSum += outputGradient[n][i] * normalized[n][i];
        }
      }
      addToGradients(c, sum, productSum);
      double count = count(outputGradient);
      backward(outputGradient, c, sum / count, productSum / count, inputGradient);
    }
    return inputGradient;
  }

  private record Moments(double mean, double variance) {}

  /** Returns the batch's mean and biased variance, and moves the running averages towards them. */
  private Moments batchMoments(double[][] input, int channel) {
    double count = count(input);
    double sum = 0;
    for (double[] row : input) {
      for (int i = channel * positions; i < (channel + 1) * positions; i++) {
        sum += row[i];
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (double[] row : input) {
      for (int i = channel * positions; i < (channel + 1) * positions; i++) {
        squares += (row[i] - mean) * (row[i] - mean);
      }
    }
    // A single value has no unbiased variance; as in TensorFlow, the divisor is at least 1.
    double unbiased = squares / Math.max(count - 1, 1);
    runningMean[channel] = average(runningMean[channel], mean);
    runningVariance[channel] = average(runningVariance[channel], unbiased);
    return new Moments(mean, squares / count);
  }

  private double average(double running, double batch) {
    double decay = layer.decay();
    return decay * running + (1 - decay) * batch;
  }

  private void normalize(double[][] input, int channel, Moments moments, double[][] output) {
    double inverseDeviation = 1 / Math.sqrt(moments.variance() + layer.epsilon());
    inverseDeviations[channel] = inverseDeviation;
    double factor = scaleOf(channel);
    double addend = shift.value()[0][channel];
    for (int n = 0; n < input.length; n++) {
      for (int i = channel * positions; i < (channel + 1) * positions; i++) {
        normalized[n][i] = (input[n][i] - moments.mean()) * inverseDeviation;
        output[n][i] = normalized[n][i] * factor + addend;
      }
    }
  }

  private void addToGradients(int channel, double sum, double productSum) {
    shift.gradient()[0][channel] += sum;
    if (scale.isPresent()) {
      scale.get().gradient()[0][channel] += productSum;
    }
  }

  private void backward(
      double[][] outputGradient,
      int channel,
      double mean,
      double productMean,
      double[][] inputGradient) {
    double slope = scaleOf(channel) * inverseDeviations[channel];
    for (int n = 0; n < outputGradient.length; n++) {
      for (int i = channel * positions; i < (channel + 1) * positions; i++) {
        inputGradient[n][i] =
            slope * (outputGradient[n][i] - mean - normalized[n][i] * productMean);
      }
    }
  }

  private double scaleOf(int channel) {
    return scale.isPresent() ? scale.get().value()[0][channel] : 1;
  }

  private double count(double[][] rows) {
    return (double) rows.length * positions;
  }
}
