package dev.rote.runner.specification.independent;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Section "Data sets": one image as it is stored.
 *
 * @param label its class
 * @param bytes {@code [c, h, w]}, 0 to 255
 */
record StoredImage(int label, int[] bytes) {
  static final int CLASSES = 10;

  /** Returns {@code {c, h, w}}. */
  static int[] shape(String set) {
    return switch (set) {
      case "shapes" -> new int[] {3, 28, 28};
      case "points" -> new int[] {20, 1, 1};
      case "cifar10" -> new int[] {3, 32, 32};
      default -> new int[] {1, 28, 28};
    };
  }

  /**
   * Returns the first images of a split.
   *
   * @param split 0 for training, 1 for test
   */
  static StoredImage[] read(String set, Path folder, int split, int count) {
    try {
      return switch (set) {
        case "shapes" -> shapes(split, count);
        case "points" -> points(split, count);
        case "cifar10" -> cifar10(folder.resolve("cifar-10-batches-bin"), split, count);
        default -> idx(folder.resolve(set), split == 0 ? "train" : "t10k", count);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredImage[] cifar10(Path folder, int split, int count) throws IOException {
    StoredImage[] images = new StoredImage[count];
    int done = 0;
    for (int file = 1; done < count; file++) {
      String name = split == 0 ? "data_batch_" + file + ".bin" : "test_batch.bin";
      try (InputStream in = Files.newInputStream(folder.resolve(name))) {
        for (byte[] record = in.readNBytes(3073);
            record.length == 3073 && done < count;
            record = in.readNBytes(3073)) {
          images[done++] = new StoredImage(record[0], unsigned(record, 1));
        }
      }
    }
    return images;
  }

  private static StoredImage[] idx(Path folder, String prefix, int count) throws IOException {
    StoredImage[] images = new StoredImage[count];
    try (DataInputStream pixels = open(folder, prefix + "-images-idx3-ubyte");
        DataInputStream labels = open(folder, prefix + "-labels-idx1-ubyte")) {
      pixels.skipNBytes(16);
      labels.skipNBytes(8);
      for (int i = 0; i < count; i++) {
        images[i] = new StoredImage(labels.read(), unsigned(pixels.readNBytes(28 * 28), 0));
      }
    }
    return images;
  }

  private static DataInputStream open(Path folder, String name) throws IOException {
    Path compressed = folder.resolve(name + ".gz");
    return new DataInputStream(
        Files.exists(compressed)
            ? new GZIPInputStream(Files.newInputStream(compressed))
            : Files.newInputStream(folder.resolve(name)));
  }

  private static int[] unsigned(byte[] bytes, int from) {
    int[] values = new int[bytes.length - from];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[from + i] & 0xFF;
    }
    return values;
  }

  private static StoredImage[] points(int split, int count) {
    StoredImage[] images = new StoredImage[count];
    for (int image = 0; image < count; image++) {
      Stream stream = new Stream(0, "points", split, image);
      int label = stream.nextInt(10);
      int[] bytes = new int[20];
      for (int word = 0; word < 3; word++) {
        long bits = stream.nextLong();
        for (int i = 8 * word; i < Math.min(8 * word + 8, 20); i++) {
          bytes[i] = (int) (bits >>> 8 * (i - 8 * word)) & 0xFF;
        }
      }
      images[image] = new StoredImage(label, bytes);
    }
    return images;
  }

  private static StoredImage[] shapes(int split, int count) {
    StoredImage[] images = new StoredImage[count];
    for (int i = 0; i < count; i++) {
      images[i] = shape(split, i);
    }
    return images;
  }

  static StoredImage shape(int split, int image) {
    Stream stream = new Stream(0, "shapes", split, image);
    int label = stream.nextInt(10);
    int centreX = 22 + stream.nextInt(13);
    int centreY = 22 + stream.nextInt(13);
    int radius = 10 + stream.nextInt(9);
    int[] ground = new int[3];
    int[] contrast = new int[3];
    for (int c = 0; c < 3; c++) {
      ground[c] = stream.nextInt(120);
      contrast[c] = 20 + stream.nextInt(100);
    }
    int[] bytes = new int[3 * 28 * 28];
    long noise = 0;
    for (int i = 0; i < bytes.length; i++) {
      noise = i % 8 == 0 ? stream.nextLong() : noise >>> 8;
      int c = i / (28 * 28);
      int x = 2 * (i % 28) + 1 - centreX;
      int y = 2 * (i / 28 % 28) + 1 - centreY;
      int b = (byte) noise;
      int level =
          ground[c]
              + (contains(label, x, y, radius) ? contrast[c] : 0)
              + Math.floorDiv(b * 25, 128);
      bytes[i] = Math.min(Math.max(level, 0), 255);
    }
    return new StoredImage(label, bytes);
  }

  private static boolean contains(int figure, int x, int y, int r) {
    int s = x * x + y * y;
    int ax = Math.abs(x);
    int ay = Math.abs(y);
    int m = Math.max(ax, ay);
    return switch (figure) {
      case 0 -> s <= r * r;
      case 1 -> s <= r * r && 3 * s >= r * r;
      case 2 -> m <= r;
      case 3 -> m <= r && 2 * m > r;
      case 4 -> ax + ay <= r;
      case 5 -> y <= r && 2 * ax <= y + r;
      case 6 -> m <= r && 3 * Math.min(ax, ay) <= r;
      case 7 -> m <= r && 3 * Math.abs(ax - ay) <= r;
      case 8 -> m <= r && 3 * ay >= r;
      default -> m <= r && 3 * ax >= r;
    };
  }
}
