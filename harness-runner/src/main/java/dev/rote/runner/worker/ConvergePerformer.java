package dev.rote.runner.worker;

import dev.rote.runner.wire.Converge;
import dev.rote.runner.wire.Event;
import java.util.function.Consumer;

/** Trains a cell, or a twin of it, until its stop rule ends it. */
final class ConvergePerformer implements Performer<Converge> {
  @Override
  public void perform(Converge job, Consumer<Event> events) {
    CellInputs inputs = CellInputs.prepare(job.cell());
    new Convergence(job.twin() == 0 ? inputs : inputs.twin(job.twin()), job.compared(), events)
        .run();
  }
}
