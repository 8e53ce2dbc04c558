package dev.rote.runner.specification.independent;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that know what they were computed from, so that derivatives follow from the formulas of
 * the forward pass alone.
 */
final class Tape {
  private final List<Value> values = new ArrayList<>();

  /** A number, and how much the loss changes with it. */
  static final class Value {
    final double number;
    double gradient;
    private final Value[] inputs;
    private final double[] slopes;

    private Value(double number, Value[] inputs, double[] slopes) {
      this.number = number;
      this.inputs = inputs;
      this.slopes = slopes;
    }
  }

  Value constant(double number) {
    return new Value(number, new Value[0], new double[0]);
  }

  /**
   * @param slopes the derivative by each input
   */
  Value computed(double number, Value[] inputs, double... slopes) {
    Value value = new Value(number, inputs, slopes);
    values.add(value);
    return value;
  }

  Value sum(Value... terms) {
    double sum = 0;
    double[] slopes = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      sum += terms[i].number;
      slopes[i] = 1;
    }
    return computed(sum, terms, slopes);
  }

  /** Returns the sum of the products of neighbours: 0 and 1, 2 and 3 and so on. */
  Value products(Value... factors) {
    double sum = 0;
    double[] slopes = new double[factors.length];
    for (int i = 0; i < factors.length; i += 2) {
      sum += factors[i].number * factors[i + 1].number;
      slopes[i] = factors[i + 1].number;
      slopes[i + 1] = factors[i].number;
    }
    return computed(sum, factors, slopes);
  }

  Value scaled(Value value, double factor) {
    return computed(value.number * factor, new Value[] {value}, factor);
  }

  Value power(Value value, double exponent) {
    double power = Math.pow(value.number, exponent);
    return computed(power, new Value[] {value}, exponent * power / value.number);
  }

  /** Gives every value its gradient. */
  void backward(Value loss) {
    loss.gradient = 1;
    for (Value value : values.reversed()) {
      for (int i = 0; i < value.inputs.length; i++) {
        value.inputs[i].gradient += value.slopes[i] * value.gradient;
      }
    }
  }
}
