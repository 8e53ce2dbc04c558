package dev.rote.runner.result.evidence;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A library of kernels that a file is or contains, linked into it.
 *
 * @param name such as {@code oneDNN}, {@code MKL}, {@code OpenBLAS} or {@code cuDNN}
 * @param version as far as its file, its name or its log tells it
 */
public record MathLibrary(String name, Optional<String> version) {
  /** The name of oneDNN, also for versions that called themselves MKL-DNN or DNNL. */
  public static final String ONEDNN = "oneDNN";

  /** The name of Intel's Math Kernel Library. */
  public static final String MKL = "MKL";

  public MathLibrary {
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
  }

  @Override
  public String toString() {
    return version.map(text -> name + " " + text).orElse(name);
  }
}
