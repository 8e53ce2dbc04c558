package dev.rote.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReasonTest {
  @TempDir private Path directory;

  @Test
  void aJvmThatDoesNotStartIsHeardToTheEnd() throws IOException {
    assertThat(
            reason(
                "Error occurred during initialization of VM\n"
                    + "Could not reserve enough space for 8388608KB object heap\n"))
        .isEqualTo(
            "its JVM did not start: Error occurred during initialization of VM: Could not reserve enough space for 8388608KB object heap");
  }

  @Test
  void whatAJvmAlwaysSaysIsLeftOut() throws IOException {
    assertThat(
            reason(
                "Unrecognized VM option 'NoSuchOption'\n"
                    + "Error: Could not create the Java Virtual Machine.\n"
                    + "Error: A fatal exception has occurred. Program will exit.\n"))
        .isEqualTo("its JVM did not start: Unrecognized VM option 'NoSuchOption'");
  }

  private String reason(String log) throws IOException {
    return CrashReason.of(1, Files.writeString(directory.resolve("worker.log"), log));
  }
}
