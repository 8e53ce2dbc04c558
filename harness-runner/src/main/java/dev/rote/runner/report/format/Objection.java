package dev.rote.runner.report.format;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.TwinResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a cell or a twin is not the same experiment as its neighbours or as itself, or does not run
 * on what it names: each is what makes a run end with exit code 1.
 *
 * @param kind for programs
 * @param sentence for people
 */
record Objection(String kind, String sentence) {
  /** Returns what there is against a cell. */
  static List<Objection> to(CellResult cell, Source source) {
    List<Objection> objections = of(cell.key().toString(), source.judgement());
    cell.parity()
        .filter(parity -> !parity.within())
        .ifPresent(parity -> objections.add(new Objection("beyond-parity", parity.sentence())));
    cell.attestation()
        .filter(attestation -> attestation.verdict() == Attestation.Verdict.CONTRADICTED)
        .ifPresent(attestation ->
            objections.add(new Objection("contradicted-device", attestation.sentence())));
    return objections;
  }

  /** Returns what there is against a twin, of which nothing is attested or compared. */
  static List<Objection> to(TwinResult twin, Source source) {
    return of(twin.toString(), source.judgement());
  }

  private static List<Objection> of(String row, Judgement judgement) {
    List<Objection> objections = new ArrayList<>();
    judgement.mismatches().stream()
        .filter(mismatch -> mismatch.row().equals(row))
        .map(mismatch ->
            new Objection(
                "other-inputs",
                "it was handed other %s than the row it is compared with"
                    .formatted(String.join(", ", mismatch.what()))))
        .forEach(objections::add);
    Optional.ofNullable(judgement.inconsistent().get(row))
        .ifPresent(why -> objections.add(new Objection("inconsistent", why)));
    return objections;
  }
}
