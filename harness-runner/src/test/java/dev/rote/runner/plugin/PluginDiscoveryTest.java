package dev.rote.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.fixture.Sources;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginDiscoveryTest {
  @TempDir private Path directory;

  @Test
  void aDirectoryWithLibIsABackendWhoseDevicesMayHaveJarsOfTheirOwn() throws IOException {
    Path backend = directory.resolve("script");
    Path common = PluginJars.of(backend.resolve("lib/a.jar"), ScriptedBackend.HasDevices.class);
    Path gpu = PluginJars.write(backend.resolve("lib-cuda/b.jar"), Map.of());

    Discovery discovery = discover();

    assertThat(discovery.problems()).isEmpty();
    Plugin plugin = discovery.find("hasdevices").orElseThrow();
    assertThat(plugin.location()).isEqualTo(backend);
    assertThat(plugin.version()).isEqualTo("1.0");
    assertThat(plugin.classPath(DeviceKind.CPU)).containsExactly(common);
    assertThat(plugin.classPath(DeviceKind.CUDA)).containsExactly(common, gpu);
  }

  @Test
  void aSingleJarBesideTheDirectoriesIsABackend() {
    Path jar = PluginJars.reference(directory.resolve("reference.jar"));

    Plugin plugin = discover().find("reference").orElseThrow();

    assertThat(plugin.location()).isEqualTo(jar);
    assertThat(plugin.classPath(DeviceKind.CPU)).containsExactly(jar);
  }

  @Test
  void aBackendsOwnDirectoryOrJarMayBeNamed() {
    Path jar = PluginJars.reference(directory.resolve("one.jar"));
    PluginJars.of(directory.resolve("two/lib/a.jar"), ScriptedBackend.Throws.class);

    Discovery discovery =
        PluginDiscovery.discover(List.of(jar, directory.resolve("two"), directory));

    assertThat(discovery.plugins()).extracting(Plugin::id).containsExactly("reference", "throws");
    assertThat(discovery.problems()).isEmpty();
  }

  @Test
  void theBackendsOfAPlaceWithANameStandBehindTheOnesOfTheSameIds() throws IOException {
    Path plain = PluginJars.reference(directory.resolve("plain/reference/lib/a.jar"));
    Path old = PluginJars.reference(directory.resolve("old/reference/lib/a.jar"));
    Path single = PluginJars.of(directory.resolve("b.jar"), ScriptedBackend.HasDevices.class);
    Place ofOld = named("old", directory.resolve("old"));
    Place own = named("own", directory.resolve("old/reference"));
    Place jar = named("jar", single);
    Place same = named("same", directory.resolve("plain"));

    Discovery discovery =
        PluginDiscovery.discoverAt(
            List.of(jar, ofOld, own, ofOld, same, Place.of(directory.resolve("plain"))));

    assertThat(discovery.problems()).isEmpty();
    assertThat(discovery.plugins())
        .extracting(Plugin::id)
        .containsExactly(
            "reference", "reference@old", "reference@own", "reference@same", "hasdevices@jar");
    assertThat(discovery.find("reference").orElseThrow().classPath(DeviceKind.CPU))
        .containsExactly(plain);
    Plugin named = discovery.find("reference@old").orElseThrow();
    assertThat(named.ownId()).isEqualTo("reference");
    assertThat(named.classPath(DeviceKind.CPU)).containsExactly(old);
    assertThat(Place.of(named.id(), named.location()))
        .isEqualTo(named("old", directory.resolve("old/reference")));
  }

  @Test
  void theSecondOfTwoPlacesOfOneNameIsToldWhereTheirIdsClash() {
    Path first = PluginJars.reference(directory.resolve("1/a.jar"));
    Path second = PluginJars.reference(directory.resolve("2/a.jar"));
    Path other = PluginJars.of(directory.resolve("3/b.jar"), ScriptedBackend.HasDevices.class);

    Discovery discovery =
        PluginDiscovery.discoverAt(
            List.of(named("old", first), named("old", second), named("old", other)));

    assertThat(discovery.plugins())
        .extracting(Plugin::id)
        .containsExactly("reference@old", "hasdevices@old");
    assertThat(discovery.problems())
        .containsExactly(
            new Problem(
                second,
                "its backend id reference@old is already taken by %s, which comes first on the search path: remove one of the two, or give the place of one another name"
                    .formatted(first)));
  }

  @Test
  void whatIsWrongInAPlaceOfTwoNamesIsToldOnce() {
    Path jar = PluginJars.write(directory.resolve("a.jar"), List.of("nobody.Home"), Map.of());

    Discovery discovery =
        PluginDiscovery.discoverAt(List.of(named("old", jar), named("new", jar), Place.of(jar)));

    assertThat(discovery.problems()).hasSize(1);
  }

  @Test
  void anIdWhoseNameNoPlaceHasIsToldWhereNamesComeFrom() {
    Path jar = PluginJars.reference(directory.resolve("a.jar"));
    Discovery discovery = PluginDiscovery.discoverAt(List.of(named("old", jar)));

    assertThat(discovery.find("reference")).isEmpty();
    assertThat(discovery.absence("reference"))
        .isEqualTo(
            "there is no backend reference, only reference@old; 'rote backends' shows where they are looked for");
    assertThat(discovery.absence("reference@new"))
        .isEqualTo(
            "there is no backend reference@new, only reference@old; what is behind @ is the name that its place is given, as in --backend-path new=DIR; 'rote backends' shows where they are looked for");
    assertThat(discovery.absence("reference@2"))
        .startsWith(
            "there is no backend reference@2, only reference@old; what is behind @ is the name that its place is given, and '2' is no name: allowed are ASCII letters, digits, '.', '_' and '-', beginning with a letter; ");
  }

  private static Place named(String name, Path path) {
    return new Place(path, Optional.of(name));
  }

  @Test
  void aBackendSeesTheApiAndThePlatformAndNothingOfTheRunner() {
    Path jar = PluginJars.reference(directory.resolve("reference.jar"));

    ClassLoader loader = Plugins.open(List.of(jar), "reference").loader();

    assertThat(loader).satisfies(it -> it.loadClass("dev.rote.api.Backend"));
    assertThat(loader).satisfies(it -> it.loadClass("java.sql.Driver"));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> loader.loadClass("tools.jackson.databind.json.JsonMapper"))
        .isInstanceOf(ClassNotFoundException.class);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> loader.loadClass(PluginDiscovery.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void oneBrokenProviderNeverHidesAnother() {
    PluginJars.write(directory.resolve("a.jar"), List.of("nobody.Home"), Map.of());
    PluginJars.reference(directory.resolve("b.jar"));

    Discovery discovery = discover();

    assertThat(discovery.plugins()).extracting(Plugin::id).containsExactly("reference");
    assertThat(discovery.problems()).hasSize(1);
  }

  @Test
  void hiddenFilesAreNoBackends() throws IOException {
    Files.writeString(directory.resolve("._reference.jar"), "of macOS");
    PluginJars.reference(directory.resolve("reference/lib/a.jar"));
    Files.writeString(directory.resolve("reference/lib/._a.jar"), "of macOS");

    Discovery discovery = discover();

    assertThat(discovery.problems()).isEmpty();
    assertThat(discovery.find("reference").orElseThrow().classPath(DeviceKind.CPU)).hasSize(1);
  }

  @Test
  void aLinkToNothingHidesNoOtherAndIsNamed() throws IOException {
    Path link =
        Files.createSymbolicLink(directory.resolve("a.jar"), directory.resolve("nowhere.jar"));

    assertProblem(link, "is a link to something that is not there");
  }

  @Test
  void aJarThatCannotBeReadHidesNoOtherOfItsBackend() throws IOException {
    Path lib = PluginJars.reference(directory.resolve("reference/lib/b.jar")).getParent();
    Path page = Files.writeString(lib.resolve("a.jar"), "<html>404</html>");
    Path link = Files.createSymbolicLink(lib.resolve("c.jar"), lib.resolve("nowhere.jar"));
    Path natives = Files.createDirectories(directory.resolve("reference/lib-cpu"));
    Path empty = Files.writeString(natives.resolve("natives.jar"), "");

    Discovery discovery = discover();

    Plugin plugin = discovery.find("reference").orElseThrow();
    assertThat(plugin.classPath(DeviceKind.CPU)).containsExactly(lib.resolve("b.jar"));
    assertThat(plugin.jarsHash(DeviceKind.CPU)).isNotEmpty();
    assertThat(discovery.problems())
        .extracting(Problem::location)
        .containsExactly(page, link, empty);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "META-INF/services/shaded.dev.rote.api.Backend",
        "meta-inf/services/dev.rote.api.Backend",
        "META-INF/services/dev.rote.api.Backend.txt",
        "BOOT-INF/classes/META-INF/services/dev.rote.api.Backend"
      })
  void aProviderFileInAnotherPlaceIsNamed(String entry) {
    Path jar = PluginJars.write(directory.resolve("a.jar"), Map.of(entry, new byte[0]));

    assertProblem(
        jar,
        "has %s, but no META-INF/services/dev.rote.api.Backend: call it that".formatted(entry));
  }

  /** The first line of a file that an editor began with a mark that nobody sees. */
  @Test
  void aByteOrderMarkHidesNoProvider() {
    Path jar =
        PluginJars.write(directory.resolve("a.jar"), List.of("\uFEFFWhole"), backend("Whole", ""));

    assertThat(discover().plugins()).extracting(Plugin::id).containsExactly("whole");
    assertThat(Plugins.open(List.of(jar), "whole").backend().id()).isEqualTo("whole");
  }

  @Test
  void aLineThatIsNoClassIsShownWithEveryCharacter() {
    Path jar =
        PluginJars.write(
            directory.resolve("a.jar"), List.of("Who\u200ble, Broken"), backend("Whole", ""));

    assertProblem(
        jar,
        "its META-INF/services/dev.rote.api.Backend has the line 'Who\\u200Ble, Broken', which is no"
            + " name of a class");
  }

  @Test
  void aNameWithAnExclamationMarkIsAsGoodAsAnother() {
    Path jar = PluginJars.reference(directory.resolve("new!/lib!/a!.jar"));

    assertThat(PluginDiscovery.discover(List.of(jar)).plugins())
        .extracting(Plugin::id)
        .containsExactly("reference");
    assertThat(Plugins.open(List.of(jar), "reference").backend().id()).isEqualTo("reference");
  }

  @Test
  void theCausesOfAnExceptionAreQuoted() {
    Path jar =
        jar(
            "Broken",
            """
            public Broken() {
              throw new IllegalStateException("no engine", new RuntimeException("no licence"));
            }
            """);

    assertProblem(
        jar,
        "throws java.lang.IllegalStateException: no engine, caused by java.lang.RuntimeException: no"
            + " licence");
  }

  @Test
  void whyABackendIsNotThereIsSaidWithIt() throws IOException {
    Path jar = Files.writeString(directory.resolve("mine.jar"), "<html>404</html>");
    PluginJars.reference(directory.resolve("reference.jar"));

    assertThat(discover().absence("mine"))
        .startsWith(
            "there is no backend mine, only reference: %s: is not a readable jar".formatted(jar));
  }

  @Test
  void aBrokenProviderDoesNotHideAnotherOfTheSameJar() {
    Map<String, byte[]> classes =
        new HashMap<>(
            backend(
                "Broken",
                """
                public Broken() { throw new IllegalStateException("no licence"); }
                """));
    classes.putAll(backend("Whole", ""));
    Path jar =
        PluginJars.write(
            directory.resolve("a.jar"), List.of("nobody.Home", "Broken", "Whole"), classes);

    Discovery discovery = discover();

    assertThat(discovery.plugins()).extracting(Plugin::id).containsExactly("whole");
    assertThat(discovery.problems()).extracting(Problem::location).containsExactly(jar, jar);
  }

  @Test
  void aJarWithoutAProviderFileSaysSo() {
    Path jar = PluginJars.write(directory.resolve("a.jar"), Map.of());

    assertProblem(jar, "has no META-INF/services/dev.rote.api.Backend");
  }

  @Test
  void theJarsOfABackendThatLieInAFolderWithoutLibAreOneMistake() {
    for (String name : List.of("a.jar", "b.jar", "c.jar")) {
      PluginJars.write(directory.resolve(name), Map.of());
    }

    assertProblem(
        directory,
        "3 of its jars, such as a.jar, have no META-INF/services/dev.rote.api.Backend: one jar is a"
            + " backend by itself, and jars that belong together go into a directory lib, as in"
            + " <id>/lib/*.jar");
  }

  @Test
  void aMissingProviderClassIsNamed() {
    Path jar = PluginJars.write(directory.resolve("a.jar"), List.of("nobody.Home"), Map.of());

    assertProblem(
        jar,
        "its META-INF/services/dev.rote.api.Backend names the class nobody.Home, which is not there:"
            + " correct the name, or put the jar that has it beside the others");
  }

  @Test
  void aFileThatIsNoJarSaysSo() throws IOException {
    Path jar = Files.writeString(directory.resolve("a.jar"), "no jar");

    assertProblem(jar, "is not a readable jar");
  }

  @Test
  void aDirectoryWithoutJarsSaysHowABackendLooks() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));

    assertProblem(empty, "has no jar in its directory lib: a backend is <id>/lib/*.jar");
  }

  @Test
  void aSearchPathThatDoesNotExistSaysSo() {
    Path missing = directory.resolve("missing");

    Discovery discovery = PluginDiscovery.discover(List.of(missing));

    assertThat(discovery.problems())
        .singleElement()
        .extracting(Problem::sentence)
        .asString()
        .startsWith(missing + ": does not exist");
  }

  @Test
  void aConstructorThatThrowsIsQuoted() {
    Path jar =
        jar(
            "Broken",
            """
            public Broken() { throw new IllegalStateException("no licence"); }
            """);

    assertProblem(jar, "throws java.lang.IllegalStateException: no licence");
  }

  @Test
  void aConstructorThatThrowsIsTracedToItsCauseAndItsPlace() {
    Path jar =
        jar(
            "Broken",
            """
            public Broken() {
              throw new IllegalStateException("no engine", new UnsatisfiedLinkError("no engine.so"));
            }
            """);

    assertProblem(
        jar,
        "throws java.lang.IllegalStateException: no engine, caused by"
            + " java.lang.UnsatisfiedLinkError: no engine.so, at Broken.<init>(Broken.java:");
  }

  @Test
  void unsupportedLayersThatAreNullSaySo() {
    Path jar =
        jar(
            "Broken",
            """
            @Override public java.util.Set<Class<? extends dev.rote.api.Layer>> unsupportedLayers() {
              return null;
            }
            """);

    assertProblem(jar, "Broken gives null as its unsupported layers: give an empty set");
  }

  @Test
  void aBadIdIsQuotedWithWhatIsAllowed() {
    Path jar = jar("Broken", "@Override public String id() { return \"Py Torch\"; }");

    assertProblem(jar, "the id \"Py Torch\", allowed is [a-z][a-z0-9-]*");
  }

  @Test
  void aBackendWithoutDevicesIsRefused() {
    Path jar =
        jar(
            "Broken",
            """
            @Override public java.util.Set<dev.rote.api.DeviceKind> devices() {
              return java.util.Set.of();
            }
            """);

    assertProblem(jar, "names no device, allowed are one or more of [cpu, onednn, cuda]");
  }

  @Test
  void theFirstOfTwoWithTheSameIdWinsAndBothAreNamed() {
    Path first = PluginJars.reference(directory.resolve("a.jar"));
    Path second = PluginJars.reference(directory.resolve("b.jar"));

    Discovery discovery = discover();

    assertThat(discovery.plugins()).extracting(Plugin::location).containsExactly(first);
    assertThat(discovery.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.location()).isEqualTo(second);
          assertThat(problem.reason()).contains("reference is already taken by " + first);
        });
  }

  @Test
  void anotherVersionOfTheApiIsRefused() {
    Path jar = jar("Broken", "@Override public int apiVersion() { return 7; }");

    assertProblem(jar, "was compiled against version 7 of the API, this is version 1");
  }

  @Test
  void aJarThatLacksAMethodOfTheApiWasCompiledAgainstAnother() {
    Map<String, byte[]> classes =
        Sources.compile(
            Map.of(
                "dev.rote.api.Backend",
                "package dev.rote.api; public interface Backend { String id(); }",
                "Broken",
                """
                public class Broken implements dev.rote.api.Backend {
                  public String id() { return "broken"; }
                }
                """));
    Path jar =
        PluginJars.write(
            directory.resolve("a.jar"),
            List.of("Broken"),
            Map.of("Broken.class", classes.get("Broken.class")));

    assertProblem(jar, "was compiled against another version of the API than 1");
  }

  @Test
  void aMissingClassIsNamedWithWhereItWasLookedFor() {
    Map<String, byte[]> classes =
        new HashMap<>(
            Sources.compile(
                Map.of(
                    "framework.Engine",
                    "package framework; public class Engine { public static int start() { return 1; } }",
                    "Broken",
                    source("Broken", "public Broken() { framework.Engine.start(); }"))));
    classes.remove("framework/Engine.class");
    Path jar = PluginJars.write(directory.resolve("a.jar"), List.of("Broken"), classes);

    assertProblem(
        jar,
        "the class framework.Engine is missing: it is not in %s, nor in Java itself; put the jar that has it beside them; beside it lies zz-whole.jar: jars that belong together go into a directory lib"
            .formatted(jar));
  }

  @Test
  void jarsBesideLibAreNamedWithWhereTheyBelong() throws IOException {
    Path backend = Files.createDirectories(directory.resolve("engine"));
    PluginJars.reference(backend.resolve("a.jar"));
    PluginJars.write(backend.resolve("b.jar"), Map.of());

    assertProblem(
        backend,
        "a.jar, b.jar lies in %s itself, where no jar is looked for: move it into %s"
            .formatted(backend, backend.resolve("lib")));
  }

  @Test
  void aDependencyBesideLibIsNamedWithWhereItBelongs() throws IOException {
    Map<String, byte[]> classes =
        new HashMap<>(
            Sources.compile(
                Map.of(
                    "framework.Engine",
                    "package framework; public class Engine { public static int start() { return 1; } }",
                    "Broken",
                    source("Broken", "public Broken() { framework.Engine.start(); }"))));
    Path backend = directory.resolve("engine");
    PluginJars.write(
        backend.resolve("framework.jar"),
        Map.of("framework/Engine.class", classes.remove("framework/Engine.class")));
    Path jar = PluginJars.write(backend.resolve("lib/a.jar"), List.of("Broken"), classes);

    assertProblem(
        jar,
        "framework.jar lies in %s itself, where no jar is looked for: move it into %s"
            .formatted(backend, backend.resolve("lib")));
  }

  @Test
  void aProviderClassThatIsNotPublicSaysSo() {
    Path jar =
        PluginJars.write(
            directory.resolve("a.jar"),
            List.of("Hidden"),
            Sources.compile(
                Map.of("Hidden", source("Hidden", "").replace("public class", "class"))));

    assertProblem(jar, "its provider class Hidden is not public: declare it public");
  }

  @Test
  void aConstructorThatIsNotPublicOrTakesArgumentsSaysSo() {
    String sentence =
        "its provider class Broken has no public constructor without arguments: give it one";

    assertProblem(jar("Broken", "Broken() {}"), sentence);
    assertProblem(jar("Broken", "public Broken(String model) {}"), sentence);
  }

  @Test
  void aClassThatIsNoBackendSaysWhichItIs() {
    Path jar =
        PluginJars.write(
            directory.resolve("a.jar"),
            List.of("Engine"),
            Sources.compile(Map.of("Engine", "public class Engine {}")));

    assertProblem(
        jar,
        "its provider class Engine does not implement dev.rote.api.Backend; name the class that does"
            + " in META-INF/services/dev.rote.api.Backend");
  }

  /** What a jar becomes that shades the API under a name of its own. */
  @Test
  void aCopyOfTheApiInThePluginIsNamedWithItsJar() {
    Map<String, byte[]> classes =
        Sources.compile(
            Map.of(
                "shaded.dev.rote.api.Backend",
                "package shaded.dev.rote.api; public interface Backend {}",
                "Engine",
                "public class Engine implements shaded.dev.rote.api.Backend {}"));
    Path jar = PluginJars.write(directory.resolve("a.jar"), List.of("Engine"), classes);

    assertProblem(
        jar,
        "its provider class Engine does not implement dev.rote.api.Backend; it implements"
            + " shaded.dev.rote.api.Backend of %s, a copy of the API: leave the API out of the plugin's jars"
                .formatted(jar));
  }

  /** The parent of the plugin's class loader has it, so that a second one is never loaded. */
  @Test
  void theApisOwnJarInThePluginDoesNoHarm() {
    Path backend = directory.resolve("reference");
    PluginJars.reference(backend.resolve("lib/a.jar"));
    PluginJars.of(backend.resolve("lib/harness-api.jar"), dev.rote.api.Backend.class);

    assertThat(discover().plugins()).extracting(Plugin::id).contains("reference");
  }

  @Test
  void aWorkerFindsAWholeBackendBehindABrokenOne() {
    Map<String, byte[]> classes = new HashMap<>(backend("Whole", ""));
    Path jar =
        PluginJars.write(directory.resolve("a.jar"), List.of("nobody.Home", "Whole"), classes);

    assertThat(Plugins.open(List.of(jar), "whole").backend().id()).isEqualTo("whole");
  }

  private void assertProblem(Path location, String reason) {
    PluginJars.reference(directory.resolve("zz-whole.jar"));

    Discovery discovery = discover();

    assertThat(discovery.plugins()).extracting(Plugin::id).containsExactly("reference");
    assertThat(discovery.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.location()).isEqualTo(location);
          assertThat(problem.sentence()).contains(reason).doesNotContain("\n");
        });
  }

  private Path jar(String name, String body) {
    return PluginJars.write(directory.resolve("a.jar"), List.of(name), backend(name, body));
  }

  private static Map<String, byte[]> backend(String name, String body) {
    return Sources.compile(Map.of(name, source(name, body)));
  }

  /** Returns a backend that differs from a whole one by its body only. */
  private static String source(String name, String body) {
    return """
    public class %s extends %s {
      %s
    }
    """
        .formatted(name, "Base", body)
        .concat(
            """
            class Base implements dev.rote.api.Backend {
              public int apiVersion() { return API_VERSION; }
              public String id() { return getClass().getName().toLowerCase(); }
              public String version() { return "1"; }
              public java.util.Set<dev.rote.api.DeviceKind> devices() {
                return java.util.Set.of(dev.rote.api.DeviceKind.CPU);
              }
              public dev.rote.api.Launch launch(dev.rote.api.Device device, int threads) {
                return dev.rote.api.Launch.DEFAULT;
              }
              public dev.rote.api.Availability probe(dev.rote.api.Device device) {
                return new dev.rote.api.Availability.Available("1", "");
              }
              public dev.rote.api.Trainer open(
                  dev.rote.api.TrainingPlan plan, dev.rote.api.Parameters initial) {
                throw new UnsupportedOperationException();
              }
            }
            """);
  }

  private Discovery discover() {
    return PluginDiscovery.discover(List.of(directory));
  }
}
