package dev.rote.backend.djl;

import com.sun.jna.NativeLibrary;
import dev.rote.api.NvidiaDriver;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a probe asks about a machine.
 *
 * @param environment the process's variables
 * @param nvidia its GPUs
 * @param platform in DJL's words, such as {@code linux-x86_64}
 * @param glibc gives the version of the GNU C library, such as {@code 2.36}, or empty if the C
 *     library is another one
 */
record Machine(
    Map<String, String> environment,
    NvidiaDriver nvidia,
    String platform,
    Supplier<Optional<String>> glibc) {
  /** Returns the machine this process runs on. */
  static Machine current() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String family = os.startsWith("mac") ? "osx" : os.startsWith("win") ? "win" : os;
    String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
    return new Machine(
        System.getenv(),
        NvidiaDriver.ofThisMachine(),
        family + "-" + architecture,
        Machine::loadedGlibc);
  }

  boolean linux() {
    return platform.startsWith("linux-");
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
