package dev.rote.runner.worker;

import dev.rote.api.Backend;
import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.runner.machine.EvidenceReader;
import dev.rote.runner.training.InitialParameters;
import dev.rote.runner.wire.Attest;
import dev.rote.runner.wire.Control;
import dev.rote.runner.wire.Event;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Trains a network with one convolution on zeros: what matters is which kernels it takes. */
final class ControlPerformer implements Performer<Control> {
  private static final int BATCH = 8;
  private static final long SEED = 1;
  private static final Model MODEL =
      Model.of(
          "control",
          Shape.of(3, 16, 16),
          List.of(
              new Layer.Conv2d(8, 3, 1, true),
              new Layer.Relu(),
              new Layer.Flatten(),
              new Layer.Dense(2, true)),
          Initializer.HE_NORMAL);

  @Override
  public void perform(Control job, Consumer<Event> events) {
    Backend backend = OpenedBackend.open(job.backend());
    Probing.require(backend, job.device());
    TrainingPlan plan = new TrainingPlan(MODEL, job.device(), job.threads(), BATCH, new Sgd(0, 0));
    Images images =
        new Images(BATCH, MODEL.input(), DirectBuffers.floats(BATCH * MODEL.input().size()));
    Batches batches =
        new Batches(
            1, BATCH, DirectBuffers.ints(IntStream.range(0, BATCH).toArray()), DropoutMasks.NONE);
    try (Trainer trainer = backend.open(plan, InitialParameters.draw(MODEL, SEED))) {
      trainer.load(new Examples(images, DirectBuffers.ints(BATCH)));
      trainer.train(batches, 0.01f, DirectBuffers.floats(1));
      trainer.predict(images, DirectBuffers.floats(BATCH * MODEL.classes()));
      events.accept(new Attest.Attested(EvidenceReader.read(job.device().kind())));
    }
  }
}
