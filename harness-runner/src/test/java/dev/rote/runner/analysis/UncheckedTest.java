package dev.rote.runner.analysis;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.machine;
import static dev.rote.runner.result.Results.parity;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.provenance.Session;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** For everything that Rote promises of a run: what a reader sees when the check was not made. */
class UncheckedTest {
  private static final Map<String, ReferenceTrace> REFERENCES =
      Map.of("mlp/true-labels/seed-1", reference());

  private final CellResult cell = reached("true-labels", "a", "cpu", hashes());

  @Test
  void nothingWhereEverythingWasChecked() {
    assertThat(unchecked(cell)).isEmpty();
  }

  @Test
  void aReferenceThatCouldNotBeTrainedWithTheReason() {
    ReferenceTrace failed =
        new ReferenceTrace(
            "reference",
            new Ending(Outcome.CRASHED, Optional.of("no memory"), Optional.empty()),
            List.of(),
            Optional.empty(),
            Optional.empty());

    assertThat(
            Unchecked.of(
                Map.of("mlp/true-labels/seed-1", failed),
                List.of(with(Optional.empty())),
                List.of(),
                true))
        .containsExactly(
            "the parity of mlp/true-labels/seed-1, because its reference (reference) could not be trained: crashed: no memory");
  }

  @Test
  void aReferenceThatIsMissing() {
    assertThat(Unchecked.of(Map.of(), List.of(with(Optional.empty())), List.of(), true))
        .containsExactly(
            "the parity of mlp/true-labels/seed-1, because it has no reference in these results");
  }

  @Test
  void aCellThatTrainedAndWasNotCompared() {
    assertThat(unchecked(with(Optional.empty())))
        .containsExactly(
            "the parity of mlp/true-labels/seed-1 on a cpu, because its first steps were not compared");
  }

  @Test
  void aParityThatTellsNothingBeyondTheFirstStep() {
    Parity blind = of("reference", 1);

    assertThat(unchecked(with(Optional.of(blind))))
        .singleElement()
        .asString()
        .startsWith("the parity of mlp/true-labels/seed-1 beyond its first step");
  }

  @Test
  void aRowThatWasComparedWithItselfOnly() {
    CellResult alone = with(Optional.of(of("a cpu", 20)));
    CellResult other =
        reached("true-labels", "b", "cpu", hashes())
            .with(cell.attestation(), Optional.of(of("a cpu", 20)));

    assertThat(unchecked(alone))
        .singleElement()
        .asString()
        .startsWith(
            "the parity of mlp/true-labels/seed-1 on a cpu, because it was compared with itself only");
    assertThat(Unchecked.of(REFERENCES, List.of(alone, other), List.of(), true)).isEmpty();
    assertThat(Unchecked.of(REFERENCES, List.of(alone), List.of(), false))
        .as("others may come")
        .isEmpty();
    assertThat(Unchecked.caveats(List.of(alone, other)))
        .singleElement()
        .asString()
        .startsWith("mlp/true-labels/seed-1 was compared with a cpu and not with the oracle");
    assertThat(Unchecked.caveats(List.of(cell))).isEmpty();
  }

  @Test
  void anAttestationThatIsMissingOrFailed() {
    assertThat(unchecked(cell.with(Optional.empty(), cell.parity())))
        .containsExactly("what mlp executes on a cpu, because its attestation is missing");
    assertThat(
            unchecked(
                cell.with(
                    Optional.of(Attestation.notMade("the attested run failed: hung")),
                    cell.parity())))
        .containsExactly("what mlp executes on a cpu, because the attested run failed: hung");
  }

  @Test
  void inputsThatChangedWhileTheRunWentOn() {
    Session session =
        new Session(
            List.of("run"),
            machine(),
            Optional.empty(),
            Collections.emptySortedMap(),
            List.of(),
            List.of("the jars of the backend a (/a) had changed"));

    assertThat(Unchecked.of(REFERENCES, List.of(cell), List.of(session), true))
        .containsExactly(
            "that all results are of the same inputs, because when the run ended the jars of the backend a (/a) had changed");
  }

  @Test
  void whatDidNotTrainHasNothingToBeChecked() {
    assertThat(unchecked(crashed("true-labels", "a", "cpu"))).isEmpty();
  }

  private CellResult with(Optional<Parity> parity) {
    return cell.with(cell.attestation(), parity);
  }

  private static Parity of(String reference, int telling) {
    Parity parity = parity(3e-7, OptionalInt.empty());
    return new Parity(
        reference,
        parity.steps(),
        parity.largest(),
        parity.largestStep(),
        parity.firstBeyond(),
        parity.tolerance(),
        parity.floor(),
        true,
        telling,
        parity.logits(),
        parity.beside());
  }

  private static List<String> unchecked(CellResult cell) {
    return Unchecked.of(REFERENCES, List.of(cell), List.of(), true);
  }
}
