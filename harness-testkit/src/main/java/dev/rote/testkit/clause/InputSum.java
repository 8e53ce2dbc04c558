package dev.rote.testkit.clause;

import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Scenario;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** A checksum of everything that a scenario hands to a backend. */
final class InputSum {
  private InputSum() {}

  static long of(Scenario scenario) {
    long sum = of(scenario.questions().values());
    for (Action action : scenario.actions()) {
      sum =
          31 * sum
              + switch (action) {
                case Action.Load load ->
                    31 * of(load.examples().images().values()) + of(load.examples().labels());
                case Action.Train train -> of(train.batches().indices());
              };
    }
    return sum;
  }

  private static long of(FloatBuffer values) {
    long sum = 0;
    for (int i = 0; i < values.capacity(); i++) {
      sum = 31 * sum + Float.floatToRawIntBits(values.get(i));
    }
    return sum;
  }

  private static long of(IntBuffer values) {
    long sum = 0;
    for (int i = 0; i < values.capacity(); i++) {
      sum = 31 * sum + values.get(i);
    }
    return sum;
  }
}
