package dev.rote.runner.result.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A native library that a process has mapped.
 *
 * @param file its name, links resolved, such as {@code libtorch_cpu.so}
 * @param bytes its size; 0 if it could not be read
 * @param contains the libraries of kernels that it is or contains
 * @param read whether its content could be looked at: if not, what it contains is unknown
 */
public record LoadedLibrary(String file, long bytes, List<MathLibrary> contains, boolean read) {
  public LoadedLibrary {
    requireNonNull(file, "file is null");
    contains = List.copyOf(contains);
  }

  /** Returns whether it is or contains a library of kernels of this name. */
  public boolean contains(String name) {
    return contains.stream().anyMatch(library -> library.name().equals(name));
  }

  /** Returns whether this and another are the same file, as far as name and size tell. */
  public boolean sameFile(LoadedLibrary other) {
    return read && other.read && file.equals(other.file) && bytes == other.bytes;
  }
}
