package dev.rote.runner.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The top of a process that answers with one of the {@link ExitCode}s: whatever ends it, there is a
 * sentence and the code that is meant. Java itself ends with 1 when it cannot start or its main
 * method throws, and 1 is what a regression is called: nothing that is thrown leaves here.
 */
public final class Program {
  /**
   * The system property that says which code is to stand for {@link ExitCode#MISMATCH}. Who starts
   * a process and has to tell it from Java's own 1 sets it, and translates it back.
   */
  private static final String MISMATCH_PROPERTY = "rote.mismatch";

  /** What that code is among processes of Rote. */
  private static final int MISMATCH_BETWEEN_PROCESSES = 81;

  /** The system property with the process id of the launcher, without which nobody waits. */
  private static final String LAUNCHER_PROPERTY = "rote.launcher";

  private static final int SIGNALLED = 128;
  private static final int SIGTERM = 15;

  private Program() {}

  /** What a process does. */
  @FunctionalInterface
  public interface Body {
    /** Returns the exit code. What it throws becomes one. */
    int run(PrintWriter out, PrintWriter err) throws Exception;
  }

  /** Does it in this process, and ends the process. */
  public static void exit(Body body) {
    int exitCode = ExitCode.FAILED;
    try {
      endWithLauncher();
      exitCode =
          run(
              body,
              new FileOutputStream(FileDescriptor.out),
              new FileOutputStream(FileDescriptor.err));
    } catch (Throwable failure) {
      // There is no memory left to say a sentence: the code has to be enough.
      Runtime.getRuntime().halt(ExitCode.FAILED);
    }
    System.exit(
        exitCode == ExitCode.MISMATCH
            ? Integer.getInteger(MISMATCH_PROPERTY, ExitCode.MISMATCH)
            : exitCode);
  }

  /**
   * Does it, and returns the exit code: not 0 either where what it printed could not be written.
   */
  static int run(Body body, OutputStream out, OutputStream err) {
    Output output = new Output(out);
    PrintWriter outWriter = new PrintWriter(output, true, StandardCharsets.UTF_8);
    PrintWriter errWriter = new PrintWriter(err, true, StandardCharsets.UTF_8);
    int exitCode;
    try {
      exitCode = body.run(outWriter, errWriter);
    } catch (Throwable failure) {
      exitCode = UserErrors.tell(failure, errWriter);
    }
    outWriter.flush();
    Optional<IOException> lost = output.failure();
    if (lost.isPresent()) {
      errWriter.println(
          "rote: not everything could be printed, standard output does not take it: "
              + lost.get().getMessage());
      exitCode = Math.max(exitCode, ExitCode.FAILED);
    }
    errWriter.flush();
    return exitCode;
  }

  /** Returns the option by which a process of Java is told to use a code of its own for 1. */
  static String option() {
    return "-D%s=%d".formatted(MISMATCH_PROPERTY, MISMATCH_BETWEEN_PROCESSES);
  }

  /**
   * Returns the code that a process which was started with {@link #option} meant, and says it where
   * the process did not end as it wanted to.
   */
  static int translated(int exitCode, PrintWriter err) {
    if (exitCode == MISMATCH_BETWEEN_PROCESSES) {
      return ExitCode.MISMATCH;
    }
    if (exitCode == ExitCode.OK || exitCode == ExitCode.USAGE || exitCode == ExitCode.FAILED) {
      return exitCode;
    }
    err.println(
        exitCode > SIGNALLED
            ? "rote: its process was ended by signal " + (exitCode - SIGNALLED)
            : "rote: Java did not start its process, and says why above");
    return ExitCode.FAILED;
  }

  /** A launcher that is killed cannot end what it has started, and this process ends by itself. */
  private static void endWithLauncher() {
    Optional.ofNullable(Long.getLong(LAUNCHER_PROPERTY))
        .flatMap(ProcessHandle::of)
        .ifPresent(launcher ->
            Thread.ofPlatform()
                .daemon()
                .name("rote-launcher-watch")
                .start(() -> awaitEnd(launcher)));
  }

  private static void awaitEnd(ProcessHandle launcher) {
    try {
      // ProcessHandle.onExit looks only every five seconds at what is no child.
      while (launcher.isAlive()) {
        TimeUnit.SECONDS.sleep(1);
      }
      System.exit(SIGNALLED + SIGTERM);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Remembers that something could not be written, which a {@link PrintWriter} keeps to itself. */
  private static final class Output extends OutputStream {
    private final OutputStream out;
    private Optional<IOException> failure = Optional.empty();

    Output(OutputStream out) {
      this.out = out;
    }

    Optional<IOException> failure() {
      return failure;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      try {
        out.write(octets, offset, length);
      } catch (IOException e) {
        failure = Optional.of(failure.orElse(e));
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
