package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.plugin.Problem;
import dev.rote.testkit.fixture.CaughtTable;
import dev.rote.testkit.fixture.Mutant;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A jar that gives no backend gets its sentence, and hides none of those beside it. */
class BrokenPluginsTest {
  private static final String CONSTRUCTOR = "public ReferenceBackend() {}";

  private static final CaughtTable CAUGHT = new CaughtTable("discovery");

  @TempDir private Path directory;

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(
            "throws-in-its-constructor",
            Mutant.named("throws-in-its-constructor")
                .backend(
                    CONSTRUCTOR,
                    "public ReferenceBackend() { throw new IllegalStateException(\"no licence\"); }"),
            "its constructor or one of its plain getters throws"
                + " java.lang.IllegalStateException: no licence"),
        Arguments.of(
            "needs-a-native-library-at-once",
            Mutant.named("needs-a-native-library-at-once")
                .backend(
                    CONSTRUCTOR,
                    "public ReferenceBackend() { System.loadLibrary(\"rote-no-such-library\"); }"),
            "no rote-no-such-library in java.library.path"),
        Arguments.of(
            "has-a-bad-id",
            new Mutant("has-a-bad-id", List.of())
                .backend("return \"reference\";", "return \"My Backend!\";"),
            "gives itself the id \"My Backend!\", allowed is [a-z][a-z0-9-]*"),
        Arguments.of(
            "has-another-api-version",
            Mutant.named("has-another-api-version").backend("return API_VERSION;", "return 7;"),
            "was compiled against version 7 of the API, this is version 1: get a jar built for it"),
        Arguments.of(
            "names-no-device",
            Mutant.named("names-no-device").backend("Set.of(DeviceKind.CPU)", "Set.of()"),
            "names no device, allowed are one or more of [cpu, onednn, cuda]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void isNamedWithItsJarAndHidesNothing(String name, Mutant mutant, String sentence) {
    Path jar = mutant.jar(directory);
    Mutant.named("sound").jar(directory);

    Discovery discovery = PluginDiscovery.discover(List.of(directory));

    assertThat(discovery.plugins()).extracting(Plugin::id).containsExactly("sound");
    assertThat(discovery.problems()).hasSize(1);
    assertThat(discovery.problems().getFirst().location()).isEqualTo(jar);
    assertThat(discovery.problems().getFirst().reason()).contains(sentence);
    CAUGHT.add(name, "discovery", discovery.problems().getFirst().reason());
  }

  @Test
  void aJarWithoutAProviderFileIsTold() {
    Path jar = Mutant.named("has-no-provider-file").jar(directory, List.of());

    Discovery discovery = PluginDiscovery.discover(List.of(directory));

    assertThat(discovery.problems())
        .containsExactly(
            new Problem(
                jar,
                "has no META-INF/services/dev.rote.api.Backend: a backend's jar names its provider"
                    + " class there"));
    CAUGHT.add("has-no-provider-file", "discovery", discovery.problems().getFirst().reason());
  }

  @Test
  void aProviderThatIsNotInTheJarIsTold() {
    Mutant.named("names-a-class-it-lacks").jar(directory, List.of("com.example.Absent"));

    Discovery discovery = PluginDiscovery.discover(List.of(directory));

    assertThat(discovery.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("com.example.Absent"));
  }

  @Test
  void theSecondOfTwoBackendsWithOneIdIsTold() {
    Path first = Mutant.named("twin").jar(directory.resolve("a"));
    Path second = Mutant.named("twin").jar(directory.resolve("b"));

    Discovery discovery =
        PluginDiscovery.discover(List.of(directory.resolve("a"), directory.resolve("b")));

    assertThat(discovery.plugins()).extracting(Plugin::location).containsExactly(first);
    assertThat(discovery.problems())
        .containsExactly(
            new Problem(
                second,
                "its backend id twin is already taken by %s, which comes first on the search path: remove one of the two, or give the place of one a name, as in --backend-path old=DIR"
                    .formatted(first)));
    CAUGHT.add("twin", "discovery", discovery.problems().getFirst().reason());
  }
}
