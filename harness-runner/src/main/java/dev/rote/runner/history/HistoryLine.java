package dev.rote.runner.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line of a history, whose {@code kind} says what it holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = LaterLine.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = SpeedEntry.class, name = "speed"),
  @JsonSubTypes.Type(value = LearningEntry.class, name = "learning"),
  @JsonSubTypes.Type(value = AcceptedChange.class, name = "accept")
})
sealed interface HistoryLine permits HistoryEntry, AcceptedChange, LaterLine {
  /** Name and version of the form of a line. */
  String SCHEMA = "rote.history/1";

  /** Returns {@value #SCHEMA}. */
  String schema();

  /**
   * Returns the schema if it is the one that this Rote reads.
   *
   * @throws IllegalArgumentException if it is not
   */
  static String requireKnown(String schema) {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException(
          "its schema is %s, this Rote reads %s".formatted(schema, SCHEMA));
    }
    return schema;
  }
}
