package dev.rote.runner.report.view.answer;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.rote.runner.analysis.Busyness;
import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.result.Attestation.Verdict;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.RunResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Whether the rows are the same experiment on what they name, and the machine was theirs. */
final class TrustAnswer {
  private TrustAnswer() {}

  static List<Remark> of(Source source) {
    List<Remark> remarks = new ArrayList<>();
    addIdentity(remarks, source);
    addParity(remarks, source);
    addAttestation(remarks, source);
    addUnchecked(remarks, source.judgement());
    addMachine(remarks, source.run());
    return remarks;
  }

  private static void addIdentity(List<Remark> remarks, Source source) {
    Judgement judgement = source.judgement();
    int odd = judgement.mismatches().size() + judgement.inconsistent().size();
    if (odd > 0) {
      remarks.add(
          Remark.bad(
              (odd == 1
                      ? "1 row is not the same experiment as its neighbours or as itself."
                      : "%d rows are not the same experiment as their neighbours or as themselves.")
                  .formatted(odd)));
    } else if (source.run().cells().stream()
        .anyMatch(cell -> cell.learning().hashes().images().isPresent())) {
      remarks.add(
          Remark.good(
              "All rows of an experiment were handed the same pictures, labels, initial parameters and batches, by their hashes."));
    }
  }

  private static void addParity(List<Remark> remarks, Source source) {
    int beyond = source.judgement().beyond().size();
    List<Parity> compared =
        source.run().cells().stream().flatMap(cell -> cell.parity().stream()).toList();
    if (beyond > 0) {
      remarks.add(
          Remark.bad(
              "Of %2$d rows, %1$d did not compute what the reference computes: the losses are beyond the tolerance."
                  .formatted(beyond, compared.size())));
    } else if (!compared.isEmpty()) {
      remarks.add(
          Remark.good(
              "The losses of the first %d steps agree with %s to %s or better, within what rounding makes."
                  .formatted(
                      compared.stream().mapToInt(Parity::steps).max().orElseThrow(),
                      compared.stream().map(Parity::reference).distinct().count() == 1
                          ? "the " + compared.getFirst().reference()
                          : "their references",
                      Texts.difference(
                          compared.stream().mapToDouble(Parity::counted).max().orElseThrow()))));
    }
  }

  private static void addAttestation(List<Remark> remarks, Source source) {
    Map<Verdict, Long> counts =
        source.run().cells().stream()
            .flatMap(cell -> cell.attestation().stream())
            .collect(
                groupingBy(
                    attestation -> attestation.verdict(),
                    () -> new EnumMap<>(Verdict.class),
                    counting()));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    if (counts.containsKey(Verdict.CONTRADICTED)) {
      remarks.add(
          Remark.bad(
              "Of all rows, %d did not run on what its device is called."
                  .formatted(counts.get(Verdict.CONTRADICTED))));
    } else if (all > 0) {
      long confirmed = counts.getOrDefault(Verdict.CONFIRMED, 0L);
      remarks.add(
          confirmed == all
              ? Remark.good("Every row was seen to run what its device's name says.")
              : Remark.plain(
                  "%d of %d rows were seen to run what their device's name says; of the others nothing was seen either way."
                      .formatted(confirmed, all)));
    }
  }

  private static void addUnchecked(List<Remark> remarks, Judgement judgement) {
    if (!judgement.unchecked().isEmpty()) {
      remarks.add(
          Remark.bad(
              "What Rote promises could not be checked in %d points; they are named below."
                  .formatted(judgement.unchecked().size())));
    }
  }

  private static void addMachine(List<Remark> remarks, RunResult run) {
    List<String> reasons = Busyness.of(run);
    remarks.add(
        reasons.isEmpty()
            ? Remark.good("The machine was quiet, as far as it tells.")
            : Remark.caution(
                "The machine was busy, so take the speeds with care: %s."
                    .formatted(String.join("; ", reasons))));
  }
}
