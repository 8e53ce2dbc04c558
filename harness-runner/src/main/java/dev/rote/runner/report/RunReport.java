package dev.rote.runner.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.rote.runner.report.Table.Column;
import dev.rote.runner.result.AttestationRecord;
import dev.rote.runner.result.CellRecord;
import dev.rote.runner.result.Identity;
import dev.rote.runner.result.RunRecord;
import dev.rote.runner.result.ThroughputRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run prints at its end: the table, what a reader must know about it, and where the rest is.
 */
public final class RunReport {
  private static final Set<String> FAILURES = Set.of("crashed", "timed-out", "unavailable");
  private static final int SHORT_HASH = 12;

  private final RunRecord run;
  private final Path folder;
  private final List<Identity.Mismatch> mismatches;

  /**
   * @param run the results
   * @param folder that holds them
   */
  public RunReport(RunRecord run, Path folder) {
    this.run = run;
    this.folder = folder;
    mismatches = Identity.mismatches(run.cells());
  }

  /** Returns whether some cell crashed, timed out or was unavailable. */
  public boolean hasFailedCell() {
    return run.cells().stream().anyMatch(cell -> FAILURES.contains(cell.outcome()))
        || run.throughput().stream().anyMatch(each -> FAILURES.contains(each.outcome()));
  }

  /** Returns whether some row is not the same experiment as its neighbours. */
  public boolean hasMismatch() {
    return !mismatches.isEmpty() || run.cells().stream().anyMatch(RunReport::isBeyond);
  }

  private static boolean isBeyond(CellRecord cell) {
    return cell.parity().filter(parity -> !parity.within()).isPresent();
  }

  /** Returns the report's lines. */
  public List<String> lines(Terminal terminal) {
    boolean colour = terminal.colourOut();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(new SummaryTable(run).lines(terminal.columns(), colour));
    lines.addAll(otherBatchSizes(terminal));
    lines.add("");
    lines.addAll(identity(colour));
    lines.addAll(parity(colour));
    lines.addAll(attestations(colour));
    lines.addAll(reasons(colour));
    lines.add("Results: " + folder.resolve("run.json"));
    return lines;
  }

  /** Batch sizes that no experiment trains with are not in the summary. */
  private List<String> otherBatchSizes(Terminal terminal) {
    List<ThroughputRecord> others =
        run.throughput().stream()
            .filter(each ->
                run.cells().stream()
                    .noneMatch(
                        cell -> cell.batch() == each.batch() && cell.model().equals(each.model())))
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
    for (ThroughputRecord each : others) {
      table.addPlain(
          each.model(),
          String.valueOf(each.batch()),
          each.backend(),
          each.device(),
          SummaryTable.rate(each.train()),
          SummaryTable.rate(each.predict()));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines(terminal.columns(), terminal.colourOut()));
    return lines;
  }

  private List<String> identity(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (Identity.Mismatch mismatch : mismatches) {
      CellRecord cell = mismatch.cell();
      lines.add(
          Style.RED.apply(
              "NOT THE SAME EXPERIMENT: %s on %s %s was handed other %s than the row it is compared with"
                  .formatted(
                      cell.experiment(),
                      cell.backend(),
                      cell.device(),
                      String.join(", ", mismatch.what())),
              colour));
    }
    if (mismatches.isEmpty()) {
      lines.addAll(sharedHashes());
    }
    return lines;
  }

  private List<String> sharedHashes() {
    Map<String, List<CellRecord>> experiments =
        run.cells().stream()
            .filter(cell -> hash(cell, "images").isPresent())
            .collect(groupingBy(CellRecord::experiment, LinkedHashMap::new, toList()));
    return experiments.values().stream()
        .filter(cells -> cells.size() > 1)
        .map(cells ->
            "%s: the same in all %d rows: %s"
                .formatted(cells.getFirst().experiment(), cells.size(), hashes(cells.getFirst())))
        .toList();
  }

  private static String hashes(CellRecord cell) {
    return List.of("images", "labels", "parameters", "order").stream()
        .map(name -> name + " " + hash(cell, name).map(RunReport::shortened).orElse("-"))
        .collect(joining(", "));
  }

  private static Optional<String> hash(CellRecord cell, String name) {
    return cell.hashes().getOrDefault(name, Optional.empty());
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
  }

  private List<String> parity(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (CellRecord cell : run.cells()) {
      cell.parity()
          .filter(parity -> !parity.within())
          .ifPresent(parity ->
              lines.add(
                  Style.RED.apply(
                      "NOT THE SAME EXPERIMENT: %s on %s %s: %s"
                          .formatted(
                              cell.experiment(), cell.backend(), cell.device(), parity.sentence()),
                      colour)));
    }
    run.cells().stream()
        .flatMap(cell -> cell.parity().stream())
        .map(parity ->
            "parity: largest relative difference of the loss from %s over the first %d steps"
                .formatted(parity.reference(), parity.steps()))
        .distinct()
        .forEach(lines::add);
    return lines;
  }

  /** What was confirmed goes without saying. */
  private List<String> attestations(boolean colour) {
    Map<String, AttestationRecord> doubts = new LinkedHashMap<>();
    for (CellRecord cell : run.cells()) {
      cell.attestation()
          .filter(each -> !each.verdict().equals("confirmed"))
          .ifPresent(each ->
              doubts.put(
                  "%s on %s %s".formatted(cell.model(), cell.backend(), cell.device()), each));
    }
    return doubts.entrySet().stream()
        .map(doubt ->
            style(doubt.getValue())
                .apply(doubt.getKey() + ": " + doubt.getValue().sentence(), colour))
        .toList();
  }

  private static Style style(AttestationRecord attestation) {
    return attestation.verdict().equals("contradicted") ? Style.RED : Style.YELLOW;
  }

  private List<String> reasons(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (CellRecord cell : run.cells()) {
      cell.reason()
          .filter(reason -> !cell.outcome().equals("reached"))
          .ifPresent(reason ->
              lines.add(
                  Style.YELLOW.apply(
                      "%s on %s %s: %s: %s%s"
                          .formatted(
                              cell.experiment(),
                              cell.backend(),
                              cell.device(),
                              cell.outcome(),
                              reason,
                              cell.log()
                                  .filter(log -> FAILURES.contains(cell.outcome()))
                                  .map(log -> " (log: " + folder.resolve(log) + ")")
                                  .orElse("")),
                      colour)));
    }
    for (ThroughputRecord each : run.throughput()) {
      each.reason()
          .ifPresent(reason ->
              lines.add(
                  Style.YELLOW.apply(
                      "throughput of %s on %s %s: %s: %s"
                          .formatted(
                              each.model(), each.backend(), each.device(), each.outcome(), reason),
                      colour)));
    }
    return lines;
  }
}
