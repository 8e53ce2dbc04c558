package dev.rote.runner.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.Attestation.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttestationRunnerTest {
  @Test
  void aBackendWithoutOneDnnIsWhatItClaimsOnCpu(@TempDir Path directory) throws IOException {
    Attestation attestation =
        AttestationRunner.run(
            new Cells(directory).request(ReferenceBackend.class, SmallSuite.DEFAULT));

    assertThat(attestation.verdict()).as(attestation.sentence()).isEqualTo(Verdict.CONFIRMED);
    assertThat(attestation.primitives()).isEmpty();
  }

  @Test
  void aRunThatFailsAttestsNothing(@TempDir Path directory) throws IOException {
    Attestation attestation =
        AttestationRunner.run(
            new Cells(directory).request(ScriptedBackend.LosesDevice.class, SmallSuite.DEFAULT));

    assertThat(attestation.verdict()).isEqualTo(Verdict.NOT_MADE);
    assertThat(attestation.sentence()).contains("unplugged");
  }
}
