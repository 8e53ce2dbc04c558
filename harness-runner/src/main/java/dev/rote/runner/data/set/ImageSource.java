package dev.rote.runner.data.set;

import java.util.List;

/** A data set that was found: its images as they are stored, before any preprocessing. */
public interface ImageSource {
  /**
   * Returns how many images of that split there are, 1 or more.
   *
   * @throws DataException if there is none, or a file is damaged
   */
  int available(Split split);

  /** Returns the files that there are, of both splits. */
  List<SetFile> present();

  /** Returns the files that could be there beside them, with more images. */
  default List<SetFile> missing() {
    return List.of();
  }

  /** Returns which files hold that split, for a sentence: "the files a.bin and b.bin". */
  String files(Split split);

  /** Returns which set this is. */
  DataSet set();

  /**
   * Reads the first {@code count} images, block by block. The blocks cover images 0 to {@code count
   * - 1} once each, in any order; a block is only valid during the call.
   *
   * @throws DataException if a file is damaged, or if there are fewer; says how many there are
   */
  void read(Split split, int count, BlockReader reader);

  /** Returns what to throw where more images are asked for than there are. */
  default DataException tooFew(Split split, int wanted, int available) {
    return DataException.of(
        "%,d %s images of %s were asked for, but there are %,d, in %s",
        wanted, split.adjective(), set().id(), available, files(split));
  }

  /** Receives one block after the other. */
  @FunctionalInterface
  interface BlockReader {
    void accept(Block block);
  }

  /**
   * Some images in a row.
   *
   * @param first index of the first one within its split
   * @param count how many
   * @param labels {@code [count]}, may be longer
   * @param pixels {@code [count, c, h, w]}, unsigned, may be longer
   */
  record Block(int first, int count, byte[] labels, byte[] pixels) {
    /** How many images a source hands over at a time: some megabytes, enough work for all cores. */
    public static final int IMAGES = 1024;
  }
}
