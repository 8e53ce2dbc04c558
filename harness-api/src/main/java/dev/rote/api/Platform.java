package dev.rote.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What native code is made for. Frameworks have words of their own for it in the names of their
 * jars; these are the ones to translate.
 *
 * @param operatingSystem {@code linux}, {@code macos}, {@code windows}, or what Java calls another
 *     one, in lower case
 * @param architecture {@code x86_64}, {@code aarch64}, or what Java calls another one
 */
public record Platform(String operatingSystem, String architecture) {
  public Platform {
    requireNonNull(operatingSystem, "operatingSystem is null");
    requireNonNull(architecture, "architecture is null");
  }

  /** Returns the one this process runs on. */
  public static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** Returns that of values of Java's properties {@code os.name} and {@code os.arch}. */
  public static Platform of(String osName, String osArch) {
    String name = osName.toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "macos" : name.startsWith("win") ? "windows" : name;
    return new Platform(system, osArch.replace("amd64", "x86_64"));
  }

  /** Returns whether this is Linux. */
  public boolean linux() {
    return operatingSystem.equals("linux");
  }

  /**
   * Returns the file name of a library, as {@link System#mapLibraryName} does for the platform of
   * this process.
   */
  public String libraryName(String name) {
    return switch (operatingSystem) {
      case "windows" -> name + ".dll";
      case "macos" -> "lib" + name + ".dylib";
      default -> "lib" + name + ".so";
    };
  }

  /** Returns both in one word, such as {@code linux-x86_64}. */
  @Override
  public String toString() {
    return operatingSystem + "-" + architecture;
  }
}
