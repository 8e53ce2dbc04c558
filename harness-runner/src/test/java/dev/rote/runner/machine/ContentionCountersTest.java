package dev.rote.runner.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentionCountersTest {
  @TempDir private Path root;

  @Test
  void theSwitchesOfAllThreadsAreAddedUp() throws IOException {
    thread("10", 100, 7);
    thread("11", 50, 2);
    ContentionCounters before = ContentionCounters.read(root);
    thread("10", 105, 7);
    thread("11", 51, 4);

    ContentionCounters after = ContentionCounters.read(root);

    assertThat(after.voluntarySwitchesSince(before)).hasValue(6);
    assertThat(after.involuntarySwitchesSince(before)).hasValue(2);
  }

  @Test
  void aThreadThatEndedTakesNothingAwayAndOneThatBeganHasAllItsSwitches() throws IOException {
    thread("10", 100, 7);
    thread("11", 5000, 900);
    ContentionCounters before = ContentionCounters.read(root);
    thread("10", 101, 7);
    Files.delete(root.resolve("proc/self/task/11/status"));
    thread("12", 3, 1);

    ContentionCounters after = ContentionCounters.read(root);

    assertThat(after.voluntarySwitchesSince(before)).hasValue(4);
    assertThat(after.involuntarySwitchesSince(before)).hasValue(1);
  }

  @Test
  void aThreadWithTheNumberOfOneThatEndedIsAnotherOne() throws IOException {
    thread("10", 5000, 900);
    ContentionCounters before = ContentionCounters.read(root);
    thread("10", 3, 1);

    ContentionCounters after = ContentionCounters.read(root);

    assertThat(after.voluntarySwitchesSince(before)).hasValue(3);
    assertThat(after.involuntarySwitchesSince(before)).hasValue(1);
  }

  @Test
  void stealIsInHundredthsOfASecondAndPressureInMicroseconds() throws IOException {
    file("proc/stat", "cpu  10 20 30 40 50 60 70 850 90 100\n");
    file("proc/pressure/cpu", pressure(1_000_000));
    ContentionCounters before = ContentionCounters.read(root);
    file("proc/stat", "cpu  10 20 30 40 50 60 70 875 90 100\n");
    file("proc/pressure/cpu", pressure(1_250_000));

    ContentionCounters after = ContentionCounters.read(root);

    assertThat(after.stealSecondsSince(before)).hasValue(0.25);
    assertThat(after.pressureSecondsSince(before)).hasValue(0.25);
  }

  @Test
  void aCounterOfTheMachineThatGoesBackSaysNothing() throws IOException {
    file("proc/stat", "cpu  10 20 30 40 50 60 70 850 90 100\n");
    ContentionCounters before = ContentionCounters.read(root);
    file("proc/stat", "cpu  10 20 30 40 50 60 70 849 90 100\n");

    assertThat(ContentionCounters.read(root).stealSecondsSince(before)).hasValue(0);
  }

  @Test
  void aSystemThatShowsNothingLeavesThemEmpty() {
    ContentionCounters counters = ContentionCounters.read(root.resolve("missing"));

    assertThat(counters.voluntarySwitchesSince(counters)).isEmpty();
    assertThat(counters.involuntarySwitchesSince(counters)).isEmpty();
    assertThat(counters.stealSecondsSince(counters)).isEmpty();
    assertThat(counters.pressureSecondsSince(counters)).isEmpty();
  }

  @Test
  void aStatusWithoutSwitchesIsNotOneOfNone() throws IOException {
    file("proc/self/task/10/status", "Name:\tjava\n");

    ContentionCounters counters = ContentionCounters.read(root);

    assertThat(counters.voluntarySwitchesSince(counters)).isEmpty();
  }

  @Test
  void aThreadThatSleepsGivesItsProcessorAway() throws InterruptedException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/task")), "the system shows no threads");
    ContentionCounters before = ContentionCounters.now();
    for (int i = 0; i < 10; i++) {
      Thread.sleep(1);
    }

    assertThat(ContentionCounters.now().voluntarySwitchesSince(before).orElseThrow())
        .isGreaterThanOrEqualTo(10);
  }

  private void thread(String number, long voluntary, long involuntary) throws IOException {
    file(
        "proc/self/task/" + number + "/status",
        "Name:\tjava\nThreads:\t2\nvoluntary_ctxt_switches:\t%d\nnonvoluntary_ctxt_switches:\t%d\n"
            .formatted(voluntary, involuntary));
  }

  private static String pressure(long total) {
    return """
    some avg10=1.00 avg60=0.12 avg300=1.05 total=%d
    full avg10=0.00 avg60=0.00 avg300=0.00 total=7
    """
        .formatted(total);
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
