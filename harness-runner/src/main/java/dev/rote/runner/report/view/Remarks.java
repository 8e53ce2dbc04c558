package dev.rote.runner.report.view;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.rote.runner.analysis.Identity;
import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.analysis.ResolvedSuite;
import dev.rote.runner.analysis.Speed;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.suite.PaperFigure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reader must know about a run, a sentence each: what all rows share, what does not hold,
 * what was not checked, and why rows are not as they should be.
 */
public final class Remarks {
  private static final int SHORT_HASH = 12;
  private static final long MEBIBYTE = 1 << 20;

  private final RunResult run;
  private final Path folder;
  private final Judgement judgement;
  private final ResolvedSuite suite;
  private final List<Remark> remarks = new ArrayList<>();

  private Remarks(Source source) {
    run = source.run();
    folder = source.folder();
    judgement = source.judgement();
    suite = source.suite();
  }

  /** Returns the sentences about a run, in the order in which they are to be read. */
  public static List<Remark> of(Source source) {
    Remarks remarks = new Remarks(source);
    remarks.addIdentity();
    remarks.addParity();
    remarks.remarks.addAll(TwinRemarks.of(source.twins()));
    remarks.remarks.addAll(EarlyStoppingRemarks.of(source.run()));
    remarks.addAttestations();
    remarks.addUnchecked();
    remarks.addPublished();
    remarks.addFloods();
    remarks.addSetAside();
    remarks.addReasons();
    remarks.addMissing();
    return List.copyOf(remarks.remarks);
  }

  private void plain(String text) {
    remarks.add(Remark.plain(text));
  }

  private void caution(String text) {
    remarks.add(Remark.caution(text));
  }

  private void bad(String text) {
    remarks.add(Remark.bad(text));
  }

  private void addIdentity() {
    if (judgement.mismatches().isEmpty()) {
      addSharedHashes();
    }
    for (Identity.Mismatch mismatch : judgement.mismatches()) {
      bad(
          "NOT THE SAME EXPERIMENT: %s was handed other %s than the row it is compared with"
              .formatted(mismatch.row(), String.join(", ", mismatch.what())));
    }
  }

  private void addSharedHashes() {
    Map<String, List<CellResult>> experiments =
        run.cells().stream()
            .filter(cell -> hash(cell, "images").isPresent())
            .collect(groupingBy(cell -> cell.key().experiment(), LinkedHashMap::new, toList()));
    experiments.values().stream()
        .filter(cells -> cells.size() > 1)
        .forEach(cells ->
            plain(
                "%s: the same in all %d rows: %s"
                    .formatted(
                        cells.getFirst().key().experiment(),
                        cells.size(),
                        hashes(cells.getFirst()))));
  }

  private static String hashes(CellResult cell) {
    return List.of("images", "labels", "parameters", "order").stream()
        .map(name -> name + " " + hash(cell, name).map(Remarks::shortened).orElse(Value.NONE))
        .collect(joining(", "));
  }

  private static Optional<String> hash(CellResult cell, String name) {
    return cell.learning().hashes().shared().getOrDefault(name, Optional.empty());
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
  }

  private void addParity() {
    for (CellResult cell : judgement.beyond()) {
      bad(
          "NOT THE SAME EXPERIMENT: %s: %s"
              .formatted(cell.key(), cell.parity().orElseThrow().sentence()));
    }
    judgement
        .inconsistent()
        .forEach((cell, why) -> bad("NOT THE SAME EXPERIMENT: %s: %s".formatted(cell, why)));
    for (CellResult cell : run.cells()) {
      cell.parity()
          .filter(parity -> parity.beside().isPresent())
          .ifPresent(parity -> plain("* %s: %s".formatted(cell.key(), parity.sentence())));
    }
    run.cells().stream()
        .flatMap(cell -> cell.parity().stream())
        .map(Remarks::explanation)
        .distinct()
        .forEach(this::plain);
  }

  private static String explanation(Parity parity) {
    String what =
        "parity: largest relative difference from %s of the loss over the first %d steps%s"
            .formatted(
                parity.reference(),
                parity.steps(),
                parity.logits().isPresent() ? ", and of the logits before and after them" : "");
    if (parity.telling() == 0) {
      return "%s; none of them proves anything, because rounding alone may make more than %.0f%%"
          .formatted(what, 100 * Parity.MOST_TELLING);
    }
    return parity.telling() < parity.steps()
        ? what
            + "; only the first %d of them prove something, later rounding alone may make more than %.0f%%"
                .formatted(parity.telling(), 100 * Parity.MOST_TELLING)
        : what;
  }

