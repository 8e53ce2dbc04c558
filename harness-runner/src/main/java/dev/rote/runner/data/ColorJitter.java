package dev.rote.runner.data;

import dev.rote.api.Shape;
import java.util.OptionalDouble;

/**
 * Changes brightness and contrast as TensorFlow's {@code adjust_brightness} and {@code
 * adjust_contrast} do, in float64, and cuts off what is out of the range then.
 */
final class ColorJitter {
  private final int pixels;
  private final double range;

  /**
   * @param range the largest value that an image can have, the smallest being 0
   */
  ColorJitter(Shape image, double range) {
    this.pixels = image.get(1) * image.get(2);
    this.range = range;
  }

  /**
   * Changes one image.
   *
   * @param brightness what is added to every value, as a share of the range
   * @param contrast by what the distance of every value from the mean of its channel is multiplied
   * @param values {@code [c, h, w]}
   */
  void apply(OptionalDouble brightness, OptionalDouble contrast, double[] values) {
    brightness.ifPresent(share -> add(share * range, values));
    contrast.ifPresent(factor -> stretch(factor, values));
    if (brightness.isPresent() || contrast.isPresent()) {
      cutOff(values);
    }
  }

  private static void add(double shift, double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] += shift;
    }
  }

  private void stretch(double factor, double[] values) {
    for (int channel = 0; channel < values.length; channel += pixels) {
      double sum = 0;
      for (int i = channel; i < channel + pixels; i++) {
        sum += values[i];
      }
      double mean = sum / pixels;
      for (int i = channel; i < channel + pixels; i++) {
        values[i] = mean + (values[i] - mean) * factor;
      }
    }
  }

  private void cutOff(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(Math.max(values[i], 0), range);
    }
  }
}
