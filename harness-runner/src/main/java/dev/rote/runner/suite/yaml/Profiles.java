package dev.rote.runner.suite.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A suite with its profiles: others of the same experiments, smaller for the most part, each of
 * which says only in what it differs. What a profile has replaces what the suite has; of data,
 * thresholds, stop and measure key by key.
 */
final class Profiles {
  private static final String PROFILES = "profiles";

  /** Of the others a part would have no meaning, such as a schedule without its initial rate. */
  private static final Set<String> KEY_BY_KEY = Set.of("data", "thresholds", "stop", "measure");

  private final Node.Mapping suite;
  private final Map<String, Node.Mapping> profiles = new LinkedHashMap<>();
  private final Location location;

  Profiles(Node root) {
    Fields fields = Fields.of(new Field("a suite", root), Form.SUITE);
    suite = (Node.Mapping) root;
    location =
        fields.find(PROFILES).map(field -> field.node().location()).orElse(fields.location());
    fields.find(PROFILES).ifPresent(this::add);
  }

  private void add(Field field) {
    if (!(field.node() instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      throw field.mustBe("a mapping from the names of one or more profiles to what they change");
    }
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!Field.isName(name)) {
            throw entry
                .location()
                .error(
                    "a profile is called %s, allowed is a name of letters, digits, '.', '_' and '-'"
                        .formatted(name));
          }
          Field profile = new Field("a profile", entry.value());
          Fields.of(profile, Form.PROFILE);
          profiles.put(name, (Node.Mapping) profile.node());
        });
  }

  /** Returns the suite without a profile. */
  Fields whole() {
    return fields(suite.entries());
  }

  /** Returns the names of the profiles in the order of the file. */
  List<String> names() {
    return List.copyOf(profiles.keySet());
  }

  /** Returns where they are, for errors. */
  String where() {
    return location.toString();
  }

  /** Returns the suite with a profile in it, called after both. */
  Fields fields(String profile) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>(suite.entries());
    entries.computeIfPresent("name", (key, entry) -> named(entry, profile));
    profiles
        .get(profile)
        .entries()
        .forEach((key, entry) ->
            entries.merge(
                key, entry, (before, now) -> KEY_BY_KEY.contains(key) ? merged(before, now) : now));
    return fields(entries);
  }

  private Fields fields(Map<String, Node.Entry> entries) {
    Map<String, Node.Entry> own = new LinkedHashMap<>(entries);
    own.remove(PROFILES);
    return Fields.of(new Field("a suite", new Node.Mapping(suite.location(), own)), Form.SUITE);
  }

  private static Node.Entry named(Node.Entry entry, String profile) {
    return entry.value() instanceof Node.Scalar name
        ? new Node.Entry(
            entry.location(),
            new Node.Scalar(
                name.location(), name.kind(), name.text() + "-" + profile, name.plain()))
        : entry;
  }

  private static Node.Entry merged(Node.Entry before, Node.Entry now) {
    if (!(before.value() instanceof Node.Mapping from && now.value() instanceof Node.Mapping to)) {
      return now;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>(from.entries());
    to.entries().forEach((key, entry) -> entries.merge(key, entry, Profiles::merged));
    return new Node.Entry(now.location(), new Node.Mapping(to.location(), entries));
  }
}
