package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.cli.output.FetchReport;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.store.DataStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DataCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private CommandLine commandLine;

  @TempDir Path directory;

  /** Looks into the directory of the option only, and fetches from where nothing listens. */
  @BeforeEach
  void createCommand() {
    DataCommand command =
        new DataCommand(locations ->
            new DataStore(
                new DataLocations(List.of(locations.first())),
                set -> URI.create("http://127.0.0.1:9/")));
    commandLine =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new UserErrors())
            .setParameterExceptionHandler(new ArgumentErrors());
  }

  @Test
  void listNamesEverySetAndHowToGetIt() {
    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .contains("shapes: small figures of ten kinds, generated, images of [3, 28, 28]")
        .contains("needs no files; up to 200,000 training and 200,000 test images")
        .contains("cifar10: ")
        .contains(
            "not here (looked for it in " + directory + "); get it with `rote data fetch cifar10`");
  }

  @Test
  void listSaysWhatIsThere() {
    writeCifar10(3073);
    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .contains("1 training and 1 test images in " + directory + " (0.0 MB)")
        .contains("cifar-10-batches-bin/data_batch_1.bin");
  }

  @Test
  void verifyFailsOnAFileThatIsNotTheOfficialOne() {
    writeCifar10(3073);
    assertThat(run("verify", "cifar10")).isEqualTo(3);
    assertThat(out.toString())
        .contains("data_batch_1.bin: size differs: expected 30,730,000 bytes, found 3,073");
  }

  @Test
  void verifyOfASetThatIsNotThereFailsWithOneSentence() {
    assertThat(run("verify", "mnist")).isEqualTo(3);
    assertThat(err.toString()).startsWith("rote: the data set mnist was not found").hasLineCount(1);
  }

  @Test
  void verifyWithoutSetsTakesThoseThatAreThere() {
    assertThat(run("verify")).isZero();
    writeCifar10(7);
    assertThat(run("verify")).isEqualTo(3);
    assertThat(out.toString()).contains("data_batch_1.bin: size differs").doesNotContain("mnist");
  }

  @Test
  void fetchOfTheGeneratedSetHasNothingToDo() {
    assertThat(run("fetch", "shapes")).isZero();
    assertThat(out.toString()).isEqualTo("shapes is generated: nothing to fetch\n");
  }

  @Test
  void fetchThatFailsSaysWhyInOneSentence() {
    assertThat(run("fetch", "mnist")).isEqualTo(3);
    assertThat(err.toString().lines())
        .hasSize(2)
        .element(1)
        .asString()
        .startsWith(
            "rote: http://127.0.0.1:9/train-images-idx3-ubyte.gz cannot be fetched: the server does not"
                + " answer");
  }

  @Test
  void damagedDataAreTheSameSentenceAndExitCodeInARun() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("mnist"));
    Files.write(folder.resolve("train-images-idx3-ubyte"), new byte[7]);
    Path suite =
        Files.writeString(
            directory.resolve("suite.yaml"),
            """
            name: digits
            data: {set: mnist}
            models: [{name: linear, layers: [flatten, {dense: 10}]}]
            optimizer: {type: sgd, momentum: 0.9}
            learningRate: {initial: 0.01}
            batchSize: 20
            experiments: [{name: true-labels}]
            """);
    StringWriter ofRun = new StringWriter();
    int exitCode =
        Main.commandLine(new PrintWriter(out), new PrintWriter(ofRun))
            .execute("run", suite.toString(), "--data-dir", directory.toString());
    assertThat(exitCode).as(ofRun.toString()).isEqualTo(3);
    assertThat(run("verify", "mnist")).isEqualTo(3);
    assertThat(err.toString())
        .startsWith("rote: " + folder.resolve("train-labels-idx1-ubyte") + " is missing")
        .isEqualTo(ofRun.toString());
  }

  @Test
  void aSetThatFailsKeepsNoneFromItsTurn() {
    writeCifar10(3073);
    assertThat(run("verify", "mnist", "cifar10", "shapes")).isEqualTo(3);
    assertThat(err.toString()).startsWith("rote: the data set mnist was not found").hasLineCount(1);
    assertThat(out.toString())
        .contains("data_batch_1.bin: size differs", "shapes is generated: nothing to verify");
    assertThat(run("fetch", "mnist", "shapes")).isEqualTo(3);
    assertThat(out.toString()).contains("shapes is generated: nothing to fetch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "verify"})
  void anUnknownSetIsWrongUsage(String subcommand) {
    assertThat(run(subcommand, "cifar100")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "rote: there is no data set 'cifar100', allowed are shapes, points, cifar10, mnist, fashion-mnist");
  }

  @Test
  void fetchWithoutASetIsWrongUsage() {
    assertThat(run("fetch")).isEqualTo(2);
    assertThat(err.toString()).startsWith("rote: Missing required parameter: 'SET'");
  }

  @Test
  void aMissingSubcommandIsWrongUsage() {
    assertThat(commandLine.execute()).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("rote: a subcommand is missing, allowed are list, fetch and verify");
  }

  @Test
  void progressIsWrittenOverInATerminalAndLeftOutElsewhere() {
    report(true);
    assertThat(err.toString())
        .isEqualTo(
            "fetching http://host/a (2.0 MB, of which 1.0 MB are there)\n"
                + "\r50 % of 2.0 MB\r100 % of 2.0 MB\n");
    err.getBuffer().setLength(0);
    report(false);
    assertThat(err.toString())
        .isEqualTo("fetching http://host/a (2.0 MB, of which 1.0 MB are there)\n");
  }

  private void report(boolean terminal) {
    FetchReport report = new FetchReport(new PrintWriter(out), new PrintWriter(err), terminal);
    report.started(URI.create("http://host/a"), directory, 1_000_000, 2_000_000);
    report.advanced(directory, 1_000_000, 2_000_000);
    report.advanced(directory, 1_000_001, 2_000_000);
    report.advanced(directory, 2_000_000, 2_000_000);
    report.finished(directory);
  }

  private int run(String subcommand, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = subcommand;
    all[1] = "--data-dir";
    all[2] = directory.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return commandLine.execute(all);
  }

  private void writeCifar10(int bytes) {
    Path folder = directory.resolve("cifar-10-batches-bin");
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("data_batch_1.bin"), new byte[bytes]);
      Files.write(folder.resolve("test_batch.bin"), new byte[bytes]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
