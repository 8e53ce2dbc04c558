package dev.rote.runner.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Availability;
import dev.rote.api.Availability.Available;
import dev.rote.api.Availability.Unavailable;
import dev.rote.api.DeviceKind;
import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.LocalProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeRunnerTest {
  @TempDir private Path directory;
  private Cells cells;

  @BeforeEach
  void createCells() {
    cells = new Cells(directory);
  }

  @Test
  void everyDeviceOfEveryBackendIsAnswered() {
    List<ProbeRunner.Answer> answers =
        probe(ReferenceBackend.class, ScriptedBackend.HasDevices.class);

    assertThat(answers)
        .extracting(answer -> answer.plugin().id() + " " + answer.device())
        .containsExactly("reference cpu", "hasdevices cpu", "hasdevices onednn", "hasdevices cuda");
    assertThat(answers.getFirst().availability())
        .isInstanceOfSatisfying(
            Available.class, available -> assertThat(available.framework()).startsWith("Java "));
  }

  @Test
  void aProbeRunsWithTheEnvironmentOfItsDeviceAndNotInThisProcess() {
    List<ProbeRunner.Answer> answers = probe(ScriptedBackend.HasDevices.class);

    assertThat(detail(answers, DeviceKind.CPU)).startsWith("null ");
    assertThat(detail(answers, DeviceKind.ONEDNN)).startsWith("fast ");
    assertThat(detail(answers, DeviceKind.CPU))
        .doesNotContain(Long.toString(ProcessHandle.current().pid()));
  }

  private static String detail(List<ProbeRunner.Answer> answers, DeviceKind kind) {
    return answers.stream()
        .filter(answer -> answer.device().kind() == kind)
        .map(answer -> ((Available) answer.availability()).detail())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aProbeThatThrowsIsAReason() {
    Availability answer = probe(ScriptedBackend.HasDevices.class).getLast().availability();

    assertThat(answer)
        .isInstanceOfSatisfying(
            Unavailable.class,
            no ->
                assertThat(no.reason())
                    .isEqualTo(
                        "threw java.lang.IllegalStateException: no driver, caused by"
                            + " java.lang.UnsupportedOperationException: libgpu.so is too old"));
  }

  @Test
  void whatAProbePrintsIsKeptWhereThatIsWanted() throws IOException {
    List<ProbeRunner.Answer> answers =
        ProbeRunner.run(
            new LocalProcesses(),
            List.of(cells.plugin(ScriptedBackend.HasDevices.class)),
            Duration.ofMinutes(1),
            Files.createDirectory(directory.resolve("logs")));

    assertThat(answers.getFirst().log()).isEmpty();
    assertThat(Files.readString(answers.getLast().log().orElseThrow()))
        .contains("Caused by: java.lang.UnsupportedOperationException: libgpu.so is too old");
  }

  @Test
  void aProbeThatReturnsNullIsTold() {
    assertThat(reason(ScriptedBackend.ProbesNull.class))
        .endsWith("ProbesNull.probe returns null instead of an Availability");
  }

  @Test
  void aLaunchThatThrowsIsTracedToItsCauseAndItsPlace() {
    assertThat(reason(ScriptedBackend.CannotLaunch.class))
        .startsWith(
            "cannot say what its process needs: java.lang.IllegalStateException: no launch, caused"
                + " by java.lang.IllegalArgumentException: 2.x is no number, at ")
        .containsPattern("CannotLaunch\\.launch\\(ScriptedBackend\\.java:\\d+\\)$");
  }

  private String reason(Class<?> backend) {
    return ((Unavailable) probe(backend).getFirst().availability()).reason();
  }

  @Test
  void aProbeThatEndsItsProcessIsAReasonAndHidesNoOther() {
    List<ProbeRunner.Answer> answers =
        probe(ScriptedBackend.DiesInProbe.class, ReferenceBackend.class);

    assertThat(answers.getFirst().availability())
        .isInstanceOfSatisfying(
            Unavailable.class, no -> assertThat(no.reason()).contains("exited with code 5"));
    assertThat(answers.getLast().availability()).isInstanceOf(Available.class);
  }

  private List<ProbeRunner.Answer> probe(Class<?>... backends) {
    List<Plugin> plugins = Stream.of(backends).map(cells::plugin).toList();
    return ProbeRunner.run(new LocalProcesses(), plugins, Duration.ofMinutes(1));
  }
}
