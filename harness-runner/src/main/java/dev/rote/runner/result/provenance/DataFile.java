package dev.rote.runner.result.provenance;

import static java.util.Objects.requireNonNull;

/**
 * A file that examples came from.
 *
 * @param name without its folder
 * @param bytes its size
 * @param sha256 of its content, in hexadecimal
 */
public record DataFile(String name, long bytes, String sha256) {
  public DataFile {
    requireNonNull(name, "name is null");
    requireNonNull(sha256, "sha256 is null");
  }
}
