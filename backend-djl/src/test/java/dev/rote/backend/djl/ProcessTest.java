package dev.rote.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.DeviceKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backend in a process launched as it asks. */
class ProcessTest {
  private static final Map<String, String> VERBOSE = Map.of("ONEDNN_VERBOSE", "1");

  @Test
  void convolutionsRunInOneDnnOnlyWhereTheDeviceSaysSo() throws Exception {
    Worker.Output onednn = run(DeviceKind.ONEDNN, "convolutional", VERBOSE);
    Worker.Output cpu = run(DeviceKind.CPU, "convolutional", VERBOSE);

    // In each of 20 steps two convolutions forward and to their weights, and one to its input.
    assertThat(onednn.oneDnnConvolutions()).isGreaterThanOrEqualTo(20 * 5);
    assertThat(cpu.oneDnnConvolutions()).isZero();
  }

  @Test
  void perceptronNeedsNoOneDnnOnEitherDevice() throws Exception {
    assertThat(run(DeviceKind.ONEDNN, "perceptron", VERBOSE).oneDnnConvolutions()).isZero();
    assertThat(run(DeviceKind.CPU, "perceptron", VERBOSE).oneDnnConvolutions()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"perceptron", "convolutional"})
  void devicesAgreeOnTheFirstLosses(String network) throws Exception {
    List<Double> cpu = run(DeviceKind.CPU, network, Map.of()).losses();
    List<Double> onednn = run(DeviceKind.ONEDNN, network, Map.of()).losses();

    assertThat(cpu).hasSize(20);
    assertThat(onednn).hasSize(20);
    // Batch norm amplifies rounding from the second step on.
    double tolerance = network.equals("perceptron") ? 1e-6 : 2e-5;
    for (int step = 0; step < 20; step++) {
      assertThat(onednn.get(step)).isCloseTo(cpu.get(step), within(tolerance * cpu.get(step)));
    }
  }

  @Test
  void worksInAClassLoaderThatTheThreadDoesNotKnow() throws Exception {
    Worker.Output output = Worker.run(DeviceKind.CPU, "perceptron", "child", Map.of());

    assertThat(output.exitCode()).as(() -> String.join("\n", output.lines())).isZero();
    assertThat(output.losses()).hasSize(20);
  }

  /** Not even where the processor has nothing for NNPACK, which a warning would tell each time. */
  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void printsNothingOfItsOwn(DeviceKind device) throws Exception {
    assertThat(run(device, "convolutional", Map.of()).otherLines()).isEmpty();
  }

  private static Worker.Output run(
      DeviceKind device, String network, Map<String, String> environment)
      throws IOException, InterruptedException {
    Worker.Output output = Worker.run(device, network, "flat", environment);
    assertThat(output.exitCode()).as(() -> String.join("\n", output.lines())).isZero();
    return output;
  }
}
