package dev.rote.runner.report.text;

import dev.rote.runner.analysis.ParityJudge;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.PeakResult;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.result.UnitResult;
import dev.rote.runner.run.RunListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Tells a person how far a run is. On a terminal one line shows what happens right now; elsewhere,
 * say in the log of a nightly job, a line appears at most every ten seconds. Either way every unit
 * leaves a line.
 */
public final class Progress implements RunListener {
  private static final long NANOS_BETWEEN_LIVE_LINES = 100_000_000L;
  private static final long NANOS_BETWEEN_PLAIN_LINES = 10_000_000_000L;
  private static final String ERASE_LINE = "\r\u001B[K";

  private final PrintWriter out;
  private final Terminal terminal;
  private int total;
  private int ended;
  private String task = "";
  private long taskStart;
  private long lastLine;
  private String evaluation = "";
  private boolean lineIsOpen;

  /**
   * @param out receives the lines
   * @param terminal what is known of standard error
   */
  public Progress(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void begin(int tasks) {
    total = tasks;
  }

  @Override
  public void added(Unit unit) {
    total++;
  }

  @Override
  public void started(Unit unit) {
    task = describe(unit);
    taskStart = System.nanoTime();
    lastLine = taskStart;
    evaluation = "";
    if (terminal.err()) {
      show("");
    }
  }

  @Override
  public void progress(Unit.Training unit, int epoch, int step, int steps, float loss) {
    long pause = terminal.err() ? NANOS_BETWEEN_LIVE_LINES : NANOS_BETWEEN_PLAIN_LINES;
    long now = System.nanoTime();
    if (now - lastLine < pause) {
      return;
    }
    lastLine = now;
    int maxEpochs = unit.cell().experiment().stop().maxEpochs();
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

  @Override
  public void epochDone(Unit.Training unit, EpochResult epoch) {
    evaluation = String.format(Locale.ROOT, "  accuracy %.1f%%", 100 * epoch.trainAccuracy());
  }

  @Override
  public void ended(Unit unit, UnitResult result, double seconds) {
    task = describe(unit);
    leave(String.format(Locale.ROOT, "%s (%.1f s)", describe(unit, result), seconds));
  }

  @Override
  public void leftOut(Unit unit, String reason) {
    task = describe(unit);
    leave(reason);
  }

  private void leave(String result) {
    ended++;
    closeLine();
    out.println(counter(ended) + " " + task + ": " + result);
    out.flush();
  }

  /** Something the user should know, on a line of its own. */
  public void note(String sentence) {
    closeLine();
    out.println(Style.FAINT.apply(sentence, terminal.colourErr()));
    out.flush();
  }

  private static String describe(Unit unit) {
    return unit.label() + (unit instanceof Unit.Attest ? ": what executes" : "");
  }

  private static String describe(Unit unit, UnitResult result) {
    return switch (result) {
      case Attestation attestation -> attestation.sentence();
      case ReferenceTrace trace -> describe(unit, trace);
      case CellResult cell -> describe(cell);
      case TwinResult twin -> describe(twin.result());
      case PeakResult peak ->
          peak.flopsPerSecond().isPresent()
              ? String.format(
                  Locale.ROOT, "%.0f GFLOP/s", peak.flopsPerSecond().getAsDouble() / 1e9)
              : "not known: " + peak.ending().sentence();
      case ForkResult fork -> fork.samples().map(Progress::rates).orElse(fork.ending().sentence());
    };
  }

  private static String describe(Unit unit, ReferenceTrace trace) {
    return switch (unit) {
      case Unit.Reference reference ->
          ParityJudge.of(trace, reference.cell().experiment().model())
              .map(judge ->
                  String.format(
                      Locale.ROOT, "rounding alone makes %.1e of difference", judge.floor()))
              .orElse("no reference: " + trace.ending().sentence());
      case Unit.Attest other -> trace.ending().sentence();
      case Unit.FirstSteps first ->
          trace.trace().isEmpty()
              ? trace.ending().sentence()
              : trace.trace().size() + " steps trained";
      case Unit.Confirm confirm ->
          trace.trace().isEmpty()
              ? trace.ending().sentence()
              : "trained, because its trace is astray";
      case Unit.Converge other -> trace.ending().sentence();
      case Unit.Twin other -> trace.ending().sentence();
      case Unit.Peak other -> trace.ending().sentence();
      case Unit.Fork other -> trace.ending().sentence();
      case Unit.Again other -> trace.ending().sentence();
    };
  }

  private static String describe(CellResult cell) {
    StringBuilder line = new StringBuilder(cell.outcome().id());
    cell.learning()
        .last()
        .ifPresent(last ->
            line.append(
                String.format(
                    Locale.ROOT,
                    " after %d epochs, train accuracy %s, test accuracy %s",
                    last.epoch(),
                    percent(OptionalDouble.of(last.trainAccuracy())),
                    percent(last.testAccuracy()))));
    cell.ending().reason().ifPresent(reason -> line.append(": ").append(reason));
    return line.toString();
  }

  private static String rates(ForkSamples samples) {
    return String.format(
        Locale.ROOT,
        "training %,.0f, inference %,.0f examples/s",
        mean(samples.train()),
        mean(samples.predict()));
  }

  private static double mean(List<Iteration> iterations) {
    return iterations.stream().mapToDouble(Iteration::examplesPerSecond).average().orElseThrow();
  }

  private void show(String state) {
    String line = counter(ended + 1) + " " + task + (state.isEmpty() ? "" : ": " + state);
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

  private String counter(int number) {
    int width = String.valueOf(total).length();
    return String.format(Locale.ROOT, "[%" + width + "d/%d]", number, total);
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
