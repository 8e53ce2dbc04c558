package dev.rote.runner.data.store;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.set.ImageSource;
import dev.rote.runner.data.set.OfficialFile;
import dev.rote.runner.data.set.OfficialFiles;
import dev.rote.runner.data.set.SetFile;
import dev.rote.runner.data.set.Split;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The data sets on this machine: which there are, whether they are sound, and how to get them. */
public final class DataStore {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private final DataLocations locations;
  private final Function<OfficialFiles, URI> servers;

  /** Creates a store that fetches from where the authors publish. */
  public DataStore(DataLocations locations) {
    this(locations, OfficialFiles::server);
  }

  /**
   * Creates a store that fetches from elsewhere.
   *
   * @param servers the address below which a set's downloads are; ends with {@code /}
   */
  public DataStore(DataLocations locations, Function<OfficialFiles, URI> servers) {
    this.locations = requireNonNull(locations, "locations is null");
    this.servers = requireNonNull(servers, "servers is null");
  }

  /** Returns every set that Rote knows and what is there of it. */
  public List<SetListing> list() {
    return DataSet.all().stream().map(set -> new SetListing(set, state(set))).toList();
  }

  /**
   * Compares every file of a set, in the first directory that has it, with the official one. A
   * generated set has none.
   *
   * @throws DataException if the set is not there or cannot be read
   */
  public List<FileCheck> verify(DataSet set) {
    return set.officialFiles()
        .map(official -> verify(official, set.open(locations)))
        .orElse(List.of());
  }

  private static List<FileCheck> verify(OfficialFiles official, ImageSource source) {
    return Stream.concat(source.present().stream(), source.missing().stream())
        .map(file -> FileCheck.of(file.path(), official.named(file.name())))
        .toList();
  }

  /**
   * Downloads what is missing or damaged of a set into the first directory; nothing of a generated
   * one. A download that is interrupted stays beside its place as {@code .part}, and the next one
   * continues it.
   *
   * @throws DataException if a download fails or is not the official file, or the directory cannot
   *     be written
   */
  public void fetch(DataSet set, FetchProgress progress) {
    set.officialFiles().ifPresent(official -> fetch(official, progress));
  }

  private void fetch(OfficialFiles official, FetchProgress progress) {
    if (allSound(official.unpacked())) {
      official.unpacked().forEach(file -> progress.present(place(file)));
      return;
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      for (OfficialFile file : official.downloads()) {
        if (allSound(List.of(file))) {
          progress.present(place(file));
        } else {
          URI source = servers.apply(official).resolve(file.name());
          new Download(client, source, place(file), file, progress).run();
        }
      }
    }
  }

  private SetListing.State state(DataSet set) {
    if (set.generated()) {
      return new SetListing.Generated();
    }
    try {
      return set.search(locations)
          .<SetListing.State>map(DataStore::listing)
          .orElseGet(() -> new SetListing.Absent(locations, set.nearMiss(locations)));
    } catch (DataException e) {
      return new SetListing.Damaged(e.getMessage());
    }
  }

  private static SetListing.Found listing(DataSet.Found found) {
    ImageSource source = found.source();
    List<Path> files = source.present().stream().map(SetFile::path).toList();
    return new SetListing.Found(
        found.directory(),
        files,
        files.stream().mapToLong(DataStore::size).sum(),
        source.available(Split.TRAIN),
        source.available(Split.TEST));
  }

  private boolean allSound(List<OfficialFile> files) {
    return files.stream()
        .allMatch(
            file -> Files.isRegularFile(place(file)) && FileCheck.of(place(file), file).sound());
  }

  private Path place(OfficialFile file) {
    return locations.first().resolve(file.path());
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }
}
