package dev.rote.backend.onnx;

import dev.rote.api.Platform;
import java.util.Optional;

/** What ONNX Runtime's jars on a class path say about themselves. Loads no native code. */
final class RuntimeJars {
  private final ClassLoader classPath;

  RuntimeJars(ClassLoader classPath) {
    this.classPath = classPath;
  }

  /**
   * A library of native code.
   *
   * @param path where a jar has it
   * @param present whether some jar does
   */
  record NativeLibrary(String path, boolean present) {}

  /** Returns the version of ONNX Runtime, or empty if it is missing. */
  Optional<String> version() {
    try {
      Class<?> environment = Class.forName("ai.onnxruntime.OrtEnvironment", false, classPath);
      return Optional.of(
          Optional.ofNullable(environment.getPackage().getImplementationVersion())
              .orElse("of unknown version"));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Returns where Microsoft's jars have a library for that platform. */
  NativeLibrary microsoftNative(String name, Platform platform) {
    String classifier =
        platform
            .toString()
            .replace("windows", "win")
            .replace("macos", "osx")
            .replace("x86_64", "x64");
    return library("ai/onnxruntime/native/" + classifier + "/" + platform.libraryName(name));
  }

  /** Returns where bytedeco's jars have a library for that platform. */
  NativeLibrary bytedecoNative(String name, Platform platform) {
    String classifier = platform.toString().replace("macos", "macosx");
    return library("org/bytedeco/onnxruntime/" + classifier + "/" + platform.libraryName(name));
  }

  private NativeLibrary library(String path) {
    return new NativeLibrary(path, classPath.getResource(path) != null);
  }
}
