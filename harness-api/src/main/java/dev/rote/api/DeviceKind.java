package dev.rote.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What executes a cell. A kind is a claim which the harness attests, not a hint. */
public enum DeviceKind {
  /** The processor, without oneDNN's kernels as far as the framework lets one switch them off. */
  CPU("cpu"),
  /** The processor, with oneDNN's kernels. */
  ONEDNN("onednn"),
  /** An NVIDIA GPU. */
  CUDA("cuda");

  private final String id;

  DeviceKind(String id) {
    this.id = id;
  }

  /** Returns the name that users, suites and results use, such as {@code onednn}. */
  public String id() {
    return id;
  }

  /** Returns the kind with that {@linkplain #id() id}, or empty if there is none. */
  public static Optional<DeviceKind> byId(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /** Returns the names of all kinds, as a sentence lists them. */
  public static String ids() {
    return Arrays.stream(values()).map(DeviceKind::id).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return id;
  }
}
