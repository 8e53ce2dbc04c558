package dev.rote.runner.data.set;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file that a set was found in, or could be.
 *
 * @param path where it is
 * @param name what its authors call a file of that content and packing, whatever it is called here:
 *     a set stays the same set when a file of it is renamed
 */
public record SetFile(Path path, String name) {
  public SetFile {
    requireNonNull(path, "path is null");
    requireNonNull(name, "name is null");
  }
}
