package dev.rote.backend.tf;

import dev.rote.api.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Optional;
import java.util.Properties;

/** What the jars on a class path hold of TensorFlow. Loads no native code. */
final class NativeJars {
  private static final String VERSIONS = "dev/rote/backend/tf/tensorflow.properties";
  private static final String CLASSES = "org/tensorflow/TensorFlow.class";
  private static final String NATIVES = "org/tensorflow/internal/c_api/";

  private final ClassLoader classPath;

  NativeJars(ClassLoader classPath) {
    this.classPath = classPath;
  }

  /** Returns a platform in the words of TensorFlow-Java's jars, such as {@code linux-arm64}. */
  static String classifier(Platform platform) {
    return platform.toString().replace("macos", "macosx").replace("aarch64", "arm64");
  }

  /** Returns {@code TensorFlow 2.18.0 (TensorFlow-Java 1.1.0)}, or empty without its classes. */
  Optional<String> framework() {
    if (classPath.getResource(CLASSES) == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(classPath.getResource(VERSIONS))
        .map(NativeJars::properties)
        .map(versions ->
            "TensorFlow %s (TensorFlow-Java %s)"
                .formatted(
                    versions.getProperty("tensorflow"), versions.getProperty("tensorflow-java")));
  }

  /** Returns whether there are natives for a platform, without those for GPUs. */
  boolean forProcessor(String platform) {
    return contains(platform);
  }

  /** Returns whether there are natives for a platform with CUDA. */
  boolean forGpu(String platform) {
    return contains(platform + "-gpu");
  }

  private boolean contains(String folder) {
    // The one library that every build has; not every jar has entries for its folders.
    return classPath.getResource(NATIVES + folder + "/" + System.mapLibraryName("jnitensorflow"))
        != null;
  }

  private static Properties properties(URL url) {
    Properties properties = new Properties();
    try (InputStream in = url.openStream()) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
