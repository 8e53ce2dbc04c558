package dev.rote.runner.data.set;

import java.util.Arrays;

/** Reads the images of a source into arrays. */
final class Sources {
  private Sources() {}

  record Stored(byte[] labels, byte[] pixels) {
    /** Returns one image. */
    byte[] image(int index) {
      int size = pixels.length / labels.length;
      return Arrays.copyOfRange(pixels, index * size, (index + 1) * size);
    }
  }

  static Stored read(ImageSource source, Split split, int count) {
    int size = source.set().shape().size();
    Stored stored = new Stored(new byte[count], new byte[count * size]);
    source.read(
        split,
        count,
        block -> {
          System.arraycopy(block.labels(), 0, stored.labels, block.first(), block.count());
          System.arraycopy(
              block.pixels(), 0, stored.pixels, block.first() * size, block.count() * size);
        });
    return stored;
  }
}
