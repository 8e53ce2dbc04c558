package dev.rote.runner.run;

import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.plan.Conditions;
import dev.rote.runner.result.provenance.BackendVersion;
import dev.rote.runner.result.provenance.DataFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of all that decides results differs between a plan and the same plan made now. */
final class Changes {
  /** As many places of a suite as a sentence can bear. */
  private static final int MOST_PLACES = 3;

  private final PlanFile before;
  private final PlanFile now;
  private final List<String> changes = new ArrayList<>();

  private Changes(PlanFile before, PlanFile now) {
    this.before = before;
    this.now = now;
  }

  /** Returns what differs, a clause of a sentence each; empty if nothing does. */
  static List<String> between(PlanFile before, PlanFile now) {
    Changes changes = new Changes(before, now);
    changes.compareSuites();
    changes.compareSettings();
    changes.compareData();
    changes.compareBackends();
    changes.compareUnits();
    return changes.changes;
  }

  private void compareSuites() {
    List<String> places = new ArrayList<>();
    differences("", deciding(before.suite()), deciding(now.suite()), places);
    if (!places.isEmpty()) {
      changes.add(
          "the suite %s (%s%s)"
              .formatted(
                  now.source().map(String::valueOf).orElse(now.name()),
                  places.stream().limit(MOST_PLACES).collect(Collectors.joining(", ")),
                  places.size() > MOST_PLACES ? ", ..." : ""));
    }
  }

  /** What was published for an experiment decides none of its results. */
  private static JsonNode deciding(JsonNode suite) {
    JsonNode copy = suite.deepCopy();
    copy.path("experiments")
        .valueStream()
        .filter(JsonNode::isObject)
        .forEach(experiment -> ((ObjectNode) experiment).remove("paper"));
    return copy;
  }

  private static void differences(
      String place, JsonNode before, JsonNode now, List<String> differences) {
    if (before.equals(now)) {
      return;
    }
    if (before.isObject() && now.isObject()) {
      Set<String> names = new LinkedHashSet<>(before.propertyNames());
      names.addAll(now.propertyNames());
      for (String name : names) {
        differences(
            place.isEmpty() ? name : place + "." + name,
            before.path(name),
            now.path(name),
            differences);
      }
    } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
      for (int i = 0; i < before.size(); i++) {
        differences(place + "[" + i + "]", before.get(i), now.get(i), differences);
      }
    } else {
      differences.add("%s: %s -> %s".formatted(place, shown(before), shown(now)));
    }
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    return value.isValueNode() ? value.toString() : "something else";
  }

  private void compareSettings() {
    compare("the version of Rote", Conditions::rote);
    compare("the JDK", Conditions::jdk);
    compare("the number of threads", Conditions::threads);
    Map<String, String> then = before.conditions().environment();
    Map<String, String> today = now.conditions().environment();
    Set<String> names = new TreeSet<>(then.keySet());
    names.addAll(today.keySet());
    for (String name : names) {
      compare(
          "the variable " + name,
          conditions -> conditions.environment().getOrDefault(name, "not set"));
    }
  }

  private void compare(String what, Function<Conditions, Object> part) {
    Object then = part.apply(before.conditions());
    Object today = part.apply(now.conditions());
    if (!then.equals(today)) {
      changes.add("%s (%s -> %s)".formatted(what, then, today));
    }
  }

  private void compareData() {
    Map<String, DataFile> then = byName(before.conditions().data());
    Map<String, DataFile> today = byName(now.conditions().data());
    Set<String> names = new TreeSet<>(then.keySet());
    names.addAll(today.keySet());
    for (String name : names) {
      if (!Optional.ofNullable(then.get(name)).equals(Optional.ofNullable(today.get(name)))) {
        changes.add(
            "the data file %s (%s)"
                .formatted(
                    name,
                    !today.containsKey(name)
                        ? "is gone"
                        : then.containsKey(name) ? "has another content" : "is new"));
      }
    }
  }

  private static Map<String, DataFile> byName(List<DataFile> files) {
    return files.stream().collect(Collectors.toMap(DataFile::name, file -> file, (a, b) -> a));
  }

  private void compareBackends() {
    for (Map.Entry<String, BackendVersion> each : before.backends().entrySet()) {
      BackendVersion then = each.getValue();
      BackendVersion today = now.backends().get(each.getKey());
      if (today == null || !then.jars().equals(today.jars())) {
        changes.add(
            "the jars of the backend %s (%s)"
                .formatted(each.getKey(), today == null ? "is gone" : today.location()));
      }
    }
  }

  /** Whatever has no name above, such as a plan.json that was edited, or another oracle. */
  private void compareUnits() {
    if (!changes.isEmpty()) {
      return;
    }
    for (int i = 0; i < Math.max(before.units().size(), now.units().size()); i++) {
      Optional<PlanFile.UnitEntry> then = at(before.units(), i);
      Optional<PlanFile.UnitEntry> today = at(now.units(), i);
      if (!then.equals(today)) {
        changes.add(
            "the plan itself, from %s on (plan.json was edited, or the oracle is another)"
                .formatted(then.or(() -> today).orElseThrow().label()));
        return;
      }
    }
  }

  private static <T> Optional<T> at(List<T> list, int index) {
    return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
  }
}
