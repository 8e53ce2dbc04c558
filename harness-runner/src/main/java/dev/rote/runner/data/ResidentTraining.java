package dev.rote.runner.data;

import dev.rote.api.Examples;
import java.util.Objects;

/** Training examples that stay in memory and are the same in every epoch: one window for all. */
final class ResidentTraining implements TrainingData {
  private final Window window;

  ResidentTraining(Examples examples) {
    this.window = new Window(0, 0, examples);
  }

  @Override
  public int windows() {
    return 1;
  }

  @Override
  public int size(int index) {
    Objects.checkIndex(index, windows());
    return window.examples().count();
  }

  @Override
  public boolean freshEveryEpoch() {
    return false;
  }

  @Override
  public Window window(int epoch, int index) {
    Objects.checkIndex(index, windows());
    return window;
  }
}