  /** What was confirmed goes without saying. */
  private void addAttestations() {
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
    doubts.forEach((row, attestation) -> caution(row + ": " + attestation.sentence()));
  }

  /** What was not checked, and what else a reader must know that did not stand here yet. */
  private void addUnchecked() {
    judgement
        .contradicted()
        .forEach((row, evidence) -> bad("NOT WHAT IT CLAIMS: %s: %s".formatted(row, evidence)));
    judgement.unchecked().forEach(unchecked -> bad("NOT CHECKED: " + unchecked));
    List<String> told = run.sessions().isEmpty() ? List.of() : run.sessions().getLast().problems();
    run.problems().stream()
        .filter(problem -> !told.contains(problem))
        .filter(problem -> !problem.startsWith(Judgement.NOT_CHECKED))
        .forEach(this::caution);
  }

  /** Why a distance from what was published is no wonder. */
  private void addPublished() {
    Map<String, List<CellResult>> unlike =
        run.cells().stream()
            .filter(cell -> unlike(cell).isPresent())
            .collect(groupingBy(cell -> unlike(cell).orElseThrow(), LinkedHashMap::new, toList()));
    unlike.forEach((why, cells) ->
        plain(
            "what was published beside %s is of another set-up; ours has %s"
                .formatted(
                    cells.size() == run.cells().size()
                        ? "the rows"
                        : "%d rows".formatted(cells.size()),
                    why)));
  }

  private Optional<String> unlike(CellResult cell) {
    return suite.paper(cell.key()).flatMap(PaperFigure::unlike);
  }

  /** What does not count is told with what it would have made. */
  private void addSetAside() {
    for (ThroughputResult each : run.throughput()) {
      long aside = each.rounds().stream().filter(fork -> fork.setAside().isPresent()).count();
      if (aside > 0) {
        Speed.of(each.rounds(), ForkSamples::train)
            .ifPresent(all ->
                plain(
                    String.format(
                        Locale.ROOT,
                        "throughput of %s: %d of %d forks were disturbed, measured again and set aside; with them training would be %,.0f examples/s",
                        each.key(),
                        aside,
                        each.rounds().size(),
                        all.score())));
      }
    }
  }

  /** Printing takes time, and the speed of a backend is charged with it. */
  private void addFloods() {
    for (CellResult cell : run.cells()) {
      addFlood(cell.key().toString(), cell.worker().printedBytes(), cell.ending());
    }
    for (ThroughputResult each : run.throughput()) {
      each.rounds().stream()
          .max(Comparator.comparingLong(fork -> fork.printedBytes().orElse(0)))
          .ifPresent(
              fork -> addFlood("throughput of " + each.key(), fork.printedBytes(), fork.ending()));
    }
  }

  private void addFlood(String what, OptionalLong printedBytes, Ending ending) {
    long printed = printedBytes.orElse(0);
    if (printed > MEBIBYTE) {
      caution(
          "%s: its process printed %d MiB, and its speed is that with it: silence its framework in the backend's launch (log: %s)"
              .formatted(
                  what,
                  printed / MEBIBYTE,
                  ending.log().map(log -> folder.resolve(log).toString()).orElse(Value.NONE)));
    }
  }

  private void addReasons() {
    for (CellResult cell : run.cells()) {
      cell.ending()
          .reason()
          .filter(reason -> cell.outcome() != Outcome.REACHED)
          .ifPresent(reason -> addReason(cell.key().toString(), cell, reason));
    }
    for (TwinResult twin : run.twins()) {
      twin.result()
          .ending()
          .reason()
          .filter(reason -> twin.result().outcome().failed())
          .ifPresent(reason -> addReason(twin.toString(), twin.result(), reason));
    }
    for (ThroughputResult each : run.throughput()) {
      each.reason()
          .ifPresent(reason ->
              caution("throughput of %s: %s: %s".formatted(each.key(), each.outcome(), reason)));
    }
  }

  private void addReason(String row, CellResult cell, String reason) {
    String log =
        cell.ending()
            .log()
            .filter(path -> cell.outcome().failed())
            .map(path -> " (log: " + folder.resolve(path) + ")")
            .orElse("");
    caution("%s: %s: %s%s".formatted(row, cell.outcome(), reason, log));
  }

  private void addMissing() {
    if (run.missing() > 0) {
      caution(
          "%d units of the plan are missing: rote run --resume %s"
              .formatted(run.missing(), folder));
    }
  }
}
