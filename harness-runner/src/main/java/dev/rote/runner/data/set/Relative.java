package dev.rote.runner.data.set;

/** What a file in a data directory is to a set that was not found there. */
sealed interface Relative {
  /**
   * It could be one of the set's files under another name or in another place.
   *
   * @param path the official one, below a data directory, with {@code /} and without gzip's suffix
   * @param certain whether it says of which set it is
   */
  record Nearly(String path, boolean certain) implements Relative {
    /** Returns the official name without folders. */
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the official folder, or nothing where there is none. */
    String folder() {
      return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
  }

  /**
   * It is no file of the set, but one that is easily taken for it.
   *
   * @param sentence what it is, as the rest of a sentence that begins with the file
   */
  record Other(String sentence) implements Relative {}
}
