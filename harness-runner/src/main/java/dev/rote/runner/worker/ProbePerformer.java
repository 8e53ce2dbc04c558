package dev.rote.runner.worker;

import dev.rote.api.Backend;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.Probe;
import java.util.function.Consumer;

/** Asks a backend for devices, one after the other. */
final class ProbePerformer implements Performer<Probe> {
  @Override
  public void perform(Probe job, Consumer<Event> events) {
    Backend backend = OpenedBackend.open(job.backend());
    job.devices().stream().map(device -> Probing.ask(backend, device)).forEach(events);
  }
}
