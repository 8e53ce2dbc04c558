package dev.rote.runner.analysis;

import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.provenance.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Rote promises of a run and could not check in it. A check that was not made is no check that
 * was passed: every one has its sentence in the results and in the report, and the exit code tells.
 */
final class Unchecked {
  private final Map<String, ReferenceTrace> references;
  private final List<CellResult> trained;
  private final boolean complete;
  private final Set<String> sentences = new LinkedHashSet<>();

  private Unchecked(
      Map<String, ReferenceTrace> references, List<CellResult> cells, boolean complete) {
    this.references = references;
    this.complete = complete;
    // What did not train has an outcome that says so, and nothing to be checked.
    this.trained = cells.stream().filter(cell -> !cell.learning().trace().isEmpty()).toList();
  }

  /**
   * Returns what was not checked, a sentence each.
   *
   * @param references what traces were compared with, by experiment
   * @param cells with what was attested and compared
   * @param sessions that worked on the run
   * @param complete whether all of its cells are there
   */
  static List<String> of(
      Map<String, ReferenceTrace> references,
      List<CellResult> cells,
      List<Session> sessions,
      boolean complete) {
    Unchecked unchecked = new Unchecked(references, cells, complete);
    unchecked.addReferences();
    unchecked.trained.forEach(unchecked::addParity);
    unchecked.trained.forEach(unchecked::addAttestation);
    sessions.forEach(unchecked::addChanges);
    return List.copyOf(unchecked.sentences);
  }

  private void addReferences() {
    references.forEach((experiment, reference) -> {
      if (reference.trace().isEmpty() || reference.beside().isEmpty()) {
        sentences.add(
            "the parity of %s, because its reference (%s) could not be trained: %s"
                .formatted(experiment, reference.by(), reference.ending().sentence()));
      }
    });
  }

  private void addParity(CellResult cell) {
    String experiment = cell.key().experiment();
    if (cell.parity().isEmpty()) {
      ReferenceTrace reference = references.get(experiment);
      if (reference == null) {
        sentences.add(
            "the parity of %s, because it has no reference in these results".formatted(experiment));
      } else if (!reference.trace().isEmpty() && reference.beside().isPresent()) {
        sentences.add(
            "the parity of " + cell.key() + ", because its first steps were not compared");
      }
      return;
    }
    Parity parity = cell.parity().get();
    if (!parity.tells() && !isHeldByLabels(cell)) {
      sentences.add(
          "the parity of %s beyond its first step, because rounding alone may make more than %.0f%% of its loss at step 1 already: a smaller learning rate or batch would tell"
              .formatted(experiment, 100 * Parity.MOST_TELLING));
    }
    if (complete && isOf(parity, cell) && rows(experiment).size() == 1) {
      sentences.add(
          "the parity of %s, because it was compared with itself only: the oracle is not installed or too slow for its model, and no other row takes part"
              .formatted(cell.key()));
    }
  }

  /** An interpolation is ill-conditioned, and needs no oracle: its labels say what it predicts. */
  private static boolean isHeldByLabels(CellResult cell) {
    return cell.learning()
        .closedForm()
        .filter(closedForm -> closedForm.interpolationError().isPresent())
        .isPresent();
  }

  /** Returns whether a cell is what it was compared with. */
  private static boolean isOf(Parity parity, CellResult cell) {
    return parity.reference().equals(cell.key().backend() + " " + cell.key().device());
  }

  private List<CellResult> rows(String experiment) {
    return trained.stream().filter(cell -> cell.key().experiment().equals(experiment)).toList();
  }

  private void addAttestation(CellResult cell) {
    String what =
        "what %s executes on %s %s"
            .formatted(cell.key().model(), cell.key().backend(), cell.key().device());
    if (cell.attestation().isEmpty()) {
      sentences.add(what + ", because its attestation is missing");
    }
    cell.attestation()
        .filter(attestation -> attestation.verdict() == Attestation.Verdict.NOT_MADE)
        .ifPresent(attestation -> sentences.add(what + ", because " + attestation.sentence()));
  }

  private void addChanges(Session session) {
    for (String change : session.changed()) {
      sentences.add(
          "that all results are of the same inputs, because when the run ended %s"
              .formatted(change));
    }
  }

  /** Returns what a reader must know although it was checked, a sentence each. */
  static List<String> caveats(List<CellResult> cells) {
    Set<String> caveats = new LinkedHashSet<>();
    for (CellResult cell : cells) {
      cell.parity()
          .filter(parity -> isOf(parity, cell))
          .ifPresent(parity ->
              caveats.add(
                  "%s was compared with %s and not with the oracle, which is not installed or too slow for its model: a mistake that the rows share would not show"
                      .formatted(cell.key().experiment(), parity.reference())));
    }
    return new ArrayList<>(caveats);
  }
}
