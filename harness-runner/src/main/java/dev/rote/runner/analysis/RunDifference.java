package dev.rote.runner.analysis;

import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.provenance.MachineState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What keeps rows of two runs from being compared. Speeds need the same machine, settings and way
 * of measuring; how a cell learned needs the same experiment, to the hash. Other versions of a
 * backend are no obstacle: they may be just what is compared.
 *
 * @param speed why speeds are not comparable, a clause each
 * @param experiments those of both that are not the same experiment, each with the reason
 */
public record RunDifference(List<String> speed, Map<String, String> experiments) {
  public RunDifference {
    speed = List.copyOf(speed);
  }

  /** Compares two runs. */
  public static RunDifference between(RunResult one, RunResult other) {
    return new RunDifference(speed(one, other), experiments(one, other));
  }

  private static List<String> speed(RunResult one, RunResult other) {
    List<String> clauses = new ArrayList<>();
    machine(clauses, "processor", one, other, MachineState::processor);
    machine(clauses, "number of processors", one, other, MachineState::cores);
    machine(clauses, "share of the processors' time", one, other, MachineState::processorQuota);
    machine(clauses, "system", one, other, MachineState::os);
    machine(clauses, "JDK", one, other, MachineState::jdk);
    add(clauses, "number of threads", one.settings().threads(), other.settings().threads());
    add(clauses, "version of Rote", one.rote(), other.rote());
    add(clauses, "way of measuring", one.suite().path("measure"), other.suite().path("measure"));
    SortedMap<String, String> here = environment(one);
    SortedMap<String, String> there = environment(other);
    Set<String> names = new TreeSet<>(here.keySet());
    names.addAll(there.keySet());
    for (String name : names) {
      add(clauses, name, here.getOrDefault(name, "not set"), there.getOrDefault(name, "not set"));
    }
    return clauses;
  }

  private static SortedMap<String, String> environment(RunResult run) {
    return run.sessions().isEmpty() ? new TreeMap<>() : run.sessions().getFirst().environment();
  }

  private static void machine(
      List<String> clauses,
      String what,
      RunResult one,
      RunResult other,
      Function<MachineState, Object> part) {
    add(clauses, what, part.apply(one.machine().before()), part.apply(other.machine().before()));
  }

  private static void add(List<String> clauses, String what, Object one, Object other) {
    if (!one.equals(other)) {
      clauses.add("another %s (%s, and %s)".formatted(what, text(one), text(other)));
    }
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("unknown")
        : value.toString().replaceFirst("^Optional\\w*(\\.empty|\\[(.*)\\])$", "$2");
  }

  private static Map<String, String> experiments(RunResult one, RunResult other) {
    Map<String, Experiment> here = ResolvedSuite.of(one).experiments();
    Map<String, Experiment> there = ResolvedSuite.of(other).experiments();
    Map<String, CellResult> cells = firsts(one);
    Map<String, CellResult> others = firsts(other);
    Set<String> both = new LinkedHashSet<>(cells.keySet());
    both.retainAll(others.keySet());
    Map<String, String> differing = new LinkedHashMap<>();
    for (String id : both) {
      if (!here.containsKey(id) || !there.containsKey(id)) {
        differing.put(id, "its suite is of a form that this Rote does not read");
      } else if (!here.get(id).equals(there.get(id))) {
        differing.put(id, "the suites define it otherwise");
      } else {
        List<String> hashes = Identity.differences(cells.get(id), others.get(id));
        if (!hashes.isEmpty()) {
          differing.put(id, "other " + String.join(", ", hashes));
        }
      }
    }
    return differing;
  }

  private static Map<String, CellResult> firsts(RunResult run) {
    Map<String, CellResult> firsts = new LinkedHashMap<>();
    for (CellResult cell : run.cells()) {
      if (cell.learning().hashes().images().isPresent()) {
        firsts.putIfAbsent(cell.key().experiment(), cell);
      }
    }
    return firsts;
  }
}
