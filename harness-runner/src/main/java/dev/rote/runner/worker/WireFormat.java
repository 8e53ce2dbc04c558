package dev.rote.runner.worker;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How jobs and events are written: JSON on a single line. */
final class WireFormat {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private WireFormat() {}

  static String write(WorkerJob job) {
    return MAPPER.writerFor(WorkerJob.class).writeValueAsString(job);
  }

  static WorkerJob readJob(String json) {
    return MAPPER.readValue(json, WorkerJob.class);
  }

  static String write(WorkerEvent event) {
    return MAPPER.writerFor(WorkerEvent.class).writeValueAsString(event);
  }

  /** Returns the event of a line, or empty if the line is no event. */
  static Optional<WorkerEvent> readEvent(String line) {
    try {
      return Optional.of(MAPPER.readValue(line, WorkerEvent.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
