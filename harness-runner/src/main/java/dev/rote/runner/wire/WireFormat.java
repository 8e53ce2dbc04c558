package dev.rote.runner.wire;

import dev.rote.runner.plan.PlanJson;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How jobs and events are written: JSON on a single line. */
public final class WireFormat {
  private static final JsonMapper MAPPER = PlanJson.mapper();

  private WireFormat() {}

  /** Returns the JSON of a job. */
  public static String write(Job job) {
    return MAPPER.writerFor(Job.class).writeValueAsString(job);
  }

  /** Returns the job that was written so. */
  public static Job readJob(String json) {
    return MAPPER.readValue(json, Job.class);
  }

  /** Returns the JSON of an event. */
  public static String write(Event event) {
    return MAPPER.writerFor(Event.class).writeValueAsString(event);
  }

  /** Returns the event of a line, or empty if the line is no event. */
  public static Optional<Event> readEvent(String line) {
    try {
      return Optional.of(MAPPER.readValue(line, Event.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
