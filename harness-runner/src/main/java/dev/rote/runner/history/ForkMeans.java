package dev.rote.runner.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What each fork came to, in the order of the forks. A hundred thousand lines are held at once: a
 * list of boxed numbers would take four times as much.
 */
public final class ForkMeans {
  /** Of no fork. */
  public static final ForkMeans NONE = new ForkMeans(new double[0]);

  private final double[] means;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private ForkMeans(double[] means) {
    this.means = means;
  }

  /** Returns these means. */
  public static ForkMeans of(double... means) {
    return means.length == 0 ? NONE : new ForkMeans(means.clone());
  }

  /** Returns how many forks there are. */
  public int size() {
    return means.length;
  }

  /** Returns the mean of a fork, from 0. */
  public double get(int fork) {
    return means[fork];
  }

  /** Returns the means. */
  public DoubleStream stream() {
    return Arrays.stream(means);
  }

  @JsonValue
  double[] values() {
    return means.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ForkMeans that && Arrays.equals(means, that.means);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(means);
  }

  @Override
  public String toString() {
    return Arrays.toString(means);
  }
}
