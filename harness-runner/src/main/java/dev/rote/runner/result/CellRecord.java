package dev.rote.runner.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What became of a cell. The schema, {@code docs/run.schema.json}, describes each part.
 *
 * @param experiment its stable id
 * @param name the suite's name of it
 * @param model name of the network
 * @param backend its id
 * @param device where it was to run
 * @param seed of the experiment
 * @param batch examples of a training step
 * @param outcome how it ended
 * @param reason for every outcome but {@code reached}
 * @param epochsToZero first epoch, counted from 1, at whose end each threshold held, by its name
 * @param stepsToZero training steps until the error threshold held
 * @param secondsToZero in training steps until then, evaluation not counted
 * @param trainAccuracy at the last epoch's end, 0 to 1
 * @param testAccuracy at the last epoch's end, 0 to 1
 * @param epochs every epoch
 * @param trace training loss of the first 100 steps
 * @param hashes SHA-256 of what was handed to the backend, by name; each empty if the cell did not
 *     get that far
 * @param attestation what really ran, if a short run was made to find out
 * @param parity how far its trace is from that of a reference, if there is one
 * @param startupSeconds from the start of the worker's JVM to the end of its first training step
 * @param peakRssBytes of the worker
 * @param log what the worker printed, relative to {@code run.json}
 */
public record CellRecord(
    String experiment,
    String name,
    String model,
    String backend,
    String device,
    long seed,
    int batch,
    String outcome,
    Optional<String> reason,
    Map<String, OptionalInt> epochsToZero,
    OptionalLong stepsToZero,
    OptionalDouble secondsToZero,
    OptionalDouble trainAccuracy,
    OptionalDouble testAccuracy,
    List<EpochRecord> epochs,
    float[] trace,
    Map<String, Optional<String>> hashes,
    Optional<AttestationRecord> attestation,
    Optional<ParityRecord> parity,
    OptionalDouble startupSeconds,
    OptionalLong peakRssBytes,
    Optional<String> log) {
  /** The hashes that two cells of one experiment must share. */
  public static final List<String> SHARED_HASHES =
      List.of("images", "labels", "testImages", "testLabels", "parameters", "order");

  /** Returns this cell with that parity. */
  public CellRecord withParity(ParityRecord measured) {
    return new CellRecord(
        experiment,
        name,
        model,
        backend,
        device,
        seed,
        batch,
        outcome,
        reason,
        epochsToZero,
        stepsToZero,
        secondsToZero,
        trainAccuracy,
        testAccuracy,
        epochs,
        trace,
        hashes,
        attestation,
        Optional.of(measured),
        startupSeconds,
        peakRssBytes,
        log);
  }

  /** Returns this cell with that attestation. */
  public CellRecord withAttestation(AttestationRecord attested) {
    return new CellRecord(
        experiment,
        name,
        model,
        backend,
        device,
        seed,
        batch,
        outcome,
        reason,
        epochsToZero,
        stepsToZero,
        secondsToZero,
        trainAccuracy,
        testAccuracy,
        epochs,
        trace,
        hashes,
        Optional.of(attested),
        parity,
        startupSeconds,
        peakRssBytes,
        log);
  }

  /**
   * An epoch and the evaluation at its end.
   *
   * @param epoch counted from 1
   * @param learningRate of its steps
   * @param trainLoss mean cross-entropy of the whole training set in evaluation mode
   * @param trainAccuracy 0 to 1
   * @param testLoss mean cross-entropy of the test set
   * @param testAccuracy 0 to 1
   * @param trainSeconds in training steps
   * @param evaluationSeconds in predictions
   * @param order hash of the indices handed over
   */
  public record EpochRecord(
      int epoch,
      float learningRate,
      double trainLoss,
      double trainAccuracy,
      OptionalDouble testLoss,
      OptionalDouble testAccuracy,
      double trainSeconds,
      double evaluationSeconds,
      String order) {}
}
