package dev.rote.runner.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildsTest {
  private static final Device CPU = Device.first(DeviceKind.CPU);

  @TempDir private Path folder;

  @Test
  void aBuildIsFoundByTheHashOfItsJarsAfterItHasChanged() throws IOException {
    Plugin old = plugin("a.jar");
    String hash = old.jarsHash(DeviceKind.CPU);
    Builds builds = builds(Long.MAX_VALUE);

    assertThat(builds.keep(List.of(old), List.of())).isEmpty();
    Files.delete(old.location());

    Plugin found = builds.find("reference", CPU, hash).orElseThrow();
    assertThat(found.id()).isEqualTo("reference@kept");
    assertThat(found.jarsHash(DeviceKind.CPU)).isEqualTo(hash);
    assertThat(builds.find("reference", CPU, "0".repeat(64))).isEmpty();
    assertThat(builds.find("other", CPU, hash)).isEmpty();
  }

  @Test
  void aBackendThatIsALinkIsKeptWithWhatItLinksTo() throws IOException {
    Path jar = PluginJars.reference(folder.resolve("elsewhere/reference/lib/a.jar"));
    Path link =
        Files.createSymbolicLink(
            Files.createDirectories(folder.resolve("plugins")).resolve("reference"),
            jar.getParent().getParent());
    Plugin linked = PluginDiscovery.discover(List.of(link)).plugins().getFirst();
    String hash = linked.jarsHash(DeviceKind.CPU);
    Builds builds = builds(Long.MAX_VALUE);

    assertThat(builds.keep(List.of(linked), List.of())).isEmpty();
    Files.delete(link);

    assertThat(builds.find("reference", CPU, hash)).isPresent();
  }

  @Test
  void aBuildIsKeptOnce() throws IOException {
    Builds builds = builds(Long.MAX_VALUE);

    builds.keep(List.of(plugin("a.jar")), List.of());
    builds.keep(List.of(plugin("a.jar")), List.of());

    assertThat(kept()).hasSize(1);
  }

  @Test
  void beyondTheLimitTheOldestGoButNoneThatIsComparedWith() throws IOException {
    Plugin first = plugin("first.jar");
    Plugin second = plugin("second.jar");
    Plugin third = plugin("third.jar");
    Builds builds = builds(Long.MAX_VALUE);
    builds.keep(List.of(first), List.of());
    builds.keep(List.of(second), List.of());
    for (Path build : kept()) {
      Files.setLastModifiedTime(build, FileTime.from(Instant.EPOCH));
    }
    Plugin needed = builds.find("reference", CPU, first.jarsHash(DeviceKind.CPU)).orElseThrow();

    assertThat(builds(1).keep(List.of(third), List.of(needed))).isEmpty();

    assertThat(builds.find("reference", CPU, first.jarsHash(DeviceKind.CPU))).isPresent();
    assertThat(builds.find("reference", CPU, second.jarsHash(DeviceKind.CPU))).isEmpty();
    assertThat(builds.find("reference", CPU, third.jarsHash(DeviceKind.CPU))).isPresent();
  }

  @Test
  void whatCannotBeKeptIsSaidAndEndsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("builds"), "no folder");

    assertThat(new Builds(file, 1).keep(List.of(plugin("a.jar")), List.of()))
        .singleElement()
        .asString()
        .startsWith("the build of reference cannot be kept in " + file)
        .endsWith("the next night has nothing to compare it with");
  }

  private Builds builds(long limit) {
    return new Builds(folder.resolve("kept"), limit);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      return files.toList();
    }
  }

  /** The same classes in a jar of another name are another build. */
  private Plugin plugin(String jar) {
    Path file = PluginJars.reference(folder.resolve("plugins").resolve(jar));
    return PluginDiscovery.discover(List.of(file)).plugins().getFirst();
  }
}
