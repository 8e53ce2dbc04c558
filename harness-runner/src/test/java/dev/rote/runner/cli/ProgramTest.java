package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whatever ends a process, there is a sentence and a code, and 1 only where a body says so. */
class ProgramTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  static Stream<Arguments> thrown() {
    return Stream.of(
        Arguments.of(
            new OutOfMemoryError("Java heap space"),
            ExitCode.FAILED,
            "rote: the command line needs more than the "),
        Arguments.of(
            new OutOfMemoryError("unable to create native thread: possibly out of memory"),
            ExitCode.FAILED,
            "rote: the system gives its process no more threads or memory (unable to create"),
        Arguments.of(
            new StackOverflowError(), ExitCode.FAILED, "rote: this is a fault of Rote itself"),
        Arguments.of(
            new NoClassDefFoundError("dev/rote/Gone"),
            ExitCode.FAILED,
            "rote: its own jars do not fit each other"),
        Arguments.of(
            new ExceptionInInitializerError("static"),
            ExitCode.FAILED,
            "rote: its own jars do not fit each other"),
        Arguments.of(
            new AssertionError("impossible"), ExitCode.FAILED, "rote: this is a fault of Rote"),
        Arguments.of(
            new IllegalStateException("odd"), ExitCode.FAILED, "rote: this is a fault of Rote"),
        Arguments.of(
            new CommandLine.InitializationException("picocli"),
            ExitCode.FAILED,
            "rote: this is a fault of Rote"),
        Arguments.of(
            new AccessDeniedException("/results"),
            ExitCode.FAILED,
            "rote: the system is in the way: /results: permission is denied"),
        Arguments.of(
            new CompletionException(
                new UncheckedIOException(new IOException("No space left on device"))),
            ExitCode.FAILED,
            "rote: the system is in the way: No space left on device"),
        Arguments.of(
            new UncheckedIOException("cannot write run.json", new IOException("no space")),
            ExitCode.FAILED,
            "rote: the system is in the way: cannot write run.json"),
        Arguments.of(
            new ExecutionException(new OutOfMemoryError("Java heap space")),
            ExitCode.FAILED,
            "rote: the command line needs more than the "),
        Arguments.of(
            new InvalidPathException("gr\u00fcn", "Malformed input or unmappable characters"),
            ExitCode.USAGE,
            "rote: 'gr\u00fcn' cannot be the name of a file here: Malformed input"));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whateverIsThrownIsASentenceAndNeverTheCodeOfARegression(
      Throwable thrown, int exitCode, String sentence) {
    assertThat(
            run((out, err) -> {
              throw sneaky(thrown);
            }))
        .isEqualTo(exitCode);

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .anySatisfy(line -> assertThat(line).startsWith(sentence));
  }

  /** Generics let any throwable pass for the exceptions that a body may throw. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aRecursionWithoutEndDoesNotFillTheTerminal() {
    assertThat(run((out, err) -> endless(1))).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString(StandardCharsets.UTF_8).lines().count()).isLessThan(60);
  }

  private static int endless(int depth) {
    return endless(depth + 1) + depth;
  }

  @ParameterizedTest
  @ValueSource(ints = {ExitCode.OK, ExitCode.MISMATCH, ExitCode.USAGE, ExitCode.FAILED})
  void whatABodyReturnsIsTheCode(int exitCode) {
    assertThat(run((out, err) -> exitCode)).isEqualTo(exitCode);
    assertThat(err.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {ExitCode.OK, ExitCode.MISMATCH})
  void aReportThatCannotBeWrittenIsNotFine(int exitCode) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    int actual =
        Program.run(
            (out, err) -> {
              out.println("a report");
              return exitCode;
            },
            full,
            err);

    assertThat(actual).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "rote: not everything could be printed, standard output does not take it: No space left on device");
  }

  @Test
  void aProcessThatJavaDidNotStartIsNoRegression() {
    StringWriter said = new StringWriter();

    assertThat(Program.translated(1, new PrintWriter(said, true))).isEqualTo(ExitCode.FAILED);
    assertThat(Program.translated(137, new PrintWriter(said, true))).isEqualTo(ExitCode.FAILED);

    assertThat(said.toString().lines())
        .containsExactly(
            "rote: Java did not start its process, and says why above",
            "rote: its process was ended by signal 9");
  }

  private int run(Program.Body body) {
    return Program.run(body, out, err);
  }
}
