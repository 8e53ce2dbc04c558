package dev.rote.runner.worker;

import dev.rote.api.Trainer;
import dev.rote.runner.data.Window;
import java.util.OptionalLong;

/** A trainer that knows which window it has loaded, and loads none twice. */
final class LoadedTrainer implements AutoCloseable {
  private final Trainer trainer;
  private OptionalLong loaded = OptionalLong.empty();

  LoadedTrainer(Trainer trainer) {
    this.trainer = trainer;
  }

  Trainer trainer() {
    return trainer;
  }

  void load(Window window) {
    if (loaded.isEmpty() || loaded.getAsLong() != window.id()) {
      trainer.load(window.examples());
      loaded = OptionalLong.of(window.id());
    }
  }

  @Override
  public void close() {
    trainer.close();
  }
}
