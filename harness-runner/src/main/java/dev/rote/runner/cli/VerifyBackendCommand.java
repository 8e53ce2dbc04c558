package dev.rote.runner.cli;

import dev.rote.api.DeviceKind;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.environment.Influences;
import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.process.JavaCommand;
import dev.rote.runner.run.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code rote verify-backend}. The contract is in the test kit, which the runner does not know: it
 * is started as a program, with the runner's jars and its own.
 */
@Command(
    name = "verify-backend",
    description = "Checks that a backend keeps the contract, clause by clause.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  every clause holds or does not apply",
      "  1  a clause fails",
      "  2  wrong arguments, or nothing to check",
      "  3  a jar gives no backend, or a device that it declares cannot be opened",
    })
final class VerifyBackendCommand implements Callable<Integer> {
  private static final String PROGRAM = "dev.rote.testkit.VerifyBackend";

  /** What the program needs to know about this process. */
  private static final List<String> PROPERTIES =
      List.of("rote.home", "rote.terminal", "rote.columns");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR|JAR",
      description = "A backend's jar or directory, or a directory that holds backends.")
  private Path target;

  @Option(
      names = "--device",
      paramLabel = "KINDS",
      split = ",",
      converter = DeviceKindConverter.class,
      description = "Kinds of device to check: cpu, onednn, cuda (default: all that it has).")
  private Set<DeviceKind> kinds = new LinkedHashSet<>();

  @Option(
      names = "--clause",
      paramLabel = "GLOB",
      description = "Only the clauses whose id matches, as in 'layer-*'.")
  private Optional<String> clauses = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.exists(target)) {
      throw new UsageException(
          target
              + " does not exist: name a backend's jar or directory, or one that holds backends");
    }
    Outputs.requireTemporaryFolder();
    Influences.warning(System.getenv())
        .ifPresent(warning -> spec.commandLine().getErr().println("rote: " + warning));
    int exitCode = JavaCommand.of(command()).inheritIO().start().waitFor();
    return Program.translated(exitCode, spec.commandLine().getErr());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "-Xmx96m",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ErrorFile=" + TemporaryFolder.path().resolve("rote-crash-%p.log")));
    command.add(Program.option());
    PROPERTIES.stream()
        .filter(name -> System.getProperty(name) != null)
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(List.of("-cp", classPath(), PROGRAM, target.toString()));
    command.add(kinds.stream().map(DeviceKind::id).collect(Collectors.joining(",")));
    command.add(clauses.orElse("*"));
    return command;
  }

  private static String classPath() {
    Path home =
        Optional.ofNullable(System.getProperty("rote.home"))
            .map(Path::of)
            .filter(directory -> Files.isDirectory(directory.resolve("testkit")))
            .orElseThrow(() ->
                new UsageException(
                    "the test kit is not installed beside this command line: start it with"
                        + " ./rote, which builds it"));
    return home.resolve("lib").resolve("*")
        + File.pathSeparator
        + home.resolve("testkit").resolve("*");
  }

  /** Reads {@code cpu}, {@code onednn} and {@code cuda}. */
  static final class DeviceKindConverter implements ITypeConverter<DeviceKind> {
    @Override
    public DeviceKind convert(String text) {
      return DeviceKind.byId(text)
          .orElseThrow(() ->
              new TypeConversionException(
                  "there is no kind of device '%s', only %s".formatted(text, DeviceKind.ids())));
    }
  }
}
