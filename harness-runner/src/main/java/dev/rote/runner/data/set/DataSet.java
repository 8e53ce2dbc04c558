package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data set that Rote knows: what its images are, where they come from and what a suite uses that
 * does not say. Each set is a subclass with a line in {@link DataSets}, and nothing outside of it
 * tells one set from another. There is one object for each; in files a set is its {@link #id}.
 */
public abstract class DataSet {
  private final String id;
  private final String description;
  private final Shape shape;
  private final int classes;
  private final int trainImages;
  private final int testImages;

  /**
   * Describes a set.
   *
   * @param id the name that suites use
   * @param description what it shows, in a few words
   * @param shape of one image, {@code [c, h, w]}
   * @param classes number of classes
   * @param trainImages how many training images there are at most
   * @param testImages how many test images there are at most
   */
  DataSet(
      String id, String description, Shape shape, int classes, int trainImages, int testImages) {
    this.id = id;
    this.description = description;
    this.shape = shape;
    this.classes = classes;
    this.trainImages = trainImages;
    this.testImages = testImages;
  }

  /** Returns every set, in the order in which they are listed. */
  public static List<DataSet> all() {
    return DataSets.ALL;
  }

  /** Returns the set with that {@linkplain #id() id}, or empty if there is none. */
  public static Optional<DataSet> byId(String id) {
    return all().stream().filter(set -> set.id.equals(id)).findFirst();
  }

  /** Returns the name that suites use. */
  public final String id() {
    return id;
  }

  /** Returns what it shows, in a few words. */
  public final String description() {
    return description;
  }

  /** Returns the shape of one image before preprocessing, {@code [c, h, w]}. */
  public final Shape shape() {
    return shape;
  }

  /** Returns the number of classes. */
  public final int classes() {
    return classes;
  }

  /** Returns how many training images there are at most. */
  public final int trainImages() {
    return trainImages;
  }

  /** Returns how many test images there are at most. */
  public final int testImages() {
    return testImages;
  }

  /** Returns how many training images a suite uses that does not say: all. */
  public int defaultTrain() {
    return trainImages;
  }

  /** Returns how many test images a suite uses that does not say: all. */
  public int defaultTest() {
    return testImages;
  }

  /** Returns the height and width to which a suite crops that does not say; empty for no crop. */
  public OptionalInt defaultCrop() {
    return OptionalInt.empty();
  }

  /** Returns whether the images are computed, so that there are no files. */
  public final boolean generated() {
    return officialFiles().isEmpty();
  }

  /** Returns the files as the set's authors published them, or empty if it is generated. */
  public abstract Optional<OfficialFiles> officialFiles();

  /** Returns whether one of the official files has that hash. */
  public final boolean hasOfficial(Checksum checksum) {
    return officialFiles().filter(official -> official.has(checksum)).isPresent();
  }

  /**
   * Returns the set as it is in one data directory, or empty if it is not there. A generated set is
   * in every directory.
   *
   * @throws DataException if it is there, but not enough of it to be read
   */
  public abstract Optional<ImageSource> find(Path directory);

  /**
   * Returns what a file is to the set, where it is no file that {@link #find} takes.
   *
   * @param file where it is
   * @param name its own, without what a browser adds to names
   * @param around the file with the names of the folders that may say of which set it is
   */
  abstract Optional<Relative> relative(Path file, String name, Path around);

  /**
   * The set as it was found.
   *
   * @param directory the data directory that has it
   * @param source its images
   */
  public record Found(Path directory, ImageSource source) {}

  /**
   * Returns the set as it is in the first directory that has it.
   *
   * @throws DataException if none has it; names the directories, and what is there instead
   */
  public final ImageSource open(DataLocations locations) {
    return search(locations).orElseThrow(() -> notFound(locations)).source();
  }

  /**
   * Looks for the set. The first directory that has anything of it decides: what somebody has named
   * is used or refused, and never replaced in silence by what lies elsewhere.
   *
   * @throws DataException if what is there is not enough to be read
   */
  public final Optional<Found> search(DataLocations locations) {
    return locations.directories().stream()
        .flatMap(directory -> find(directory).map(source -> new Found(directory, source)).stream())
        .findFirst();
  }

  /**
   * Returns what is there instead of a set that was not found, and what to do with it: a sentence
   * without its full stop, or empty if there is nothing like it.
   */
  public final Optional<String> nearMiss(DataLocations locations) {
    return NearMisses.of(this, locations);
  }

  private DataException notFound(DataLocations locations) {
    return DataException.of(
        "the data set %s was not found: neither %s is in %s%s; get it with `rote data fetch %s`, or"
            + " name the directory that has it with --data-dir or %s",
        id,
        officialFiles().orElseThrow().layout(),
        locations,
        nearMiss(locations).map(miss -> "; " + miss).orElse(""),
        id,
        DataLocations.VARIABLE);
  }

  /** Returns the {@link #id}. */
  @Override
  public final String toString() {
    return id;
  }
}
