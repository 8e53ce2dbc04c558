package dev.rote.runner.data.store;

import dev.rote.runner.data.set.Checksum;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.result.provenance.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which files examples come from, by their contents. */
public final class DataFiles {
  private DataFiles() {}

  /**
   * Returns the files of a set in the first directory that has it, each with its hash; none for a
   * set that is generated. Reads all of them.
   *
   * @throws DataException if the set is not there or cannot be read
   */
  public static List<DataFile> of(DataSet set, DataLocations locations) {
    return set.open(locations).paths().stream().map(DataFiles::file).toList();
  }

  private static DataFile file(Path path) {
    try {
      return new DataFile(
          path.getFileName().toString(), Files.size(path), Checksum.sha256("").of(path).hex());
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }
}
