package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * How a twin of a cell learned: the same on the same backend and device, from initial parameters
 * one ulp beside. What a cell and its twins do not share is made by rounding alone.
 *
 * @param twin which of the cell's twins, from 1
 * @param result as that of a cell, whose key it has; nothing of it is attested or compared
 */
public record TwinResult(int twin, @JsonUnwrapped CellResult result) implements UnitResult {
  public TwinResult {
    requireNonNull(result, "result is null");
  }

  /** Returns whose twin it is. */
  public CellKey key() {
    return result.key();
  }

  /** Returns what people call it. */
  @Override
  public String toString() {
    return key() + ", twin " + twin;
  }
}
