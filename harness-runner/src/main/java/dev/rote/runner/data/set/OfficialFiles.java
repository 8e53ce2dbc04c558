package dev.rote.runner.data.set;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a set as its authors published them.
 *
 * @param layout what a data directory has that has the set, for a sentence with "neither": {@code
 *     a.bin nor a.tar.gz}
 * @param server the address below which the downloads are; ends with {@code /}
 * @param downloads what is downloaded, each by its name below the server's address
 * @param unpacked what the downloads hold once they are unpacked
 */
public record OfficialFiles(
    String layout, URI server, List<OfficialFile> downloads, List<OfficialFile> unpacked) {
  public OfficialFiles {
    requireNonNull(layout, "layout is null");
    if (!server.toString().endsWith("/")) {
      throw new IllegalArgumentException("the address " + server + " does not end with /");
    }
    downloads = List.copyOf(downloads);
    unpacked = List.copyOf(unpacked);
  }

  /**
   * Returns the official form of a file that the set was found in.
   *
   * @param name as in {@link SetFile}
   * @throws IllegalArgumentException if none has its name
   */
  public OfficialFile named(String name) {
    return all()
        .filter(official -> official.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no official file " + name));
  }

  /** Returns whether one of them has that hash. */
  public boolean has(Checksum checksum) {
    return all().anyMatch(file -> file.checksum().equals(Optional.of(checksum)));
  }

  /** Returns the downloads and what they hold. */
  Stream<OfficialFile> all() {
    return Stream.concat(downloads.stream(), unpacked.stream());
  }
}
