package dev.rote.runner.report.format;

import dev.rote.runner.analysis.Disturbance;
import dev.rote.runner.analysis.Speed;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.SpeedRow;
import dev.rote.runner.result.Contention;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.SpeedOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns of a fork. */
final class ForkTable {
  /** A fork, whose it is, and what disturbed it. */
  record Fork(SpeedRow row, ForkResult result, Optional<String> disturbed) {}

  static final CsvTable<Fork> TABLE =
      new CsvTable<Fork>()
          .column("run", fork -> fork.row().source().label())
          .column("model", fork -> fork.row().result().key().model())
          .column("batch", fork -> fork.row().result().key().batch())
          .column("backend", fork -> fork.row().result().key().backend())
          .column("device", fork -> fork.row().result().key().device().toString())
          .part(fork -> Optional.of(fork.result()), result())
          .column("disturbed", Fork::disturbed)
          .column("counts", fork -> fork.result().counts());

  private ForkTable() {}

  private static CsvTable<ForkResult> result() {
    return new CsvTable<ForkResult>()
        .column("round", ForkResult::round)
        .column("place", ForkResult::place)
        .column("started", ForkResult::started)
        .column("outcome", fork -> SpeedOutcome.of(fork.ending().outcome()).id())
        .column("reason", fork -> fork.ending().reason())
        .column("log", fork -> fork.ending().log())
        .part(ForkResult::samples, iterations("training", ForkSamples::train))
        .part(ForkResult::samples, iterations("inference", ForkSamples::predict))
        .column("finite", fork -> fork.samples().map(ForkSamples::finite))
        .column("printed_bytes", ForkResult::printedBytes);
  }

  private static CsvTable<ForkSamples> iterations(
      String phase, Function<ForkSamples, List<Iteration>> part) {
    return new CsvTable<ForkSamples>()
        .column(phase + "_examples_per_second", fork -> Speed.mean(part.apply(fork)))
        .column(phase + "_iterations", fork -> part.apply(fork).size())
        .column(
            phase + "_seconds",
            fork -> part.apply(fork).stream().mapToDouble(Iteration::seconds).sum())
        .column(phase + "_processor_seconds", fork -> Iteration.processorSeconds(part.apply(fork)))
        .part(fork -> Contention.sum(part.apply(fork)), contention(phase));
  }

  private static CsvTable<Contention> contention(String phase) {
    return new CsvTable<Contention>()
        .column(phase + "_voluntary_switches", Contention::voluntarySwitches)
        .column(phase + "_involuntary_switches", Contention::involuntarySwitches)
        .column(phase + "_waiting_seconds", Contention::waitingSeconds)
        .column(phase + "_steal_seconds", Contention::stealSeconds)
        .column(phase + "_pressure_seconds", Contention::pressureSeconds);
  }

  static List<Fork> rows(Report report) {
    return SpeedRow.of(report).stream().flatMap(row -> rows(row).stream()).toList();
  }

  private static List<Fork> rows(SpeedRow row) {
    List<Disturbance> disturbances = Disturbance.of(row.result());
    return row.result().rounds().stream()
        .map(fork ->
            new Fork(
                row,
                fork,
                disturbances.stream()
                    .filter(each -> each.fork().equals(fork))
                    .flatMap(each -> each.why().stream())
                    .findFirst()))
        .toList();
  }
}
