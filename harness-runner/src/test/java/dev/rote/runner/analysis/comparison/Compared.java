package dev.rote.runner.analysis.comparison;

import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;

import dev.rote.runner.analysis.Forks;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.suite.yaml.SuiteReader;
import dev.rote.runner.suite.yaml.SuiteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Runs to compare, made up. */
public final class Compared {
  /** A suite that has what is compared. */
  public static final String SUITE =
      """
      name: small
      data: {set: shapes, train: 640, test: 100}
      models: [{name: mlp, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 128
      experiments: [{name: true-labels}]
      measure: {batchSizes: [128], forks: 3}
      """;

  private Compared() {}

  /** Returns a run of these. */
  public static RunResult run(List<CellResult> cells, List<ThroughputResult> speeds) {
    RunResult run = Results.run(cells, speeds);
    return Results.with(
        run,
        run.settings(),
        SuiteWriter.tree(SuiteReader.readResolved(SUITE, "small.yaml")),
        run.machine());
  }

  /** Returns a cell that agrees with its reference. */
  public static CellResult cell(String backend) {
    return reached("true-labels", backend, "cpu", hashes());
  }

  /** Returns the same cell with another parity. */
  public static CellResult withParity(CellResult cell, Parity parity) {
    return cell.with(cell.attestation(), Optional.of(parity));
  }

  /** Returns a speed whose forks have these, by wall time and by processor time. */
  public static ThroughputResult speed(String backend, double[] wall, double[] processor) {
    List<ForkResult> forks = new ArrayList<>();
    for (int round = 0; round < wall.length; round++) {
      forks.add(
          Forks.fork(
              round,
              wall[round],
              processor.length == 0
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(wall[round] / processor[round])));
    }
    return Forks.of(backend, forks);
  }
}
