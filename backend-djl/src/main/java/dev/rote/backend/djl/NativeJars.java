package dev.rote.backend.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What DJL's jars on a class path say about themselves. Loads no native code. */
final class NativeJars {
  private static final String ENGINE = "pytorch-engine.properties";
  private static final String LIBTORCH = "native/lib/pytorch.properties";

  private final ClassLoader classPath;

  NativeJars(ClassLoader classPath) {
    this.classPath = classPath;
  }

  /**
   * A build of PyTorch, packed in a jar.
   *
   * @param version such as {@code 2.7.1}
   * @param flavor {@code cpu}, or {@code cu124} for CUDA 12.4
   * @param platform such as {@code linux-x86_64}
   */
  record LibTorch(String version, String flavor, String platform) {
    boolean cuda() {
      return flavor.startsWith("cu");
    }
  }

  /** Returns the version of DJL, or empty if its PyTorch engine is missing. */
  Optional<String> djlVersion() {
    return engine("djl_version");
  }

  /** Returns the version of PyTorch that DJL's engine was made for, or empty without an engine. */
  Optional<String> torchVersion() {
    return engine("pytorch_version");
  }

  /** Returns every build of PyTorch. */
  List<LibTorch> libTorches() {
    try {
      return Collections.list(classPath.getResources(LIBTORCH)).stream()
          .map(NativeJars::properties)
          .filter(properties -> properties.getProperty("flavor") != null)
          .map(NativeJars::libTorch)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether DJL's own native code for that build of PyTorch is there. */
  boolean hasBridge(String platform, String flavor) {
    return List.of("libdjl_torch.so", "libdjl_torch.dylib", "djl_torch.dll").stream()
        .map(file -> "jnilib/" + platform + "/" + flavor + "/" + file)
        .anyMatch(path -> classPath.getResource(path) != null);
  }

  private Optional<String> engine(String key) {
    return Optional.ofNullable(classPath.getResource(ENGINE))
        .map(url -> properties(url).getProperty(key));
  }

  private static LibTorch libTorch(Properties properties) {
    // The version ends in the day the jar was made: 2.7.1-20250812.
    String version = properties.getProperty("version", "").replaceFirst("-.*", "");
    return new LibTorch(
        version, properties.getProperty("flavor"), properties.getProperty("classifier", ""));
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
