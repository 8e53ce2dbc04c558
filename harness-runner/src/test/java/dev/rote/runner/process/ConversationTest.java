package dev.rote.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.FakeProcesses;
import dev.rote.runner.fixture.FakeProcesses.Misbehaviour;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.wire.BackendRef;
import dev.rote.runner.wire.CellWork;
import dev.rote.runner.wire.Converge;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {
  private static final Job JOB =
      new Converge(
          new CellWork(
              SmallSuite.DEFAULT.experiment(),
              new BackendRef("fake", List.of()),
              Device.first(DeviceKind.CPU),
              1,
              List.of()),
          20,
          0);
  private static final int EVENTS = 6;

  @TempDir private Path directory;
  private final List<Event> events = new ArrayList<>();

  @Test
  void everythingThatASoundProcessSaysIsHeard() throws IOException {
    assertThat(run(new FakeProcesses(), Duration.ofMinutes(1))).isEqualTo(new WorkerEnd.Exited(0));
    assertThat(events).hasSize(EVENTS);
    assertThat(events.getLast()).isInstanceOf(Converge.Finished.class);
  }

  @Test
  void whatIsNoEventIsPassedOver() throws IOException {
    assertThat(run(misbehaving(Misbehaviour.SAYS_GARBAGE), Duration.ofMinutes(1)))
        .isEqualTo(new WorkerEnd.Exited(0));
    assertThat(events).hasSize(EVENTS);
  }

  @Test
  void halfALineIsNothingAndWhatCameBeforeCounts() throws IOException {
    assertThat(run(misbehaving(Misbehaviour.SAYS_HALF_A_LINE), Duration.ofMinutes(1)))
        .isEqualTo(new WorkerEnd.Exited(137));
    assertThat(events).hasSize(1);
  }

  @Test
  void aSilentProcessIsKilledWhenItsTimeIsOver() throws IOException {
    Duration time = Duration.ofMillis(20);

    assertThat(run(misbehaving(Misbehaviour.HANGS), time)).isEqualTo(new WorkerEnd.TimedOut(time));
    assertThat(events).hasSize(1);
  }

  @Test
  void aProcessThatCannotBeStartedIsAnException() {
    assertThatThrownBy(() -> run(misbehaving(Misbehaviour.DOES_NOT_START), Duration.ofMinutes(1)))
        .isInstanceOf(IOException.class);
  }

  private static FakeProcesses misbehaving(Misbehaviour misbehaviour) {
    return new FakeProcesses().on(job -> true, misbehaviour);
  }

  private WorkerEnd run(Processes processes, Duration timeout) throws IOException {
    WorkerLaunch launch =
        new WorkerLaunch(Map.of(), List.of(), directory.resolve("worker.log"), timeout);
    return Conversation.run(processes, launch, JOB, events::add);
  }
}
