package dev.rote.runner.report.text;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.rote.runner.analysis.Identity;
import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.report.text.Table.Column;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run prints at its end: the table, what a reader must know about it, and where the rest is.
 */
public final class RunReport {
  private static final int SHORT_HASH = 12;
  private static final long MEBIBYTE = 1 << 20;

  private final RunResult run;
  private final Path folder;
  private final Judgement judgement;

  /**
   * @param run the results
   * @param folder that holds them
   */
  public RunReport(RunResult run, Path folder) {
    this.run = run;
    this.folder = folder;
    judgement = Judgement.of(run);
  }

  /** Returns the report's lines. */
  public List<String> lines(Terminal terminal) {
    boolean colour = terminal.colourOut();
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (run.cells().isEmpty()) {
      lines.add(Style.BOLD.apply(run.name() + ": no cell is done", colour));
    } else {
      lines.addAll(new SummaryTable(run).lines(terminal.tableWidth(), colour));
    }
    lines.addAll(otherBatchSizes(terminal));
    TwinsReport twins = new TwinsReport(run);
    lines.addAll(twins.table(terminal.tableWidth(), colour));
    lines.add("");
    lines.addAll(identity(colour));
    lines.addAll(parity(colour));
    lines.addAll(twins.sentences(colour));
    lines.addAll(attestations(colour));
    lines.addAll(unchecked(colour));
    lines.addAll(floods(colour));
    lines.addAll(reasons(colour));
    if (run.missing() > 0) {
      lines.add(
          Style.YELLOW.apply(
              "%d units of the plan are missing: rote run --resume %s"
                  .formatted(run.missing(), folder),
              colour));
    }
    lines.add("Results: " + folder.resolve("run.json"));
    return lines;
  }

  /** Batch sizes that no experiment trains with are not in the summary. */
  private List<String> otherBatchSizes(Terminal terminal) {
    List<ThroughputResult> others =
        run.throughput().stream()
            .filter(each ->
                run.cells().stream()
                    .noneMatch(cell ->
                        cell.key().batch() == each.key().batch()
                            && cell.key().model().equals(each.key().model())))
            .toList();
    if (others.isEmpty()) {
      return List.of();
    }
    Table table =
        new Table(
            List.of(
                Column.text("model"),
                Column.number("batch"),
                Column.text("backend"),
                Column.text("device"),
                Column.number("training\nex/s"),
                Column.number("inference\nex/s")));
    for (ThroughputResult each : others) {
      table.addPlain(
          each.key().model(),
          String.valueOf(each.key().batch()),
          each.key().backend(),
          each.key().device().toString(),
          SummaryTable.rate(each.train()),
          SummaryTable.rate(each.predict()));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines(terminal.tableWidth(), terminal.colourOut()));
    return lines;
  }

  private List<String> identity(boolean colour) {
    if (judgement.mismatches().isEmpty()) {
      return sharedHashes();
    }
    List<String> lines = new ArrayList<>();
    for (Identity.Mismatch mismatch : judgement.mismatches()) {
      lines.add(
          Style.RED.apply(
              "NOT THE SAME EXPERIMENT: %s was handed other %s than the row it is compared with"
                  .formatted(mismatch.row(), String.join(", ", mismatch.what())),
              colour));
    }
    return lines;
  }

  private List<String> sharedHashes() {
    Map<String, List<CellResult>> experiments =
        run.cells().stream()
            .filter(cell -> hash(cell, "images").isPresent())
            .collect(groupingBy(cell -> cell.key().experiment(), LinkedHashMap::new, toList()));
    return experiments.values().stream()
        .filter(cells -> cells.size() > 1)
        .map(cells ->
            "%s: the same in all %d rows: %s"
                .formatted(
                    cells.getFirst().key().experiment(), cells.size(), hashes(cells.getFirst())))
        .toList();
  }

  private static String hashes(CellResult cell) {
    return List.of("images", "labels", "parameters", "order").stream()
        .map(name -> name + " " + hash(cell, name).map(RunReport::shortened).orElse("-"))
        .collect(joining(", "));
  }

  private static Optional<String> hash(CellResult cell, String name) {
    return cell.learning().hashes().shared().getOrDefault(name, Optional.empty());
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
  }

  private List<String> parity(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (CellResult cell : judgement.beyond()) {
      lines.add(
          Style.RED.apply(
              "NOT THE SAME EXPERIMENT: %s: %s"
                  .formatted(cell.key(), cell.parity().orElseThrow().sentence()),
              colour));
    }
    judgement
        .inconsistent()
        .forEach((cell, why) ->
            lines.add(
                Style.RED.apply("NOT THE SAME EXPERIMENT: %s: %s".formatted(cell, why), colour)));
    for (CellResult cell : run.cells()) {
      cell.parity()
          .filter(parity -> parity.beside().isPresent())
          .ifPresent(parity -> lines.add("* %s: %s".formatted(cell.key(), parity.sentence())));
    }
    run.cells().stream()
        .flatMap(cell -> cell.parity().stream())
        .map(RunReport::explanation)
        .distinct()
        .forEach(lines::add);
    return lines;
  }

