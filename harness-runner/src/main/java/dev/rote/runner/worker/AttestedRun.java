package dev.rote.runner.worker;

import dev.rote.api.DeviceKind;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Trainer;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A moment of a cell's work with the frameworks' own evidence switched on: two training steps and
 * the prediction of a batch. Untimed; runs in the worker.
 */
final class AttestedRun {
  private static final int STEPS = 2;

  private AttestedRun() {}

  static void run(WorkerJob.Cell cell, Consumer<WorkerEvent> events) {
    CellInputs inputs = CellInputs.prepare(cell);
    int batchSize = inputs.plan().batchSize();
    Epoch epoch =
        new Epoch(
            inputs.experiment(), 0, batchSize, DirectBuffers.ints(inputs.data().train().count()));
    int steps = Math.min(STEPS, epoch.steps());
    FloatBuffer logits = DirectBuffers.floats(batchSize * inputs.plan().model().classes());
    try (Trainer trainer = inputs.open()) {
      trainer.load(inputs.data().training().window(0, 0).examples());
      trainer.train(
          epoch.batches(0, steps),
          inputs.experiment().learningRate().at(0),
          DirectBuffers.floats(steps));
      trainer.predict(inputs.data().train().images().slice(0, batchSize), logits);
      // While the trainer is open: the driver lists the processes that hold its memory now.
      boolean gpu = cell.device().kind() == DeviceKind.CUDA;
      events.accept(
          new WorkerEvent.Attested(
              ProcessHandle.current().pid(), gpu ? GpuProcesses.list() : Optional.empty()));
    }
  }
}
