package dev.rote.runner.specification.independent;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sections "Labels" and "Images": what an experiment makes of the stored images. */
final class Preparation {
  static final int TRAINING = 0;
  static final int TEST = 1;

  private final String set;
  private final boolean scaled;
  private final boolean whitened;
  private final String corruption;
  private final double labelCorruption;
  private final boolean symmetric;
  private final Map<String, JsonNode> augmentation;
  private final long seed;
  private final int channels;
  private final int height;
  private final int width;
  private final int rows;
  private final int columns;
  private final StoredImage[][] stored;
  private double mean;
  private double deviation;

  /**
   * @param suite with everything but the experiment
   * @param experiment one of the suite's
   * @param labelCorruption one of the experiment's
   */
  Preparation(JsonNode suite, JsonNode experiment, double labelCorruption, long seed, Path folder) {
    JsonNode data = suite.get("data");
    JsonNode preprocessing = suite.get("preprocessing");
    set = data.get("set").stringValue();
    scaled = preprocessing.get("scale").booleanValue();
    whitened = preprocessing.get("whiten").booleanValue();
    corruption = experiment.get("inputCorruption").stringValue();
    this.labelCorruption = labelCorruption;
    symmetric = experiment.path("labelNoise").asString("uniform").equals("symmetric");
    augmentation = kinds(experiment.at("/regularizers/augmentation"));
    this.seed = seed;
    int[] shape = StoredImage.shape(set);
    channels = shape[0];
    height = shape[1];
    width = shape[2];
    rows = preprocessing.get("crop").asInt(height);
    columns = preprocessing.get("crop").asInt(width);
    stored =
        new StoredImage[][] {
          StoredImage.read(set, folder, TRAINING, data.get("train").intValue()),
          StoredImage.read(set, folder, TEST, data.get("test").intValue()),
        };
    measure();
  }

  int[] shape() {
    return new int[] {channels, rows, columns};
  }

  boolean augmented() {
    return !augmentation.isEmpty();
  }

  int[] labels(int split) {
    int[] labels = new int[stored[split].length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = stored[split][i].label();
      if (split == TRAINING) {
        Stream stream = new Stream(seed, "labels", i);
        double u = stream.nextDouble();
        int c;
        if (symmetric) {
          c = stream.nextInt(StoredImage.CLASSES - 1);
          c += c >= labels[i] ? 1 : 0;
        } else {
          c = stream.nextInt(StoredImage.CLASSES);
        }
        labels[i] = u < labelCorruption ? c : labels[i];
      }
    }
    return labels;
  }

  /** Returns the images of a split as evaluation sees them. */
  float[][] images(int split) {
    float[][] images = new float[stored[split].length][];
    for (int i = 0; i < images.length; i++) {
      images[i] = image(split, i, centre());
    }
    return images;
  }

  /** Returns the training images of an epoch. */
  float[][] augmentedImages(int epoch) {
    float[][] images = new float[stored[TRAINING].length][];
    for (int i = 0; i < images.length; i++) {
      images[i] = image(TRAINING, i, augmented(epoch, i));
    }
    return images;
  }

  /** Returns what a list of augmentations says of each kind in it. */
  static Map<String, JsonNode> kinds(JsonNode list) {
    Map<String, JsonNode> kinds = new HashMap<>();
    for (JsonNode each : list) {
      if (each.isString()) {
        kinds.put(each.stringValue(), each);
      } else {
        each.properties().forEach(kind -> kinds.put(kind.getKey(), kind.getValue()));
      }
    }
    return kinds;
  }

  /**
   * What becomes of an image. What is NaN is not done.
   *
   * @param top of the stored image, negative in the padding
   * @param degrees to the left
   * @param shift as a share of the range
   */
  record Change(int top, int left, boolean flip, double degrees, double shift, double factor) {}

  private Change centre() {
    return new Change(
        (height - rows) / 2, (width - columns) / 2, false, Double.NaN, Double.NaN, Double.NaN);
  }

  private Change augmented(int epoch, int image) {
    return augmentation(seed, epoch, image, height, rows, augmentation);
  }

  /** Section "Augmentation", what is drawn, for square images. */
  static Change augmentation(
      long seed, int epoch, int image, int stored, int crop, Map<String, JsonNode> kinds) {
    Stream stream = new Stream(seed, "augmentation", epoch, image);
    JsonNode cropped = kinds.get("random-crop");
    int padding = cropped == null ? 0 : cropped.path("padding").asInt(0);
    int row = stream.nextInt(stored + 2L * padding - crop + 1);
    int column = stream.nextInt(stored + 2L * padding - crop + 1);
    int flip = stream.nextInt(2);
    double rotation = drawn(stream, kinds.get("random-rotation"));
    double brightness = drawn(stream, kinds.get("random-brightness"));
    double contrast = drawn(stream, kinds.get("random-contrast"));
    int centre = (stored - crop) / 2;
    return new Change(
        cropped == null ? centre : row - padding,
        cropped == null ? centre : column - padding,
        kinds.containsKey("random-flip") && flip == 1,
        rotation,
        brightness,
        1 + contrast);
  }

