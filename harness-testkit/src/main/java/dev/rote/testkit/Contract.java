package dev.rote.testkit;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.runner.cell.ProbeRunner;
import dev.rote.runner.cell.TaskRunner;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.wire.Event;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
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

  /** The first clause of a process loads the framework, which may unpack its natives first. */
  private static final Duration LOADING = Duration.ofSeconds(60);

  /** What a process may take beside its clauses before it is killed from outside. */
  private static final Duration GRACE = Duration.ofSeconds(60);

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
  private final Optional<Duration> limit;
  private final Map<Device, Absence> absences = new HashMap<>();
  private boolean probed;

  /**
   * Prepares to check a backend.
   *
   * @param plugin the backend
   * @param logs directory for what the worker processes print; created if it is not there
   */
  public Contract(Plugin plugin, Path logs) {
    this(plugin, logs, Optional.empty());
  }

  /** Prepares to check a backend, with one limit for the time that any clause may take. */
  Contract(Plugin plugin, Path logs, Duration limit) {
    this(plugin, logs, Optional.of(limit));
  }

  private Contract(Plugin plugin, Path logs, Optional<Duration> limit) {
    this.plugin = plugin;
    this.logs = logs;
    this.limit = limit;
  }

  /** Returns why a device of the backend cannot be opened here; empty if it can. */
  public Optional<Absence> absence(Device device) {
    if (!probed) {
      probe();
      probed = true;
    }
    return Optional.ofNullable(absences.get(device));
  }

  private void probe() {
    createLogs();
    ProbeRunner.run(new LocalProcesses(), List.of(plugin), PROBE_TIMEOUT, logs)
        .forEach(answer -> {
          switch (answer.availability()) {
            case Availability.Available available -> {}
            case Availability.Unavailable(String reason) ->
                absences.put(answer.device(), new Absence(answer.device(), reason, answer.log()));
          }
        });
  }

  private void createLogs() {
    try {
      Files.createDirectories(logs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    createLogs();
    try {
      run.deleteLogs();
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
    private Optional<Clause> hung = Optional.empty();
    private int processes;

    Run(Device device, Consumer<ClauseResult> listener) {
      this.device = device;
      this.listener = listener;
    }

    /** Processes append to their logs: what an earlier check printed would be read as evidence. */
    void deleteLogs() throws IOException {
      try (DirectoryStream<Path> old =
          Files.newDirectoryStream(
              logs, file -> file.getFileName().toString().matches(logName("\\d+(-control)?")))) {
        for (Path log : old) {
          Files.delete(log);
        }
      }
    }

    private String logName(String number) {
      return "%s-%s-%s.log".formatted(plugin.id(), device.kind(), number);
    }

    void verify(List<Clause> clauses) throws IOException {
      List<Clause> together = new ArrayList<>();
      List<Clause> apart = new ArrayList<>();
      for (Clause clause : clauses) {
        switch (clause) {
          case Clause.InHarness inHarness -> add(clause, inHarness(inHarness));
          case Clause.InWorker inWorker when inWorker.alone() -> apart.add(clause);
          case Clause.InWorker inWorker -> together.add(inWorker);
          case Clause.ByEvidence byEvidence -> apart.add(byEvidence);
          case Clause.InEmptyHome inEmptyHome -> apart.add(inEmptyHome);
        }
      }
      if (together.isEmpty() && apart.isEmpty()) {
        return;
      }
      Optional<Absence> absence = absence(device);
      if (absence.isPresent()) {
        skip(together, absence.get().reason());
        skip(apart, absence.get().reason());
        return;
      }
      checkTogether(together);
      for (Clause clause : apart) {
        if (hung.isPresent()) {
          skip(List.of(clause), hungBefore());
        } else {
          checkApart(clause);
        }
      }
    }

    private Verdict inHarness(Clause.InHarness clause) {
      return Checking.of(
          clause,
          plugin.backend(),
          () -> clause.check().check(plugin, device, THREADS),
          thrown -> {});
    }

    private void skip(List<Clause> clauses, String reason) {
      clauses.forEach(clause -> add(clause, new Verdict.Skipped(reason)));
    }

    private void checkTogether(List<Clause> clauses) throws IOException {
      List<Clause> rest = clauses;
      while (!rest.isEmpty()) {
        Ended ended = process(rest, THREADS, Map.of(), List.of(), this::add);
        ended.unfinished().ifPresent(clause -> add(clause, new Verdict.Failed(ended.why())));
        if (ended.begun() == 0) {
          // Not one clause was begun: the others would not be either.
          rest.forEach(clause -> add(clause, new Verdict.Failed(ended.why())));
          return;
        }
        rest = rest.subList(ended.begun(), rest.size());
        if (hung.isPresent()) {
          // One that hangs would hang in most of the others, too, and each would take its time.
          skip(rest, hungBefore());
          return;
        }
      }
    }

    private String hungBefore() {
      return "not checked: it hung before in " + hung.orElseThrow().id();
    }

    private void checkApart(Clause clause) throws IOException {
      switch (clause) {
        case Clause.InWorker inWorker ->
            add(clause, only(clause, THREADS, Map.of(), FIXED_HEAP).verdict());
        case Clause.ByEvidence byEvidence -> add(clause, judge(byEvidence));
        case Clause.InEmptyHome inEmptyHome -> add(clause, judge(inEmptyHome));
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
      Clause.Trial trial =
          new Clause.Trial(
              new Target(plugin, device), THREADS_FOR_EVIDENCE, evidence, limitOfFirst(clause));
      Verdict verdict =
          Checking.of(clause, plugin.backend(), () -> clause.judge().judge(trial), thrown -> {});
      return in(evidence.getLast().log(), verdict);
    }

    private Verdict judge(Clause.InEmptyHome clause) throws IOException {
      try (EmptyHome home = EmptyHome.create()) {
        Shown shown = only(clause, THREADS, home.environment(), home.jvmOptions());
        if (!(shown.verdict() instanceof Verdict.Passed)) {
          return shown.verdict();
        }
        List<Clause.Footprint> left = home.left();
        return in(
            shown.log(),
            Checking.of(clause, plugin.backend(), () -> clause.judge().judge(left), thrown -> {}));
      }
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
     * @param log what it printed
     */
    private record Ended(int begun, Optional<Clause> unfinished, Failure why, Path log) {}

    private Ended process(
        List<Clause> clauses,
        int threads,
        Map<String, String> environment,
        List<String> jvmOptions,
        BiConsumer<Clause, Verdict> verdicts)
        throws IOException {
      Path log = logs.resolve(logName(String.valueOf(++processes)));
      List<Clause> begun = new ArrayList<>();
      List<Clause> finished = new ArrayList<>();
      Optional<Event.Failed> ending =
          TaskRunner.run(
              request(clauses, threads, environment, jvmOptions, log),
              line -> {
                Report report = Report.parse(line);
                Clause clause = Clauses.byId(report.clause());
                switch (report) {
                  case Report.Begun any -> begun.add(clause);
                  case Report.Ended(String id, Verdict verdict) -> {
                    if (!finished.contains(clause)) {
                      finished.add(clause);
                      verdicts.accept(clause, in(log, verdict));
                    }
                  }
                  case Report.Hung(String id, Failure failure) -> {
                    // A verdict that came at the last moment stands.
                    if (!finished.contains(clause)) {
                      finished.add(clause);
                      hung = Optional.of(clause);
                      verdicts.accept(clause, new Verdict.Failed(failure.in(log)));
                    }
                  }
                }
              });
      String why =
          ending
              .map(Event.Failed::reason)
              .orElse("its process exited as if all were well: the backend called exit or halt");
      Optional<Clause> unfinished =
          begun.stream().filter(clause -> !finished.contains(clause)).findFirst();
      if (ending.filter(failed -> failed.outcome() == Outcome.TIMED_OUT).isPresent()) {
        // It hung so that not even its own alarm went off.
        hung = unfinished.or(() -> Optional.of(clauses.getFirst()));
      }
      return new Ended(begun.size(), unfinished, Failure.of(why).in(log), log);
    }

    private static Verdict in(Path log, Verdict verdict) {
      return verdict instanceof Verdict.Failed(Failure failure)
          ? new Verdict.Failed(failure.in(log))
          : verdict;
    }

    private TaskRunner.Request request(
        List<Clause> clauses,
        int threads,
        Map<String, String> environment,
        List<String> jvmOptions,
        Path log) {
      List<String> arguments = new ArrayList<>();
      Duration whole = GRACE;
      for (Clause clause : clauses) {
        Duration each = arguments.isEmpty() ? limitOfFirst(clause) : limit.orElseGet(clause::limit);
        arguments.add(ClauseTask.argument(clause, each));
        whole = whole.plus(each);
      }
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
          whole);
    }

    /** Returns how long a clause may take that is the first of its process. */
    private Duration limitOfFirst(Clause clause) {
      return limit.orElseGet(() -> clause.limit().plus(LOADING));
    }

    private void add(Clause clause, Verdict verdict) {
      ClauseResult result = new ClauseResult(clause, device, verdict);
      results.add(result);
      listener.accept(result);
    }
  }
}
