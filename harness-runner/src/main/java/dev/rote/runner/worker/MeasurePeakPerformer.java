package dev.rote.runner.worker;

import dev.rote.runner.machine.MachinePeak;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.MeasurePeak;
import java.util.function.Consumer;

/** Measures the machine's peak. */
final class MeasurePeakPerformer implements Performer<MeasurePeak> {
  @Override
  public void perform(MeasurePeak job, Consumer<Event> events) throws InterruptedException {
    events.accept(new MeasurePeak.PeakMeasured(MachinePeak.measure(job.threads())));
  }
}
