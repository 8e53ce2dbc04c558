package dev.rote.examples.dl4j;

import dev.rote.api.Availability;
import dev.rote.api.DeviceKind;
import dev.rote.api.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** Whether the natives of a device are on the class path, found out without loading them. */
final class Natives {
  private static final String LIBRARIES = "/org/nd4j/linalg/cpu/nativecpu/bindings/";
  private static final String VERSION = "/META-INF/maven/org.nd4j/nd4j-native-api/pom.properties";
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Pattern AVX2 = Pattern.compile("\\bavx2\\b");

  private Natives() {}

  /** Says whether ND4J can run on that kind of device. */
  static Availability probe(DeviceKind kind) {
    return switch (kind) {
      case CPU -> find("");
      case ONEDNN -> avx2() ? find("-onednn-avx2") : noAvx2();
      case CUDA ->
          new Availability.Unavailable("this backend has no code for GPUs, only for processors");
    };
  }

  private static Availability find(String extension) {
    Platform platform = Platform.current();
    String classifier = platform.toString().replace("macos", "macosx") + extension;
    String library = LIBRARIES + classifier + "/" + platform.libraryName("nd4jcpu");
    if (Natives.class.getResource(library) == null) {
      return new Availability.Unavailable(
          "there is no jar nd4j-native with the classifier %s: put it into lib-%s"
              .formatted(classifier, extension.isEmpty() ? "cpu" : "onednn"));
    }
    return new Availability.Available("ND4J " + version(), "");
  }

  private static Availability noAvx2() {
    return new Availability.Unavailable(
        "these natives need a processor with AVX2, which %s does not list".formatted(PROCESSORS));
  }

  /** Where the system does not tell, natives are trusted to be for this machine. */
  private static boolean avx2() {
    if (!Files.isReadable(PROCESSORS)) {
      return true;
    }
    try {
      List<String> lines = Files.readAllLines(PROCESSORS);
      return lines.stream().anyMatch(line -> line.startsWith("flags") && AVX2.matcher(line).find());
    } catch (IOException e) {
      return true;
    }
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream stream = Natives.class.getResourceAsStream(VERSION)) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      return "of an unknown version";
    }
    return properties.getProperty("version", "of an unknown version");
  }
}
