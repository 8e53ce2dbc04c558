package dev.rote.runner.data.set;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The official data sets, for tests that are skipped where they are absent. */
public final class RealData {
  private RealData() {}

  /** Returns where a set is, or skips the test. */
  public static DataLocations locations(DataSet set) {
    Optional<DataLocations> found =
        candidates()
            .filter(directory -> set.find(directory).isPresent())
            .map(directory -> new DataLocations(List.of(directory)))
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), () -> set.id() + " is not on this machine; ROTE_DATA can name it");
    return found.get();
  }

  private static Stream<Path> candidates() {
    Stream<Path> named =
        Stream.of(
                Optional.ofNullable(System.getProperty(DataLocations.VARIABLE)),
                Optional.ofNullable(System.getenv(DataLocations.VARIABLE)))
            .flatMap(Optional::stream)
            .map(Path::of);
    Stream<Path> beside =
        Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
            .map(directory -> directory.resolve("shared").resolve("data"));
    return Stream.concat(named, beside).filter(Files::isDirectory);
  }
}
