package dev.rote.runner.worker;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Trainer;
import dev.rote.runner.data.Window;
import dev.rote.runner.machine.EvidenceReader;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.wire.Attest;
import dev.rote.runner.wire.Event;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * Does a moment of a cell's work with the frameworks' own evidence switched on: two training steps
 * and the prediction of a batch. Untimed.
 */
final class AttestPerformer implements Performer<Attest> {
  private static final int STEPS = 2;

  @Override
  public void perform(Attest job, Consumer<Event> events) {
    CellInputs inputs = CellInputs.prepare(job.cell());
    Experiment experiment = inputs.experiment();
    int batchSize = inputs.plan().batchSize();
    Window window = inputs.data().training().window(0, 0);
    Epoch epoch = inputs.firstEpoch();
    int steps = Math.min(STEPS, epoch.steps());
    FloatBuffer logits = DirectBuffers.floats(batchSize * experiment.model().classes());
    try (Trainer trainer = inputs.open()) {
      trainer.load(window.examples());
      trainer.train(
          epoch.batches(0, steps), inputs.firstLearningRate(), DirectBuffers.floats(steps));
      trainer.predict(inputs.data().train().images().slice(0, batchSize), logits);
      events.accept(new Attest.Attested(EvidenceReader.read(job.cell().device().kind())));
    }
  }
}
