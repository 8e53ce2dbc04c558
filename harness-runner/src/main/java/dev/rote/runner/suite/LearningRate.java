package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The learning rate of every step: a schedule over the epochs and, where it is wanted, a warm-up
 * over the steps of the first ones (Goyal et al. 2017, section 2.2). Epochs and steps are counted
 * from 0; a rate is computed in float64 and rounded once to float32.
 *
 * @param initial where the schedule begins; 0 trains nothing, as a control
 * @param schedule how the rate changes from epoch to epoch
 * @param warmupEpochs in how many epochs, from the first on, the rate of each step is only a share
 *     of the schedule's, which grows to all of it; 0 for no warm-up
 */
public record LearningRate(double initial, Schedule schedule, int warmupEpochs) {
  public LearningRate {
    float single = (float) initial;
    if (!(single >= 0 && Float.isFinite(single) && (single > 0 || initial == 0))) {
      throw new IllegalArgumentException(
          "the initial learning rate is %s, allowed is 0 or more, also as float32"
              .formatted(initial));
    }
    requireNonNull(schedule, "schedule is null");
    if (schedule.least() > initial) {
      throw new IllegalArgumentException(
          "the final learning rate is %s, allowed is 0 to %s, the initial one"
              .formatted(schedule.least(), initial));
    }
    if (warmupEpochs < 0) {
      throw new IllegalArgumentException(
          "warmupEpochs is " + warmupEpochs + ", allowed is 0 or more");
    }
  }

  /** An exponential decay without a warm-up. */
  public LearningRate(double initial, double decayPerEpoch) {
    this(initial, new ExponentialDecay(decayPerEpoch), 0);
  }

  /** How the rate changes from epoch to epoch. */
  public sealed interface Schedule {
    /** Returns the rate of an epoch. */
    double at(double initial, int epoch);

    /** Returns the least initial rate that it can begin with. */
    default double least() {
      return 0;
    }
  }

  /**
   * {@code initial * perEpoch ^ epoch}.
   *
   * @param perEpoch more than 0, at most 1
   */
  public record ExponentialDecay(double perEpoch) implements Schedule {
    public ExponentialDecay {
      requireFactor("decayPerEpoch", perEpoch);
    }

    @Override
    public double at(double initial, int epoch) {
      return initial * StrictMath.pow(perEpoch, epoch);
    }
  }

  /**
   * Multiplied by a factor at the beginning of some epochs: {@code initial * factor ^ k} after k of
   * them.
   *
   * @param epochs one or more, ascending, the first one 1 or more
   * @param factor more than 0, at most 1
   */
  public record StepDecay(List<Integer> epochs, double factor) implements Schedule {
    public StepDecay {
      epochs = List.copyOf(epochs);
      int before = 0;
      for (int epoch : epochs) {
        if (epoch <= before) {
          throw new IllegalArgumentException(
              "the epochs of a step are %s, allowed are ascending ones of 1 or more"
                  .formatted(epochs));
        }
        before = epoch;
      }
      if (epochs.isEmpty()) {
        throw new IllegalArgumentException("a step has no epochs, allowed is 1 or more");
      }
      requireFactor("the factor of a step", factor);
    }

    @Override
    public double at(double initial, int epoch) {
      long begun = epochs.stream().filter(first -> first <= epoch).count();
      return initial * StrictMath.pow(factor, begun);
    }
  }

  /**
   * Half a cosine (Loshchilov and Hutter 2017, without restarts, once an epoch): {@code last +
   * (initial - last) * (1 + cos(pi * min(epoch, epochs) / epochs)) / 2}.
   *
   * @param epochs after which the rate is the last one, 1 or more
   * @param last 0 or more, and no more than the initial rate
   */
  public record CosineDecay(int epochs, double last) implements Schedule {
    public CosineDecay {
      if (epochs < 1) {
        throw new IllegalArgumentException(
            "the epochs of a cosine are " + epochs + ", allowed is 1 or more");
      }
      if (!(last >= 0)) {
        throw new IllegalArgumentException(
            "the final learning rate is " + last + ", allowed is 0 or more");
      }
    }

    @Override
    public double at(double initial, int epoch) {
      double angle = Math.PI * Math.min(epoch, epochs) / epochs;
      return last + (initial - last) * (1 + StrictMath.cos(angle)) / 2;
    }

    @Override
    public double least() {
      return last;
    }
  }

  private static void requireFactor(String what, double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          what + " is " + factor + ", allowed is more than 0 and at most 1");
    }
  }

  /** Returns the same schedule from another initial rate. */
  public LearningRate from(double other) {
    return new LearningRate(other, schedule, warmupEpochs);
  }

  /** Returns whether every step of an epoch has a rate of its own. */
  public boolean warmsUp(int epoch) {
    return epoch < warmupEpochs;
  }

  /**
   * Returns the rate of a step.
   *
   * @param step counted in its epoch, through all of its windows
   * @param stepsOfEpoch how many steps an epoch has
   */
  public float at(int epoch, int step, int stepsOfEpoch) {
    double rate = schedule.at(initial, epoch);
    if (!warmsUp(epoch)) {
      return (float) rate;
    }
    long done = (long) epoch * stepsOfEpoch + step + 1;
    long all = (long) warmupEpochs * stepsOfEpoch;
    return (float) (rate * done / all);
  }

  /** Returns the rate of an epoch's last step. */
  public float atEndOf(int epoch, int stepsOfEpoch) {
    return at(epoch, stepsOfEpoch - 1, stepsOfEpoch);
  }
}
