package dev.rote.testkit;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.runner.cell.ProbeRunner;
import dev.rote.runner.cell.TaskRunner;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.testkit.clause.Clause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Checks clauses for a backend. What runs native code runs in worker processes, as a cell does:
 * clauses share one, and one that ends it is failed and the rest goes on in another.
 */
public final class Contract {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(60);

  /** Of the slowest clause, several times what it takes. */
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(180);

  /**
   * Threads a framework may use for one operation. The networks are too small for more, but sums
   * that depend on which thread is first need two.
   */
  private static final int THREADS = 1;

  private static final int THREADS_FOR_EVIDENCE = 2;

  private static final List<String> FIXED_HEAP =
      List.of("-Xms640m", "-Xmx640m", "-XX:+AlwaysPreTouch");

  private final Plugin plugin;
  private final Path logs;
  private final Duration limit;

  /**
   * Prepares to check a backend.
   *
   * @param plugin the backend
   * @param logs directory for what the worker processes print; created if it is not there
   */
  public Contract(Plugin plugin, Path logs) {
    this(plugin, logs, DEFAULT_LIMIT);
  }

  /** Prepares to check a backend, with another limit for the time that a clause may take. */
  Contract(Plugin plugin, Path logs, Duration limit) {
    this.plugin = plugin;
    this.logs = logs;
    this.limit = limit;
  }

