package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rote.runner.result.evidence.ProbeLogits;
import java.util.List;
import java.util.Optional;

/**
 * The first losses of an experiment, as the one trained them that the others are compared with, or
 * as a cell trained them to be compared.
 *
 * @param by the backend's id, with the device unless it is the oracle
 * @param ending whether it could be trained
 * @param trace the loss of every step, in float64 where the one who trained computes so; empty if
 *     it could not be trained
 * @param logits what it predicted, before and after; empty in older results
 * @param beside the same from beside the initial parameters, of a reference
 */
public record ReferenceTrace(
    String by,
    @JsonUnwrapped Ending ending,
    List<Double> trace,
    Optional<ProbeLogits> logits,
    Optional<Beside> beside)
    implements UnitResult {
  /**
   * What starting beside the initial parameters gave: how far rounding alone takes a trace.
   *
   * @param oneUlp the loss of every step from one ulp beside
   * @param disturbed the same from as many ulps beside as tolerances are derived from
   * @param oneUlpLogits what was predicted from one ulp beside
   * @param disturbedLogits the same from as many ulps beside as tolerances are derived from
   */
  public record Beside(
      List<Double> oneUlp,
      List<Double> disturbed,
      Optional<ProbeLogits> oneUlpLogits,
      Optional<ProbeLogits> disturbedLogits) {
    public Beside {
      oneUlp = List.copyOf(oneUlp);
      disturbed = List.copyOf(disturbed);
    }
  }

  public ReferenceTrace {
    requireNonNull(by, "by is null");
    requireNonNull(ending, "ending is null");
    trace = List.copyOf(trace);
    requireNonNull(logits, "logits is null");
    requireNonNull(beside, "beside is null");
  }
}