  private static double drawn(Stream stream, JsonNode most) {
    double u = stream.nextDouble();
    return most == null ? Double.NaN : (2 * u - 1) * most.doubleValue();
  }

  private float[] image(int split, int image, Change change) {
    double[] values =
        corruption.equals("gaussian")
            ? noise(split, image)
            : permuted(split, image, changed(stored[split][image].bytes(), change));
    if (whitened) {
      whiten(values);
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  /** Steps 1 to 6. */
  private double[] changed(int[] bytes, Change change) {
    double[] values = cut(bytes, change);
    if (!Double.isNaN(change.degrees)) {
      values = turned(values, change.degrees);
    }
    double range = scaled ? 1 : 255;
    if (!Double.isNaN(change.shift)) {
      for (int i = 0; i < values.length; i++) {
        values[i] += change.shift * range;
      }
    }
    if (!Double.isNaN(change.factor)) {
      stretch(values, change.factor);
    }
    if (!Double.isNaN(change.shift) || !Double.isNaN(change.factor)) {
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] <= 0 ? 0 : Math.min(values[i], range);
      }
    }
    return values;
  }

  /** Steps 1 to 3. */
  private double[] cut(int[] bytes, Change change) {
    double[] values = new double[channels * rows * columns];
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      int row = i / columns % rows;
      int channel = i / columns / rows;
      int x = change.left + (change.flip ? columns - 1 - column : column);
      int y = change.top + row;
      boolean padding = x < 0 || y < 0 || x >= width || y >= height;
      int value = padding ? 0 : bytes[(channel * height + y) * width + x];
      values[i] = scaled ? value / 255.0 : value;
    }
    return values;
  }

  private double[] turned(double[] in, double degrees) {
    double radians = degrees * 0.017453292519943295;
    double c = StrictMath.cos(radians);
    double s = StrictMath.sin(radians);
    double[] out = new double[in.length];
    for (int i = 0; i < out.length; i++) {
      double dx = i % columns - (columns - 1) / 2.0;
      double dy = i / columns % rows - (rows - 1) / 2.0;
      double y = dx * s + dy * c + (rows - 1) / 2.0;
      double x = dx * c - dy * s + (columns - 1) / 2.0;
      double y0 = Math.floor(y);
      double x0 = Math.floor(x);
      double fy = y - y0;
      double fx = x - x0;
      int channel = i / columns / rows;
      double upper = at(in, channel, y0, x0) * (1 - fx) + at(in, channel, y0, x0 + 1) * fx;
      double lower = at(in, channel, y0 + 1, x0) * (1 - fx) + at(in, channel, y0 + 1, x0 + 1) * fx;
      out[i] = upper * (1 - fy) + lower * fy;
    }
    return out;
  }

  private double at(double[] in, int channel, double y, double x) {
    return y < 0 || x < 0 || y >= rows || x >= columns
        ? 0
        : in[(channel * rows + (int) y) * columns + (int) x];
  }

  private void stretch(double[] values, double factor) {
    int places = rows * columns;
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (int i = 0; i < places; i++) {
        sum += values[channel * places + i];
      }
      double channelMean = sum / places;
      for (int i = 0; i < places; i++) {
        double x = values[channel * places + i];
        values[channel * places + i] = channelMean + (x - channelMean) * factor;
      }
    }
  }

  private double[] permuted(int split, int image, double[] in) {
    int places = rows * columns;
    int[] permutation =
        switch (corruption) {
          case "shuffled-pixels" -> new Stream(seed, "pixels").permutation(places);
          case "random-pixels" -> new Stream(seed, "pixels", split, image).permutation(places);
          default -> null;
        };
    if (permutation == null) {
      return in;
    }
    double[] out = new double[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = in[i / places * places + permutation[i % places]];
    }
    return out;
  }

  private void measure() {
    long sum = 0;
    long squares = 0;
    long n = 0;
    for (StoredImage image : stored[TRAINING]) {
      for (int channel = 0; channel < channels; channel++) {
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            int y = centre().top + row;
            int x = centre().left + column;
            int value = image.bytes()[(channel * height + y) * width + x];
            sum += value;
            squares += value * value;
            n++;
          }
        }
      }
    }
    double d = scaled ? 255 : 1;
    double m = (double) sum / (double) n;
    mean = m / d;
    deviation = Math.sqrt((double) squares / (double) n - m * m) / d;
  }

  private double[] noise(int split, int image) {
    Stream stream = new Stream(seed, "noise", split, image);
    double[] values = new double[channels * rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + deviation * stream.nextNormal();
    }
    return values;
  }

  private static void whiten(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    double mean = sum / x.length;
    double squares = 0;
    for (double value : x) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.max(Math.sqrt(squares / x.length), 1 / Math.sqrt(x.length));
    for (int i = 0; i < x.length; i++) {
      x[i] = (x[i] - mean) / deviation;
    }
  }
}