  private static String explanation(Parity parity) {
    String what =
        "parity: largest relative difference from %s of the loss over the first %d steps%s"
            .formatted(
                parity.reference(),
                parity.steps(),
                parity.logits().isPresent() ? ", and of the logits before and after them" : "");
    return parity.telling() < parity.steps()
        ? what
            + "; only the first %d of them prove something, later rounding alone may make more than %.0f%%"
                .formatted(parity.telling(), 100 * Parity.MOST_TELLING)
        : what;
  }

  /** What was confirmed goes without saying. */
  private List<String> attestations(boolean colour) {
    Map<String, Attestation> doubts = new LinkedHashMap<>();
    for (CellResult cell : run.cells()) {
      cell.attestation()
          .filter(each -> each.verdict() == Attestation.Verdict.NO_EVIDENCE)
          .ifPresent(each ->
              doubts.put(
                  "%s on %s %s"
                      .formatted(cell.key().model(), cell.key().backend(), cell.key().device()),
                  each));
    }
    return doubts.entrySet().stream()
        .map(doubt ->
            Style.YELLOW.apply(doubt.getKey() + ": " + doubt.getValue().sentence(), colour))
        .toList();
  }

  /** What was not checked, and what else a reader must know that did not stand here yet. */
  private List<String> unchecked(boolean colour) {
    List<String> lines = new ArrayList<>();
    judgement
        .contradicted()
        .forEach((row, evidence) ->
            lines.add(
                Style.RED.apply("NOT WHAT IT CLAIMS: %s: %s".formatted(row, evidence), colour)));
    judgement
        .unchecked()
        .forEach(unchecked -> lines.add(Style.RED.apply("NOT CHECKED: " + unchecked, colour)));
    List<String> told = run.sessions().isEmpty() ? List.of() : run.sessions().getLast().problems();
    run.problems().stream()
        .filter(problem -> !told.contains(problem))
        .filter(problem -> !problem.startsWith(Judgement.NOT_CHECKED))
        .forEach(problem -> lines.add(Style.YELLOW.apply(problem, colour)));
    return lines;
  }

  /** Printing takes time, and the speed of a backend is charged with it. */
  private List<String> floods(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (CellResult cell : run.cells()) {
      flood(cell.key().toString(), cell.worker().printedBytes(), cell.ending(), colour)
          .ifPresent(lines::add);
    }
    for (ThroughputResult each : run.throughput()) {
      each.rounds().stream()
          .max(Comparator.comparingLong(fork -> fork.printedBytes().orElse(0)))
          .flatMap(fork ->
              flood("throughput of " + each.key(), fork.printedBytes(), fork.ending(), colour))
          .ifPresent(lines::add);
    }
    return lines;
  }

  private Optional<String> flood(
      String what, OptionalLong printedBytes, Ending ending, boolean colour) {
    long printed = printedBytes.orElse(0);
    return printed <= MEBIBYTE
        ? Optional.empty()
        : Optional.of(
            Style.YELLOW.apply(
                "%s: its process printed %d MiB, and its speed is that with it: silence its framework in the backend's launch (log: %s)"
                    .formatted(
                        what,
                        printed / MEBIBYTE,
                        ending.log().map(log -> folder.resolve(log).toString()).orElse("-")),
                colour));
  }

  private List<String> reasons(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (CellResult cell : run.cells()) {
      cell.ending()
          .reason()
          .filter(reason -> cell.outcome() != Outcome.REACHED)
          .ifPresent(reason ->
              lines.add(
                  Style.YELLOW.apply(
                      "%s: %s: %s%s".formatted(cell.key(), cell.outcome(), reason, log(cell)),
                      colour)));
    }
    for (TwinResult twin : run.twins()) {
      twin.result()
          .ending()
          .reason()
          .filter(reason -> twin.result().outcome().failed())
          .ifPresent(reason ->
              lines.add(
                  Style.YELLOW.apply(
                      "%s: %s: %s%s"
                          .formatted(twin, twin.result().outcome(), reason, log(twin.result())),
                      colour)));
    }
    for (ThroughputResult each : run.throughput()) {
      each.reason()
          .ifPresent(reason ->
              lines.add(
                  Style.YELLOW.apply(
                      "throughput of %s: %s: %s".formatted(each.key(), each.outcome(), reason),
                      colour)));
    }
    return lines;
  }

  private String log(CellResult cell) {
    return cell.ending()
        .log()
        .filter(log -> cell.outcome().failed())
        .map(log -> " (log: " + folder.resolve(log) + ")")
        .orElse("");
  }
}
