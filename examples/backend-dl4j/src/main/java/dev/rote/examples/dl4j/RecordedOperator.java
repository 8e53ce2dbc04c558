package dev.rote.examples.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An operator whose passes are the same operations in every step, recorded once. */
abstract class RecordedOperator implements Operator {
  final Memory memory;
  final INDArray input;
  final INDArray output;

  /** What a forward pass runs, in order; recorded by the constructor. */
  final List<Runnable> forward = new ArrayList<>();

  /** What a backward pass runs, in order; recorded by {@link #connect}. */
  final List<Runnable> backward = new ArrayList<>();

  RecordedOperator(Memory memory, INDArray input, INDArray output) {
    this.memory = memory;
    this.input = input;
    this.output = output;
  }

  @Override
  public final INDArray output() {
    return output;
  }

  @Override
  public void forward(Pass pass) {
    forward.forEach(Runnable::run);
  }

  @Override
  public final void backward() {
    backward.forEach(Runnable::run);
  }
}
