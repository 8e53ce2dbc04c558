package dev.rote.runner.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.provenance.MachineState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a machine is known by, and what it is not. */
class FingerprintTest {
  private static final long MEMORY = 16_374_244L * 1024;

  private final Fingerprint known = Fingerprint.of(state("AMD EPYC", 2, MEMORY, "25+36"), 2);

  @Test
  void twoStartsWithOtherLoadFreeMemoryAndKernelAreOneMachine() {
    MachineState other =
        new MachineState(
            Instant.parse("2026-12-24T02:00:00Z"),
            "Linux 6.1.0-38-cloud amd64",
            "Eclipse Adoptium 25+36",
            Optional.of("AMD EPYC"),
            2,
            Optional.of("4-5"),
            OptionalDouble.empty(),
            OptionalDouble.of(17),
            OptionalDouble.of(1234),
            OptionalLong.of(MEMORY - (48 << 20)),
            OptionalLong.of(1 << 20));

    assertThat(Fingerprint.of(other, 2)).isEqualTo(known);
  }

  @Test
  void anotherProcessorNumberOfThemMemoryJdkOrThreadsIsAnother() {
    assertThat(Fingerprint.of(state("Intel Xeon", 2, MEMORY, "25+36"), 2)).isNotEqualTo(known);
    assertThat(Fingerprint.of(state("AMD EPYC", 4, MEMORY, "25+36"), 2)).isNotEqualTo(known);
    assertThat(Fingerprint.of(state("AMD EPYC", 2, 2 * MEMORY, "25+36"), 2)).isNotEqualTo(known);
    assertThat(Fingerprint.of(state("AMD EPYC", 2, MEMORY, "25.0.1+8"), 2)).isNotEqualTo(known);
    assertThat(Fingerprint.of(state("AMD EPYC", 2, MEMORY, "25+36"), 1)).isNotEqualTo(known);
  }

  @Test
  void itSaysWhatIsBuiltIn() {
    assertThat(known.memoryGibibytes()).hasValue(16);
    assertThat(known.system()).isEqualTo("Linux amd64");
  }

  @Test
  void aSystemsNameMayHaveSeveralWords() {
    MachineState windows =
        new MachineState(
            Instant.EPOCH,
            "Windows Server 2022 10.0 amd64",
            "25",
            Optional.empty(),
            2,
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    assertThat(Fingerprint.of(windows, 2).system()).isEqualTo("Windows Server 2022 amd64");
  }

  private static MachineState state(String processor, int cores, long memory, String jdk) {
    return new MachineState(
        Instant.EPOCH,
        "Linux 6.1.0-13-cloud amd64",
        "Eclipse Adoptium " + jdk,
        Optional.of(processor),
        cores,
        Optional.of("0-1"),
        OptionalDouble.empty(),
        OptionalDouble.of(0.1),
        OptionalDouble.of(3),
        OptionalLong.of(memory),
        OptionalLong.of(memory / 2));
  }
}
