package dev.rote.runner.data.set;

import java.io.IOException;
import java.io.InputStream;

/** Reads CIFAR-10's records from one file. */
final class Cifar10Records {
  private final DataSet set;
  private final byte[] raw = new byte[ImageSource.Block.IMAGES * Cifar10.RECORD];
  private final byte[] labels = new byte[ImageSource.Block.IMAGES];
  private final byte[] pixels = new byte[ImageSource.Block.IMAGES * Cifar10.PIXELS];

  Cifar10Records(DataSet set) {
    this.set = set;
  }

  /**
   * Reads records from the start of a file.
   *
   * @param in the file's content
   * @param file its name, for messages
   * @param first index of its first image within the split
   * @param count how many to read
   */
  void read(InputStream in, String file, int first, int count, ImageSource.BlockReader reader)
      throws IOException {
    for (int done = 0; done < count; ) {
      int images = Math.min(ImageSource.Block.IMAGES, count - done);
      int bytes = in.readNBytes(raw, 0, images * Cifar10.RECORD);
      if (bytes < images * Cifar10.RECORD) {
        throw DataException.of(
            "%s ended after %,d bytes, but %,d images need %,d: it is truncated, so fetch it again",
            file, (long) done * Cifar10.RECORD + bytes, count, (long) count * Cifar10.RECORD);
      }
      split(file, done, images);
      reader.accept(new ImageSource.Block(first + done, images, labels, pixels));
      done += images;
    }
  }

  private void split(String file, int done, int images) {
    for (int i = 0; i < images; i++) {
      labels[i] = raw[i * Cifar10.RECORD];
      Labels.check(set, labels[i], file, done + i);
      System.arraycopy(raw, i * Cifar10.RECORD + 1, pixels, i * Cifar10.PIXELS, Cifar10.PIXELS);
    }
  }
}
