package dev.rote.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The assembled program, started in a process of its own. */
final class Rote {
  private static final Path HOME = Path.of(System.getProperty("rote.home"));
  private static final long MINUTES = 10;
  private static final String OUT = "out.txt";
  private static final String ERR = "err.txt";

  private Rote() {}

  /** What a call printed and returned. */
  record Answer(int exitCode, String out, String err) {}

  /** Runs the command line with these arguments. */
  static Answer run(Path scratch, String... arguments) throws IOException, InterruptedException {
    Process process = start(scratch, arguments);
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Answer(
        process.exitValue(),
        Files.readString(scratch.resolve(OUT)),
        Files.readString(scratch.resolve(ERR)));
  }

  /** Runs the command line with these arguments, which has to end with exit code 0. */
  static Answer succeed(Path scratch, String... arguments)
      throws IOException, InterruptedException {
    Answer answer = run(scratch, arguments);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  /** Starts the command line with these arguments. */
  static Process start(Path scratch, String... arguments) throws IOException {
    List<String> command = command();
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // The user's own backends and data must not change what is tested.
    builder.environment().remove("ROTE_BACKENDS");
    return builder
        .redirectOutput(scratch.resolve(OUT).toFile())
        .redirectError(scratch.resolve(ERR).toFile())
        .start();
  }

  /** Returns what starts the command line, without arguments. */
  static List<String> command() {
    assumeTrue(
        Files.isDirectory(HOME.resolve("backends/djl-pytorch")),
        "the program is not assembled in " + HOME + ": run 'mvn verify' in the root folder");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:+UseSerialGC");
    command.add("-Drote.home=" + HOME);
    command.add("-cp");
    command.add(HOME.resolve("lib") + "/*");
    command.add("dev.rote.runner.cli.Main");
    return command;
  }

  /** Returns the root of a {@code run.json}. */
  static JsonNode read(Path runJson) throws IOException {
    return RunFile.tree(Files.readString(runJson));
  }

  /** Returns the elements of an array. */
  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Returns the cells of an experiment. */
  static List<JsonNode> cells(JsonNode run, String name) {
    return elements(run.get("cells")).filter(cell -> text(cell, "name").equals(name)).toList();
  }

  /** Returns a field that is text. */
  static String text(JsonNode node, String field) {
    return node.get(field).asString();
  }

  /** Returns the folder with real data sets, if this machine has one. */
  static Optional<Path> realData() {
    Stream<Path> named =
        Stream.ofNullable(System.getenv("ROTE_DATA")).filter(text -> !text.isBlank()).map(Path::of);
    Stream<Path> beside =
        Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
            .map(path -> path.resolve("shared/data"));
    return Stream.concat(named, beside).filter(Files::isDirectory).findFirst();
  }
}
