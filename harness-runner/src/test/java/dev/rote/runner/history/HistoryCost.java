package dev.rote.runner.history;

import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendChoice;
import dev.rote.runner.cli.output.TrendFormat;
import dev.rote.runner.machine.ResidentMemory;
import dev.rote.runner.report.text.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What reading a history and its trend cost: a thousand nights of a hundred rows, which is what a
 * team has after three years, are to be read in about 2 s, and their trend to be written in 3 more,
 * by a process that takes less than 300 MB. The arguments are the folder, which is filled if it is
 * not there, and the numbers of nights and rows. With the options of the launcher, in the root of
 * the project:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -pl harness-api,backend-reference,harness-runner \
 *     -Dmdep.outputFile=/tmp/classpath
 * for i in 1 2; do
 *   java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx300m \
 *       -cp "harness-runner/target/test-classes:harness-runner/target/classes:$(cat /tmp/classpath)" \
 *       dev.rote.runner.history.HistoryCost /tmp/history 1000 100
 * done
 * }</pre>
 *
 * <p>The first of the two processes writes as well, and its memory says nothing.
 */
final class HistoryCost {
  private HistoryCost() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    if (!Files.exists(folder)) {
      fill(folder, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }
    History history = took("read", () -> History.read(folder));
    System.out.printf(
        "%d nights, %d lines, %.1f MB%n",
        history.nights().size(),
        history.nights().stream().mapToInt(night -> night.entries().size()).sum(),
        bytes(folder) / 1e6);
    Trend trend =
        took(
            "trend found",
            () -> Trend.of(history, Trend.suites(history).getFirst(), TrendChoice.ALL));
    for (TrendFormat format : TrendFormat.values()) {
      Path file = Files.createTempFile("trend", "." + format.id());
      took("written as " + format.id(), () -> write(trend, format, file));
      System.out.printf("%.1f MB%n", Files.size(file) / 1e6);
      Files.delete(file);
    }
  }

  private static Path write(Trend trend, TrendFormat format, Path file) {
    try (Writer out = Files.newBufferedWriter(file)) {
      format.write(trend, Terminal.NONE, out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T took(String what, Supplier<T> act) {
    long start = System.nanoTime();
    T made = act.get();
    System.out.printf(
        "%s in %.2f s; largest resident memory %.0f MB%n",
        what, (System.nanoTime() - start) / 1e9, ResidentMemory.peakBytes().orElse(0) / 1e6);
    return made;
  }

  private static void fill(Path folder, int nights, int rows) {
    HistoryFolder history = new HistoryFolder(folder);
    long start = System.nanoTime();
    for (int night = 0; night < nights; night++) {
      history.append(Nights.night(night, rows));
    }
    System.out.printf("appended in %.2f ms each%n", (System.nanoTime() - start) / 1e6 / nights);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