  /**
   * Checks clauses on a device.
   *
   * @param clauses which, in the order of their verdicts but for those with processes of their own,
   *     which come last
   * @param listener receives each verdict as it comes, in this thread
   * @return all verdicts
   */
  public List<ClauseResult> verify(
      Device device, List<Clause> clauses, Consumer<ClauseResult> listener) {
    Run run = new Run(device, listener);
    try {
      Files.createDirectories(logs);
      run.verify(clauses);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run.results;
  }

  /** The checks on one device. */
  private final class Run {
    private final Device device;
    private final Consumer<ClauseResult> listener;
    private final List<ClauseResult> results = new ArrayList<>();
    private int processes;

    Run(Device device, Consumer<ClauseResult> listener) {
      this.device = device;
      this.listener = listener;
    }

    void verify(List<Clause> clauses) throws IOException {
      List<Clause.InWorker> together = new ArrayList<>();
      List<Clause> apart = new ArrayList<>();
      for (Clause clause : clauses) {
        switch (clause) {
          case Clause.InHarness inHarness ->
              add(clause, Checking.of(() -> inHarness.check().check(plugin, device, THREADS)));
          case Clause.InWorker inWorker when inWorker.alone() -> apart.add(clause);
          case Clause.InWorker inWorker -> together.add(inWorker);
          case Clause.ByEvidence byEvidence -> apart.add(byEvidence);
        }
      }
      Optional<String> absence =
          together.isEmpty() && apart.isEmpty() ? Optional.empty() : absence();
      if (absence.isPresent()) {
        together.forEach(clause -> add(clause, new Verdict.Skipped(absence.get())));
        apart.forEach(clause -> add(clause, new Verdict.Skipped(absence.get())));
        return;
      }
      checkTogether(together);
      for (Clause clause : apart) {
        checkApart(clause);
      }
    }

    private Optional<String> absence() {
      return ProbeRunner.run(new LocalProcesses(), List.of(plugin), PROBE_TIMEOUT).stream()
          .filter(answer -> answer.device().kind() == device.kind())
          .flatMap(answer ->
              switch (answer.availability()) {
                case Availability.Available available -> Optional.<String>empty().stream();
                case Availability.Unavailable(String reason) -> Optional.of(reason).stream();
              })
          .findFirst();
    }

    private void checkTogether(List<Clause.InWorker> clauses) throws IOException {
      List<Clause> rest = new ArrayList<>(clauses);
      while (!rest.isEmpty()) {
        Ended ended = process(rest, THREADS, Map.of(), List.of(), this::add);
        ended.unfinished().ifPresent(clause -> add(clause, new Verdict.Failed(ended.why())));
        if (ended.begun() == 0) {
          // Not one clause was begun: the others would not be either.
          rest.forEach(clause -> add(clause, new Verdict.Failed(ended.why())));
          return;
        }
        rest = rest.subList(ended.begun(), rest.size());
      }
    }

    private void checkApart(Clause clause) throws IOException {
      switch (clause) {
        case Clause.InWorker inWorker ->
            add(clause, only(clause, THREADS, Map.of(), FIXED_HEAP).verdict());
        case Clause.ByEvidence byEvidence -> add(clause, judge(byEvidence));
        case Clause.InHarness inHarness -> throw new IllegalArgumentException(inHarness.id());
      }
    }

    private Verdict judge(Clause.ByEvidence clause) throws IOException {
      List<Clause.Evidence> evidence = new ArrayList<>();
      for (int i = 0; i < clause.processes(); i++) {
        Shown shown = only(clause, THREADS_FOR_EVIDENCE, clause.environment(), List.of());
        if (!(shown.verdict() instanceof Verdict.Passed(String text))) {
          return shown.verdict();
        }
        evidence.add(new Clause.Evidence(text, shown.log()));
      }
      return Checking.of(() -> clause.judge().judge(device, evidence));
    }

    /** What a process that checked one clause has shown. */
    private record Shown(Verdict verdict, Path log) {}

    private Shown only(
        Clause clause, int threads, Map<String, String> environment, List<String> jvmOptions)
        throws IOException {
      Map<Clause, Verdict> verdicts = new HashMap<>();
      Ended ended = process(List.of(clause), threads, environment, jvmOptions, verdicts::put);
      Verdict verdict = verdicts.getOrDefault(clause, new Verdict.Failed(ended.why()));
      return new Shown(verdict, ended.log());
    }

    /**
     * How a process ended.
     *
     * @param begun how many clauses it began
     * @param unfinished the clause that ended it
     * @param why it ended, for a clause that was not finished
     */
    private record Ended(int begun, Optional<Clause> unfinished, String why, Path log) {}

    private Ended process(
        List<Clause> clauses,
        int threads,
        Map<String, String> environment,
        List<String> jvmOptions,
        BiConsumer<Clause, Verdict> verdicts)
        throws IOException {
      Path log = logs.resolve("%s-%s-%d.log".formatted(plugin.id(), device.kind(), ++processes));
      Files.deleteIfExists(log);
      List<Clause> begun = new ArrayList<>();
      List<Clause> finished = new ArrayList<>();
      Optional<String> failure =
          TaskRunner.run(
              request(clauses, threads, environment, jvmOptions, log),
              line -> {
                Report report = Report.parse(line);
                Clause clause =
                    clauses.stream()
                        .filter(each -> each.id().equals(report.clause()))
                        .findFirst()
                        .orElseThrow();
                if (report.verdict().isEmpty()) {
                  begun.add(clause);
                } else if (!finished.contains(clause)) {
                  finished.add(clause);
                  verdicts.accept(clause, report.verdict().get());
                }
              });
      String why =
          failure.orElse("its process exited as if all were well: the backend called exit");
      Optional<Clause> unfinished =
          begun.stream().filter(clause -> !finished.contains(clause)).findFirst();
      return new Ended(begun.size(), unfinished, why + "; its log is " + log, log);
    }

    private TaskRunner.Request request(
        List<Clause> clauses,
        int threads,
        Map<String, String> environment,
        List<String> jvmOptions,
        Path log) {
      List<String> arguments = new ArrayList<>(List.of(String.valueOf(limit.toSeconds())));
      clauses.forEach(clause -> arguments.add(clause.id()));
      return new TaskRunner.Request(
          new LocalProcesses(),
          plugin,
          device,
          threads,
          ClauseTask.class,
          arguments,
          environment,
          jvmOptions,
          log,
          limit.multipliedBy(clauses.size()));
    }

    private void add(Clause clause, Verdict verdict) {
      ClauseResult result = new ClauseResult(clause, device, verdict);
      results.add(result);
      listener.accept(result);
    }
  }
}
