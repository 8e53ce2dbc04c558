package dev.rote.runner.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it appends loses the night in hand at most. */
class HistoryCrashTest {
  private static final int KILLS = 50;
  private static final int ROWS = 40;
  private static final int MOST_ACKNOWLEDGED = 8;
  private static final int MOST_MICROS = 20_000;

  @TempDir private Path temporary;

  /** Appends one night after the other, and prints the number of each that is on the disk. */
  static final class Appending {
    private Appending() {}

    public static void main(String[] arguments) {
      HistoryFolder history = new HistoryFolder(Path.of(arguments[0]));
      for (int night = Integer.parseInt(arguments[1]); ; night++) {
        history.append(Nights.night(night, ROWS));
        System.out.println(night);
      }
    }
  }

  @Test
  void everyNightThatWasAcknowledgedIsWhole() throws Exception {
    Path folder = temporary.resolve("history");
    Random random = new Random(1);
    List<Integer> acknowledged = new ArrayList<>();
    int next = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      List<Integer> before = appendUntilKilled(folder, next, random);
      acknowledged.addAll(before);

      // The one in hand is there whole, torn, or not at all, and appended again by the next.
      int last = before.getLast();
      History history = History.read(folder);
      assertThat(history.nights().size() - acknowledged.size()).isBetween(0, 1);
      assertThat(history.torn())
          .allSatisfy(night -> assertThat(night.id()).isEqualTo(Nights.start(last + 1)));
      for (int night : before) {
        assertThat(history.nights().get(night).entries()).isEqualTo(Nights.night(night, ROWS));
      }
      next = last + 1;
    }
    List<History.Recorded> nights = History.read(folder).nights();
    for (int night : acknowledged) {
      assertThat(nights.get(night).entries()).isEqualTo(Nights.night(night, ROWS));
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS).doesNotHaveDuplicates();
  }

  /** Lets so many be acknowledged, and a part of the next begin: the moment is drawn. */
  private static List<Integer> appendUntilKilled(Path folder, int first, Random random)
      throws IOException, InterruptedException {
    Process process =
        JavaCommand.of(
                List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Appending.class.getName(),
                    folder.toString(),
                    String.valueOf(first)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Integer> acknowledged = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (int i = 1 + random.nextInt(MOST_ACKNOWLEDGED); i > 0; i--) {
        acknowledged.add(Integer.valueOf(output.readLine()));
      }
      long end = System.nanoTime() + 1000L * random.nextInt(MOST_MICROS);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      // The process itself would close its output, and with it what it has acknowledged last.
      process.toHandle().destroyForcibly();
      process.waitFor();
      output.lines().map(Integer::valueOf).forEach(acknowledged::add);
    } finally {
      process.destroyForcibly();
    }
    return acknowledged;
  }
}
