package dev.rote.runner.data.store;

import dev.rote.runner.data.set.Checksum;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.set.SetFile;
import dev.rote.runner.result.provenance.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which files examples come from, by their contents. */
public final class DataFiles {
  private DataFiles() {}

  /**
   * Returns the files of a set in the first directory that has it, each with its hash and by the
   * name that its authors gave it; none for a set that is generated. Reads all of them.
   *
   * @throws DataException if the set is not there or cannot be read, or has a file of another set
   */
  public static List<DataFile> of(DataSet set, DataLocations locations) {
    return set.open(locations).present().stream().map(file -> read(set, file)).toList();
  }

  private static DataFile read(DataSet set, SetFile file) {
    Path path = file.path();
    try {
      DataFile read =
          new DataFile(file.name(), Files.size(path), Checksum.sha256("").of(path).hex());
      refuseOtherSet(set, path, read.sha256());
      return read;
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }

  /** MNIST and its likes have files of the same names, sizes and magic numbers. */
  private static void refuseOtherSet(DataSet set, Path path, String sha256) {
    DataSet.all().stream()
        .filter(other -> other != set && other.hasOfficial(Checksum.sha256(sha256)))
        .findFirst()
        .ifPresent(other -> {
          throw DataException.of(
              "%s is a file of %s and not of %s: get the right one with `rote data fetch %s`",
              path, other.id(), set.id(), set.id());
        });
  }
}
