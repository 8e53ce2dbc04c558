package dev.rote.runner.data.set;

import java.util.regex.Pattern;

/** Files in which data sets are passed around as well: other archives, and other formats. */
final class OtherForm {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*\\.(npz|npy|pkl|pickle|csv|arff|mat|h5|hdf5|parquet|tfrecords?|zip|tar|tgz|gz|bz2|xz|7z|zst|rar)");

  private OtherForm() {}

  /** Returns whether a name is that of an archive or a data file. */
  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }
}
