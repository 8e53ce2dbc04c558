package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.yaml.Node.Entry;
import java.util.Optional;
import java.util.Set;

/** A mapping whose keys have been checked against its form. */
final class Fields {
  private final Form form;
  private final Node.Mapping mapping;

  private Fields(Form form, Node.Mapping mapping) {
    this.form = form;
    this.mapping = mapping;
  }

  /**
   * Returns the fields of a mapping.
   *
   * @throws SuiteException if the value is not a mapping, has a key that the form does not have, or
   *     lacks one that it must have
   */
  static Fields of(Field field, Form form) {
    if (!(field.node() instanceof Node.Mapping mapping)) {
      throw field.mustBe(form.description());
    }
    mapping.entries().forEach((key, entry) -> requireKnown(form, key, entry));
    for (String key : form.required()) {
      if (!mapping.entries().containsKey(key)) {
        throw mapping.location().error("%s needs the key '%s'".formatted(form.title(), key));
      }
    }
    return new Fields(form, mapping);
  }

  private static void requireKnown(Form form, String key, Entry entry) {
    if (!form.keys().contains(key)) {
      throw entry
          .location()
          .error(
              "%s has no key '%s', allowed are %s%s"
                  .formatted(
                      form.title(),
                      key,
                      String.join(", ", form.keys()),
                      key.matches("[0-9]+")
                          ? ": a decimal comma is written as a point"
                          : NearestName.suggestion(key, form.keys())));
    }
  }

  Location location() {
    return mapping.location();
  }

  /** Returns the keys that are there. */
  Set<String> keys() {
    return mapping.entries().keySet();
  }

  /** Returns a field that is there: one that the form requires, or that was found before. */
  Field get(String key) {
    return find(key).orElseThrow();
  }

  Optional<Field> find(String key) {
    if (!form.keys().contains(key)) {
      throw new IllegalArgumentException(form + " has no key " + key);
    }
    return Optional.ofNullable(mapping.entries().get(key))
        .map(entry -> new Field(key, entry.value(), !form.required().contains(key)));
  }
}
