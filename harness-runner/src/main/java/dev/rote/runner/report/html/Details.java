package dev.rote.runner.report.html;

import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Origin;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Remarks;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.table.Tables;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.json.ResultJson;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What a page tells of a run beside its rows. */
public final class Details {
  private static final double GIBIBYTE = 1L << 30;

  private final Source source;
  private final RunResult run;

  Details(Source source) {
    this.source = source;
    this.run = source.run();
  }

  /** A thing and what it is. */
  public record Fact(String name, String value) {}

  /** Returns what tells the run from others. */
  public String label() {
    return source.label();
  }

  /** Returns when and on what it ran, in a line. */
  public String subtitle() {
    return Origin.machine(run);
  }

  /** Returns the sentences about the run. */
  public List<Remark> remarks() {
    return Remarks.of(source);
  }

  /** Returns what else it has to show than its summary. */
  public List<Tables.Titled> tables() {
    return Tables.of(source);
  }

  /** Returns when, with what and on what it ran. */
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Suite", run.name()));
    facts.add(new Fact("Started", Origin.time(run.started())));
    facts.add(
        new Fact(
            "Finished",
            run.finished()
                .map(end ->
                    "%s, after %s".formatted(Origin.time(end), Origin.length(run.started(), end)))
                .orElse("not yet")));
    facts.add(new Fact("Rote", run.rote()));
    facts.add(new Fact("Threads", String.valueOf(run.settings().threads())));
    MachineState machine = run.machine().before();
    facts.add(new Fact("Processor", machine.processor().orElse("unknown")));
    facts.add(new Fact("Processors that may be used", processors(machine)));
    run.machine()
        .peakFlops()
        .ifPresent(peak ->
            facts.add(
                new Fact(
                    "Measured float32 peak",
                    String.format(Locale.ROOT, "%,.1f GFLOP/s", peak / 1e9))));
    bytes(machine.memoryTotalBytes()).ifPresent(total -> facts.add(new Fact("Memory", total)));
    facts.add(new Fact("System", machine.os()));
    facts.add(new Fact("JDK", machine.jdk()));
    facts.add(new Fact("Folder", source.folder().toString()));
    return facts;
  }

  private static String processors(MachineState machine) {
    return machine.cores()
        + machine.allowedProcessors().map(numbers -> " (number " + numbers + ")").orElse("")
        + machine.processorQuota().stream()
            .mapToObj(quota -> ", " + quota + " processors' time")
            .collect(Collectors.joining());
  }

  private static Optional<String> bytes(OptionalLong bytes) {
    return bytes.stream()
        .mapToObj(each -> String.format(Locale.ROOT, "%.1f GiB", each / GIBIBYTE))
        .findFirst();
  }

  /** Returns the processes of the command line that worked on the run, a row each. */
  public Grid sessions() {
    return new Grid(
        List.of(
            new Grid.Heading("begun", false),
            new Grid.Heading("command", false),
            new Grid.Heading("load before", true),
            new Grid.Heading("load after", true),
            new Grid.Heading("variables", false)),
        run.sessions().stream()
            .map(session ->
                Cells.of(
                    Origin.time(session.started()),
                    Origin.command(session.command()),
                    load(Optional.of(session.before())),
                    load(session.after()),
                    variables(session)))
            .toList());
  }

  private static String load(Optional<MachineState> state) {
    OptionalDouble load = state.map(MachineState::loadAverage).orElse(OptionalDouble.empty());
    return load.isPresent() ? String.format(Locale.ROOT, "%.2f", load.getAsDouble()) : "-";
  }

  private static String variables(Session session) {
    return session.environment().isEmpty()
        ? "-"
        : session.environment().entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .collect(Collectors.joining(" "));
  }

  /** Returns the backends, a row each. */
  public Grid versions() {
    return new Grid(
        List.of(
            new Grid.Heading("backend", false),
            new Grid.Heading("plugin", false),
            new Grid.Heading("framework", false),
            new Grid.Heading("from", false),
            new Grid.Heading("hash of its jars", false)),
        run.versions().entrySet().stream()
            .map(version ->
                Cells.of(
                    version.getKey(),
                    version.getValue().plugin(),
                    version.getValue().framework().orElse("-"),
                    version.getValue().location(),
                    version.getValue().jars().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(jar -> jar.getKey() + " " + jar.getValue())
                        .collect(Collectors.joining("\n"))))
            .toList());
  }

  /** Returns the data files, a row each; empty where the pictures were generated. */
  public Optional<Grid> data() {
    return run.data().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Grid(
                List.of(
                    new Grid.Heading("file", false),
                    new Grid.Heading("bytes", true),
                    new Grid.Heading("SHA-256", false)),
                run.data().stream()
                    .map(file ->
                        Cells.of(
                            file.name(),
                            String.format(Locale.ROOT, "%,d", file.bytes()),
                            file.sha256()))
                    .toList()));
  }

  /** Returns the hashes of what each experiment was made of, a row each. */
  public Grid hashes() {
    Map<String, CellResult> firsts = new LinkedHashMap<>();
    for (CellResult cell : run.cells()) {
      if (cell.learning().hashes().images().isPresent()) {
        firsts.putIfAbsent(cell.key().experiment(), cell);
      }
    }
    List<String> names =
        firsts.values().stream()
            .findFirst()
            .map(cell -> List.copyOf(cell.learning().hashes().shared().keySet()))
            .orElse(List.of());
    List<Grid.Heading> headings = new ArrayList<>();
    headings.add(new Grid.Heading("experiment", false));
    names.forEach(name -> headings.add(new Grid.Heading(name, false)));
    return new Grid(
        headings,
        firsts.values().stream()
            .map(cell -> {
              List<String> row = new ArrayList<>();
              row.add(cell.key().experiment());
              names.forEach(
                  name -> row.add(cell.learning().hashes().shared().get(name).orElse("-")));
              return Cells.of(row.toArray(String[]::new));
            })
            .toList());
  }

  /** Returns what was attested, a row for each model, backend and device. */
  public Grid attestations() {
    Map<String, Attestation> attestations = new LinkedHashMap<>();
    for (CellResult cell : run.cells()) {
      cell.attestation()
          .ifPresent(attestation ->
              attestations.putIfAbsent(
                  "%s on %s %s"
                      .formatted(cell.key().model(), cell.key().backend(), cell.key().device()),
                  attestation));
    }
    return new Grid(
        List.of(
            new Grid.Heading("row", false),
            new Grid.Heading("verdict", false),
            new Grid.Heading("evidence", false)),
        attestations.entrySet().stream()
            .map(each ->
                Cells.of(each.getKey(), each.getValue().verdict().id(), each.getValue().sentence()))
            .toList());
  }

  /** Returns the suite as it was run; saved to a file, it is a suite again. */
  public String suite() {
    return ResultJson.indented().writeValueAsString(run.suite());
  }

  /** Returns the command that does the same again. */
  public String command() {
    return Origin.command(run);
  }

  /** Returns the ends of the logs of what failed. */
  public List<LogEnd> logs() {
    Map<String, Ending> failed = new LinkedHashMap<>();
    run.cells().stream()
        .filter(cell -> cell.outcome().failed())
        .forEach(cell -> failed.put(cell.key().toString(), cell.ending()));
    run.twins().stream()
        .filter(twin -> twin.result().outcome().failed())
        .forEach(twin -> failed.put(twin.toString(), twin.result().ending()));
    for (ThroughputResult speed : run.throughput()) {
      speed.rounds().stream()
          .filter(fork -> fork.ending().outcome().failed())
          .forEach(fork ->
              failed.put(
                  "throughput of %s, fork %d".formatted(speed.key(), fork.round() + 1),
                  fork.ending()));
    }
    return LogEnd.of(source.folder(), failed);
  }

  /** Returns the name of Rote, with its version where it comes from a jar. */
  static String rote() {
    return Optional.ofNullable(Details.class.getPackage().getImplementationVersion())
        .map(version -> "Rote " + version)
        .orElse("Rote");
  }
}
