package dev.rote.runner.folder;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.PeakResult;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.result.UnitResult;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * The file of a finished unit.
 *
 * @param schema {@value #SCHEMA}
 * @param kind what kind of unit
 * @param label which one, for people
 * @param hash the unit's, as in the plan
 * @param session which of the run's sessions did it, from 0
 * @param finished when
 * @param seconds how long it took
 * @param result what came of it
 */
record UnitFile(
    String schema,
    String kind,
    String label,
    String hash,
    int session,
    Instant finished,
    double seconds,
    JsonNode result) {
  /** Name and version of the form of a unit's file. */
  static final String SCHEMA = "rote.unit/1";

  UnitFile {
    requireNonNull(schema, "schema is null");
    requireNonNull(hash, "hash is null");
    requireNonNull(result, "result is null");
  }

  /** Returns the type of a unit's result. */
  static Class<? extends UnitResult> type(Unit unit) {
    return switch (unit) {
      case Unit.Attest attest -> Attestation.class;
      case Unit.Reference reference -> ReferenceTrace.class;
      case Unit.FirstSteps first -> ReferenceTrace.class;
      case Unit.Converge converge -> CellResult.class;
      case Unit.Confirm confirm -> ReferenceTrace.class;
      case Unit.Twin twin -> TwinResult.class;
      case Unit.Peak peak -> PeakResult.class;
      case Unit.Fork fork -> ForkResult.class;
      case Unit.Again again -> ForkResult.class;
    };
  }
}
