package dev.rote.runner.data.store;

import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A data set and what is there of it.
 *
 * @param set which one
 * @param state what is there
 */
public record SetListing(DataSet set, State state) {
  /** What is there of a set. */
  public sealed interface State {}

  /** It needs no files. */
  public record Generated() implements State {}

  /**
   * It can be used.
   *
   * @param directory the data directory that has it
   * @param files where its images are
   * @param bytes size of the files together
   * @param train how many training images
   * @param test how many test images
   */
  public record Found(Path directory, List<Path> files, long bytes, int train, int test)
      implements State {
    public Found {
      files = List.copyOf(files);
    }
  }

  /**
   * It is there, but cannot be used.
   *
   * @param problem a sentence for the user
   */
  public record Damaged(String problem) implements State {}

  /**
   * It is not there.
   *
   * @param locations where it was looked for
   * @param nearMiss what is there instead, a sentence without its full stop
   */
  public record Absent(DataLocations locations, Optional<String> nearMiss) implements State {}
}
