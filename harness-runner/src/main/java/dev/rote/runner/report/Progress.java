package dev.rote.runner.report;

import dev.rote.runner.result.CellRecord;
import dev.rote.runner.result.CellRecord.EpochRecord;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Tells a person how far a run is. On a terminal one line shows what happens right now; elsewhere,
 * say in the log of a nightly job, a line appears at most every ten seconds. Either way every cell
 * leaves a line.
 */
public final class Progress {
  private static final long NANOS_BETWEEN_LIVE_LINES = 100_000_000L;
  private static final long NANOS_BETWEEN_PLAIN_LINES = 10_000_000_000L;
  private static final String ERASE_LINE = "\r\u001B[K";

  private final PrintWriter out;
  private final Terminal terminal;
  private final int total;
  private int started;
  private String task = "";
  private long taskStart;
  private long lastLine;
  private String evaluation = "";
  private boolean lineIsOpen;

  /**
   * @param out receives the lines
   * @param terminal what is known of standard error
   * @param total how many tasks there will be
   */
  public Progress(PrintWriter out, Terminal terminal, int total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
  }

  /** A cell, a fork or another piece of work begins. */
  public void start(String task) {
    started++;
    this.task = task;
    taskStart = System.nanoTime();
    lastLine = taskStart;
    evaluation = "";
    if (terminal.err()) {
      show("");
    }
  }

  /** Training goes on: step of the epoch, counted from 1, with its loss. */
  public void step(int epoch, int maxEpochs, int step, int steps, float loss) {
    long pause = terminal.err() ? NANOS_BETWEEN_LIVE_LINES : NANOS_BETWEEN_PLAIN_LINES;
    long now = System.nanoTime();
    if (now - lastLine < pause) {
      return;
    }
    lastLine = now;
    double done = epoch - 1 + (double) step / steps;
    show(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.4f%s  %s",
            epoch,
            maxEpochs,
            loss,
            evaluation,
            timeLeft((now - taskStart) / 1e9, done, maxEpochs)));
  }

  /** An epoch was evaluated. */
  public void epoch(double trainAccuracy) {
    evaluation = String.format(Locale.ROOT, "  accuracy %.1f%%", 100 * trainAccuracy);
  }

  /** A cell has ended. */
  public void done(CellRecord cell) {
    StringBuilder line = new StringBuilder(cell.outcome());
    if (!cell.epochs().isEmpty()) {
      EpochRecord last = cell.epochs().getLast();
      line.append(
          String.format(
              Locale.ROOT,
              " after %d epochs, train accuracy %s",
              last.epoch(),
              percent(cell.trainAccuracy())));
      line.append(", test accuracy ").append(percent(cell.testAccuracy()));
    }
    cell.reason().ifPresent(reason -> line.append(": ").append(reason));
    done(line.toString());
  }

  /** The task has ended: leaves a line that stays. */
  public void done(String result) {
    double seconds = (System.nanoTime() - taskStart) / 1e9;
    closeLine();
    out.println(String.format(Locale.ROOT, "%s %s: %s (%.1f s)", counter(), task, result, seconds));
    out.flush();
  }

  /** Something the user should know, on a line of its own. */
  public void note(String sentence) {
    closeLine();
    out.println(Style.FAINT.apply(sentence, terminal.colourErr()));
    out.flush();
  }

  private void show(String state) {
    String line = counter() + " " + task + (state.isEmpty() ? "" : ": " + state);
    if (terminal.err()) {
      int width = Math.max(1, terminal.columns() - 1);
      out.print(ERASE_LINE + (line.length() > width ? line.substring(0, width) : line));
      lineIsOpen = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private void closeLine() {
    if (lineIsOpen) {
      out.print(ERASE_LINE);
      lineIsOpen = false;
    }
  }

  private String counter() {
    int width = String.valueOf(total).length();
    return String.format(Locale.ROOT, "[%" + width + "d/%d]", started, total);
  }

  /** Returns an upper bound: a cell that reaches its goal earlier ends earlier. */
  private static String timeLeft(double seconds, double done, int maxEpochs) {
    double left = done > 0 ? seconds / done * (maxEpochs - done) : 0;
    return String.format(Locale.ROOT, "%.0f s, at most %.0f s left", seconds, left);
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f%%", 100 * share.getAsDouble())
        : "unknown";
  }
}
