package dev.rote.runner.wire;

import dev.rote.runner.result.ClosedForm;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.evidence.ProbeLogits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Train a cell until its stop rule ends it.
 *
 * @param compared after how many steps it predicts the images whose logits are compared
 * @param twin 0 for the cell itself, or the number of the twin whose initial parameters are used
 */
public record Converge(CellWork cell, int compared, int twin) implements Job {
  /** What a worker tells of a training run. */
  public sealed interface Event extends dev.rote.runner.wire.Event {}

  /** The device is there; the inputs are prepared and about to be handed to the backend. */
  public record Started(String framework, Hashes hashes) implements Event {}

  /** The first step is done, this long after the start of the JVM without preparing the data. */
  public record FirstStepDone(double startupSeconds) implements Event {}

  /** The losses of some of the first steps, {@code first} counted from 0. */
  public record TracePart(int first, List<Float> losses) implements Event {
    public TracePart {
      losses = List.copyOf(losses);
    }
  }

  /** The compared steps are done, and this was predicted before and after them. */
  public record Predicted(ProbeLogits logits) implements Event {}

  /** Training goes on; sent a few times a second at most. */
  public record Progress(int epoch, int step, int steps, float loss) implements Event {}

  /** An epoch was trained and evaluated. */
  public record EpochDone(EpochResult epoch, OptionalLong peakRssBytes) implements Event {}

  /**
   * Training ended by the stop rule or because it diverged.
   *
   * @param finalParameters hash of the parameters after the last step
   * @param closedForm how near it came to what is known without training, if anything is
   */
  public record Finished(
      Outcome outcome,
      Optional<String> reason,
      Optional<String> finalParameters,
      Optional<ClosedForm> closedForm,
      OptionalLong peakRssBytes)
      implements Event {}
}
