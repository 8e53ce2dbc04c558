package dev.rote.runner.specification.independent;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
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
  private final Set<String> augmentation = new HashSet<>();
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
    experiment
        .at("/regularizers/augmentation")
        .forEach(each -> augmentation.add(each.stringValue()));
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

  private record Part(int top, int left, boolean flip) {}

  private Part centre() {
    return new Part((height - rows) / 2, (width - columns) / 2, false);
  }

  private Part augmented(int epoch, int image) {
    int[] part = augmentation(seed, epoch, image, height, rows, augmentation);
    return new Part(part[0], part[1], part[2] == 1);
  }

  /** Returns top, left and 1 for a flip, for square images. */
  static int[] augmentation(
      long seed, int epoch, int image, int stored, int crop, Set<String> augmentation) {
    Stream stream = new Stream(seed, "augmentation", epoch, image);
    int row = stream.nextInt(stored - crop + 1);
    int column = stream.nextInt(stored - crop + 1);
    int flip = stream.nextInt(2);
    boolean moved = augmentation.contains("random-crop");
    int centre = (stored - crop) / 2;
    return new int[] {
      moved ? row : centre, moved ? column : centre, augmentation.contains("random-flip") ? flip : 0
    };
  }

  private float[] image(int split, int image, Part part) {
    double[] values =
        corruption.equals("gaussian")
            ? noise(split, image)
            : permuted(split, image, cut(stored[split][image].bytes(), part));
    if (whitened) {
      whiten(values);
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  /** Steps 1 to 3. */
  private double[] cut(int[] bytes, Part part) {
    double[] values = new double[channels * rows * columns];
    for (int i = 0; i < values.length; i++) {
      int column = i % columns;
      int row = i / columns % rows;
      int channel = i / columns / rows;
      int from = part.left + (part.flip ? columns - 1 - column : column);
      int value = bytes[(channel * height + part.top + row) * width + from];
      values[i] = scaled ? value / 255.0 : value;
    }
    return values;
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
