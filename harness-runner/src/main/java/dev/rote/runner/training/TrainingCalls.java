package dev.rote.runner.training;

import dev.rote.runner.suite.LearningRate;

/**
 * The calls in which a cell trains: how many steps each has, and at which rate. Whoever trains a
 * cell's steps, for a run, as a reference or for parity, trains them in these.
 */
public final class TrainingCalls {
  private final int most;
  private final LearningRate learningRate;
  private final int stepsOfEpoch;
  private final long compared;

  /**
   * @param most how many steps a call has at most, see {@link StepsPerCall}
   * @param learningRate of every step
   * @param stepsOfEpoch through all of its windows
   * @param compared how many of the first steps are compared with the reference
   */
  public TrainingCalls(int most, LearningRate learningRate, int stepsOfEpoch, long compared) {
    this.most = most;
    this.learningRate = learningRate;
    this.stepsOfEpoch = stepsOfEpoch;
    this.compared = compared;
  }

  /**
   * A call.
   *
   * @param steps 1 or more
   * @param learningRate of all of them
   */
  public record Call(int steps, float learningRate) {}

  /** Returns how many steps a call has at most. */
  public int most() {
    return most;
  }

  /**
   * Returns the next call.
   *
   * @param done how many steps are done, of all epochs
   * @param left how many steps the window still has, 1 or more
   */
  public Call next(long done, int left) {
    int epoch = Math.toIntExact(done / stepsOfEpoch);
    int step = (int) (done % stepsOfEpoch);
    return new Call(Math.min(steps(done, epoch), left), learningRate.at(epoch, step, stepsOfEpoch));
  }

  /**
   * One at first, so that the start-up ends with the first step, and in a warm-up, where no two
   * steps have the same rate; and none beyond those that are compared before they are.
   */
  private int steps(long done, int epoch) {
    if (done == 0 || learningRate.warmsUp(epoch)) {
      return 1;
    }
    return done < compared ? (int) Math.min(most, compared - done) : most;
  }
}
