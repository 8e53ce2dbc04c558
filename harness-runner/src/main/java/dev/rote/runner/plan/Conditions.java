package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.provenance.DataFile;
import java.util.List;

/**
 * What decides the result of a unit beside its experiment and its target.
 *
 * @param rote version of Rote
 * @param jdk that runs the workers: vendor and version
 * @param threads that a framework may use for one operation
 * @param data the files that examples come from; none for data that are generated
 */
public record Conditions(String rote, String jdk, int threads, List<DataFile> data) {
  public Conditions {
    requireNonNull(rote, "rote is null");
    requireNonNull(jdk, "jdk is null");
    data = List.copyOf(data);
  }
}
