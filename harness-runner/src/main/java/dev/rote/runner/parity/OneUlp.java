package dev.rote.runner.parity;

import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.runner.random.RandomStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The smallest change that float32 knows, applied to every trained parameter: what the oracle
 * trains from it, against what it trains from the parameters themselves, is the distance that
 * rounding alone produces, the floor of chaos. Below it, a distance between two correct
 * implementations means nothing.
 */
public final class OneUlp {
  private OneUlp() {}

  /**
   * Returns the parameters with every trained value moved to its float32 neighbour above or below,
   * by the lowest bit of {@code RandomStream.of(seed, "ulp", tensor)}; zeros and running statistics
   * stay.
   */
  public static Parameters perturb(Parameters parameters, long seed) {
    return perturb(parameters, seed, 1);
  }

  /** Returns the parameters moved as {@link #perturb(Parameters, long)} does, by several ulps. */
  public static Parameters perturb(Parameters parameters, long seed, int ulps) {
    return moved(parameters, tensor -> RandomStream.of(seed, "ulp", tensor), ulps);
  }

  /**
   * Returns the initial parameters of a twin: moved by one ulp as {@link #perturb(Parameters,
   * long)} does, by the bits of {@code RandomStream.of(seed, "twin", number, tensor)}.
   *
   * @param number which twin, from 1; each is moved otherwise
   */
  public static Parameters twin(Parameters parameters, long seed, int number) {
    return moved(parameters, tensor -> RandomStream.of(seed, "twin", number, tensor), 1);
  }

  private static Parameters moved(
      Parameters parameters, IntFunction<RandomStream> streams, int ulps) {
    Map<String, float[]> moved = new HashMap<>();
    int tensor = 0;
    for (ParameterSpec spec : parameters.specs()) {
      float[] values = parameters.toArray(spec.name());
      if (spec.role().trained()) {
        move(values, streams.apply(tensor), ulps);
      }
      moved.put(spec.name(), values);
      tensor++;
    }
    return Parameters.of(parameters.specs(), moved);
  }

  private static void move(float[] values, RandomStream random, int ulps) {
    for (int i = 0; i < values.length; i++) {
      boolean up = (random.nextLong() & 1) == 1;
      // A zero's neighbour is a denormal, no rounding of anything.
      if (values[i] != 0) {
        values[i] += (up ? ulps : -ulps) * Math.ulp(values[i]);
      }
    }
  }
}
