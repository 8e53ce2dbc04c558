package dev.rote.backend.djl;

import com.sun.jna.NativeLibrary;
import dev.rote.api.NvidiaDriver;
import dev.rote.api.Platform;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a probe asks about a machine.
 *
 * @param environment the process's variables
 * @param nvidia its GPUs
 * @param platform what its natives are made for
 * @param glibc gives the version of the GNU C library, such as {@code 2.36}, or empty if the C
 *     library is another one
 */
record Machine(
    Map<String, String> environment,
    NvidiaDriver nvidia,
    Platform platform,
    Supplier<Optional<String>> glibc) {
  /** Returns the machine this process runs on. */
  static Machine current() {
    return new Machine(
        System.getenv(), NvidiaDriver.ofThisMachine(), Platform.current(), Machine::loadedGlibc);
  }

  /** Returns the platform in the words of DJL's jars, such as {@code osx-aarch64}. */
  String classifier() {
    return platform.toString().replace("macos", "osx").replace("windows", "win");
  }

  /** Returns a variable of the environment that is set to something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static Optional<String> loadedGlibc() {
    try {
      return Optional.of(
          NativeLibrary.getInstance("c")
              .getFunction("gnu_get_libc_version")
              .invokeString(new Object[0], false));
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }
}
