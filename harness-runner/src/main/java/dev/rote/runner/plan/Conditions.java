package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.rote.runner.result.provenance.DataFile;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What decides the result of a unit beside its experiment and its target.
 *
 * @param rote version of Rote
 * @param jdk that runs the workers: vendor and version
 * @param threads that a framework may use for one operation
 * @param environment the variables of the environment that may change with which kernels workers
 *     compute
 * @param data the files that examples come from; none for data that are generated
 */
public record Conditions(
    String rote,
    String jdk,
    int threads,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        SortedMap<String, String> environment,
    List<DataFile> data) {
  public Conditions {
    requireNonNull(rote, "rote is null");
    requireNonNull(jdk, "jdk is null");
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    data = List.copyOf(data);
  }
}
