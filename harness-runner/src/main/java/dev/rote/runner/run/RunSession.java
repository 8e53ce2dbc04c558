package dev.rote.runner.run;

import dev.rote.api.Device;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.RunPlan.ThroughputFork;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.report.Progress;
import dev.rote.runner.result.CellRecord;
import dev.rote.runner.result.CellRecords;
import dev.rote.runner.worker.Attestation;
import dev.rote.runner.worker.AttestationRunner;
import dev.rote.runner.worker.CellListener;
import dev.rote.runner.worker.CellReport;
import dev.rote.runner.worker.CellRequest;
import dev.rote.runner.worker.CellRunner;
import dev.rote.runner.worker.EpochReport;
import dev.rote.runner.worker.MachinePeak;
import dev.rote.runner.worker.Outcome;
import dev.rote.runner.worker.ThroughputRunner;
import dev.rote.runner.worker.ThroughputRunner.ForkReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs a suite: first what each cell really executes, then the reference that traces are compared
 * with, then every cell's convergence, then throughput fork by fork. What is timed has the machine
 * to itself, and the results so far are on disk after each process.
 */
public final class RunSession {
  private final RunOptions options;
  private final Targets targets;
  private final RunPlan plan;
  private final RunResults results;
  private final Progress progress;
  private final ParityJudge parity;

  /**
   * @param options what to run
   * @param targets on what
   * @param plan in which order
   * @param results receives everything
   * @param progress tells the user
   */
  public RunSession(
      RunOptions options, Targets targets, RunPlan plan, RunResults results, Progress progress) {
    this.options = options;
    this.targets = targets;
    this.plan = plan;
    this.results = results;
    this.progress = progress;
    parity = new ParityJudge(options, targets, progress);
  }

  /** Returns the number of tasks that {@link #run} will tell about. */
  public static int tasks(RunPlan plan) {
    long experiments = plan.cells().stream().map(Cell::experiment).distinct().count();
    int peak = plan.throughput().isEmpty() ? 0 : 1;
    return (int) experiments
        + attested(plan).size()
        + plan.cells().size()
        + peak
        + plan.throughput().size();
  }

  /**
   * Runs everything.
   *
   * @throws IOException if no process can be started or nothing can be written
   */
  public void run() throws IOException {
    results.begin();
    for (Cell cell : attested(plan).values()) {
      attest(cell);
    }
    parity.prepare(options.experiments());
    for (Cell cell : plan.cells()) {
      converge(cell);
    }
    if (!plan.throughput().isEmpty()) {
      measurePeak();
    }
    for (ThroughputFork fork : plan.throughput()) {
      measure(fork);
    }
    results.finish();
  }

  /**
   * Returns a cell for every model on every target: data and labels do not change what executes.
   */
  private static Map<String, Cell> attested(RunPlan plan) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Cell cell : plan.cells()) {
      cells.putIfAbsent(RunResults.attestationKey(cell), cell);
    }
    return cells;
  }

  private void attest(Cell cell) throws IOException {
    progress.start(
        "%s on %s %s: what executes"
            .formatted(cell.experiment().model().name(), cell.backend(), cell.device()));
    Attestation attestation = AttestationRunner.run(request(cell, "attest"));
    results.attested(cell, attestation);
    progress.done(attestation.sentence());
  }

  private void converge(Cell cell) throws IOException {
    progress.start("%s on %s %s".formatted(cell.experiment().id(), cell.backend(), cell.device()));
    CellReport report = CellRunner.run(request(cell, "train"), new Listener(cell.experiment()));
    CellRecord record = parity.judge(CellRecords.of(cell, report, options.folder()));
    results.add(record, report.framework());
    progress.done(record);
  }

  private void measurePeak() throws IOException {
    progress.start("peak of the processor");
    results.peak(MachinePeak.measure(options.threads()));
    progress.done(results.peakText());
  }

  private void measure(ThroughputFork fork) throws IOException {
    ThroughputCell cell = fork.cell();
    progress.start(
        "%s, batch %d on %s %s, throughput fork %d"
            .formatted(
                cell.model().name(),
                cell.batchSize(),
                cell.backend(),
                cell.device(),
                fork.fork() + 1));
    if (results.failed(cell)) {
      progress.done("left out, because an earlier fork failed");
      return;
    }
    CellRequest request =
        request(
            cell.representative(),
            cell.backend(),
            cell.device(),
            "throughput-" + (fork.fork() + 1));
    ForkReport report = ThroughputRunner.run(request, cell.batchSize(), options.suite().measure());
    results.add(cell, report);
    progress.done(
        report.outcome() == Outcome.REACHED
            ? RunResults.rates(report.samples().orElseThrow())
            : report.outcome() + ": " + report.reason().orElse("no reason is known"));
  }

  private CellRequest request(Cell cell, String what) {
    return request(cell.experiment(), cell.backend(), cell.device(), what);
  }

  private CellRequest request(Experiment experiment, String backend, Device device, String what) {
    return options.request(targets.plugin(backend), device, experiment, what);
  }

  private final class Listener implements CellListener {
    private final Experiment experiment;

    Listener(Experiment experiment) {
      this.experiment = experiment;
    }

    @Override
    public void progress(int epoch, int step, int steps, float loss) {
      progress.step(epoch, experiment.stop().maxEpochs(), step, steps, loss);
    }

    @Override
    public void epochDone(EpochReport epoch) {
      progress.epoch(epoch.train().accuracy());
    }
  }
}
