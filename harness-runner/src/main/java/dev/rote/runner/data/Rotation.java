package dev.rote.runner.data;

import dev.rote.api.Shape;

/**
 * Turns images about their centre, by bilinear interpolation in float64. What comes from outside of
 * an image is 0.
 */
final class Rotation {
  private static final double RADIANS_PER_DEGREE = 0.017453292519943295;

  private final int height;
  private final int width;

  Rotation(Shape image) {
    height = image.get(1);
    width = image.get(2);
  }

  /**
   * Turns one image counter-clockwise.
   *
   * @param values {@code [c, h, w]}
   * @param copy as long, overwritten
   */
  void apply(double degrees, double[] values, double[] copy) {
    System.arraycopy(values, 0, copy, 0, values.length);
    double cos = StrictMath.cos(degrees * RADIANS_PER_DEGREE);
    double sin = StrictMath.sin(degrees * RADIANS_PER_DEGREE);
    double centreY = (height - 1) / 2.0;
    double centreX = (width - 1) / 2.0;
    for (int row = 0; row < height; row++) {
      double dy = row - centreY;
      for (int column = 0; column < width; column++) {
        double dx = column - centreX;
        double y = dx * sin + dy * cos + centreY;
        double x = dx * cos - dy * sin + centreX;
        int place = row * width + column;
        for (int channel = 0; channel < values.length; channel += height * width) {
          values[channel + place] = at(y, x, copy, channel);
        }
      }
    }
  }

  private double at(double y, double x, double[] image, int channel) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double below = y - top;
    double right = x - left;
    double upper =
        value(top, left, image, channel) * (1 - right)
            + value(top, left + 1, image, channel) * right;
    double lower =
        value(top + 1, left, image, channel) * (1 - right)
            + value(top + 1, left + 1, image, channel) * right;
    return upper * (1 - below) + lower * below;
  }

  private double value(int row, int column, double[] image, int channel) {
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? image[channel + row * width + column] : 0;
  }
}
