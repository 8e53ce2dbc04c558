package dev.rote.runner.worker;

import dev.rote.runner.wire.Converge;
import dev.rote.runner.wire.Event;
import java.util.function.Consumer;

/** Trains a cell until its stop rule ends it. */
final class ConvergePerformer implements Performer<Converge> {
  @Override
  public void perform(Converge job, Consumer<Event> events) {
    new Convergence(CellInputs.prepare(job.cell()), job.compared(), events).run();
  }
}
