package dev.rote.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Data flow one way: a package imports only what is listed for it. */
class PackageDependencyTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/rote/runner");
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?dev\\.rote\\.runner\\.([a-z.]+)\\.[A-Z]", Pattern.MULTILINE);

  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("random", Set.of()),
          Map.entry("data.set", Set.of("random")),
          Map.entry("data.store", Set.of("data.set")),
          Map.entry("data", Set.of("random", "data.set")),
          Map.entry("parity", Set.of("random")),
          Map.entry("plugin", Set.of()),
          Map.entry("suite", Set.of("data", "data.set")),
          Map.entry("suite.yaml", Set.of("data", "data.set", "suite")),
          Map.entry("plan", Set.of("data", "data.set", "suite")),
          Map.entry(
              "worker",
              Set.of(
                  "data", "data.set", "random", "plugin", "suite", "suite.yaml", "plan", "parity")),
          Map.entry(
              "result", Set.of("data", "data.set", "plugin", "suite", "plan", "worker", "parity")),
          Map.entry(
              "report",
              Set.of("data", "data.set", "plugin", "suite", "plan", "worker", "parity", "result")),
          Map.entry(
              "run",
              Set.of(
                  "data",
                  "data.set",
                  "plugin",
                  "suite",
                  "suite.yaml",
                  "plan",
                  "worker",
                  "parity",
                  "result",
                  "report")),
          Map.entry(
              "cli",
              Set.of(
                  "data",
                  "data.set",
                  "data.store",
                  "plugin",
                  "suite",
                  "suite.yaml",
                  "plan",
                  "worker",
                  "parity",
                  "result",
                  "report",
                  "run")));

  @Test
  void packagesImportOnlyFromTheirLeft() throws IOException {
    for (String name : packages()) {
      assertThat(ALLOWED).as("a new package gets a place in this test").containsKey(name);
      assertThat(ALLOWED.get(name)).as("imports of " + name).containsAll(imports(name));
    }
  }

  /** Returns every package that has a class, also those inside another. */
  private static List<String> packages() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(path -> path.toString().endsWith(".java"))
          .map(path -> SOURCES.relativize(path.getParent()).toString().replace('/', '.'))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static Set<String> imports(String name) throws IOException {
    Set<String> imports = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES.resolve(name.replace('.', '/')))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = IMPORT.matcher(Files.readString(file));
        while (matcher.find()) {
          if (!matcher.group(1).equals(name)) {
            imports.add(matcher.group(1));
          }
        }
      }
    }
    return imports;
  }
}
