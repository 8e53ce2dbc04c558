package dev.rote.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.cell.CellListener;
import dev.rote.runner.cell.CellRunner;
import dev.rote.runner.cell.Cells;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.suite.StopRule.Until;
import dev.rote.runner.worker.WorkerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalProcessesTest {
  @TempDir private Path directory;

  /** A command line whose cell hangs; it prints a line as soon as the first epoch is done. */
  static final class HangingCommand {
    private HangingCommand() {}

    public static void main(String[] arguments) throws IOException {
      CellListener listener =
          new CellListener() {
            @Override
            public void epochDone(EpochResult epoch) {
              System.out.println("epoch " + epoch.epoch());
            }
          };
      CellRunner.run(
          new Cells(Path.of(arguments[0]))
              .request(
                  ScriptedBackend.Hangs.class,
                  SmallSuite.DEFAULT.withStop(Until.ERROR, 9, Duration.ofMinutes(2))),
          20,
          listener);
    }
  }

  /** Killed, the command line runs no hook: then the worker notices by itself. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWorkerDoesNotOutliveTheCommandLine(boolean killed) throws Exception {
    Process command = hangingCommand().start();
    try (BufferedReader output = command.inputReader()) {
      assertThat(output.readLine()).isEqualTo("epoch 1");
      List<ProcessHandle> workers = command.descendants().toList();
      assertThat(workers).hasSize(1);

      if (killed) {
        command.destroyForcibly();
      } else {
        command.destroy();
      }

      assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
      workers.getFirst().onExit().get(1, TimeUnit.MINUTES);
      assertThat(workers.getFirst().isAlive()).isFalse();
    } finally {
      command.descendants().forEach(ProcessHandle::destroyForcibly);
      command.destroyForcibly();
    }
  }

  /** What a worker had not the time to delete is deleted for it. */
  @Test
  void theTemporaryFolderOfAWorkerGoesWithIt() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("t"));
    ProcessBuilder builder = hangingCommand();
    builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
    Process command = builder.start();
    try (BufferedReader output = command.inputReader()) {
      assertThat(output.readLine()).isEqualTo("epoch 1");
      Path scratch = only(temporary, "rote-scratch*");
      Files.writeString(Files.createDirectory(scratch.resolve("natives")).resolve("a.so"), "a");

      command.destroy();

      assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(scratch).doesNotExist();
    } finally {
      command.descendants().forEach(ProcessHandle::destroyForcibly);
      command.destroyForcibly();
    }
  }

  private static Path only(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      Iterator<Path> paths = found.iterator();
      Path only = paths.next();
      assertThat(paths.hasNext()).isFalse();
      return only;
    }
  }

  /** Two collectors at once would keep it from starting. */
  @Test
  void aWorkerIsStartedWithoutTheOptionsThatSomebodyHasForEveryJvm() throws Exception {
    ProcessBuilder builder = hangingCommand().redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");
    Process command = builder.start();
    try (BufferedReader output = command.inputReader()) {
      assertThat(output.readLine()).isEqualTo("epoch 1");
    } finally {
      command.descendants().forEach(ProcessHandle::destroyForcibly);
      command.destroyForcibly();
    }
  }

  private ProcessBuilder hangingCommand() {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HangingCommand.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  @Test
  void theChildsMainClassIsWhereThisSideLooksForIt() {
    assertThat(LocalProcesses.MAIN).isEqualTo(WorkerMain.class.getName());
  }
}
