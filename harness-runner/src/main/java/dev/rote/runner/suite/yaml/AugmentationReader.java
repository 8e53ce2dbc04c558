package dev.rote.runner.suite.yaml;

import dev.rote.api.Shape;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.suite.yaml.Node.Kind;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what changes the training images for every epoch: a list with each kind at most once. */
final class AugmentationReader {
  /** The kinds that can do without arguments. */
  static final List<String> PLAIN = List.of("random-crop", "random-flip");

  private final DataSet set;
  private final boolean cropped;

  /**
   * @param images what the networks see of the set's images
   */
  AugmentationReader(DataSet set, Shape images) {
    this.set = set;
    this.cropped = images.get(1) < set.shape().get(1);
  }

  /** Returns what the regularizers of an experiment say; none if they do not. */
  Augmentation read(Fields regularizers) {
    return regularizers.find("augmentation").map(this::read).orElse(Augmentation.NONE);
  }

  private Augmentation read(Field list) {
    Augmentation augmentation = Augmentation.NONE;
    Set<String> seen = new HashSet<>();
    for (Field item : list.itemsOrOne()) {
      Item read = item(item);
      if (!seen.add(read.kind)) {
        throw item.error("%s has %s twice, allowed is once".formatted(item.name(), read.kind));
      }
      augmentation = add(augmentation, item, read);
    }
    return augmentation;
  }

  private record Item(String kind, Optional<Field> argument) {}

  private static Item item(Field field) {
    Optional<String> name = field.scalar(Kind.TEXT);
    if (name.isPresent()) {
      return new Item(plain(field, name.get()), Optional.empty());
    }
    if (!(field.node() instanceof Node.Mapping mapping)) {
      throw field.mustBe(
          "one of %s, as in 'random-flip' or '{random-rotation: 25}'".formatted(allNames()));
    }
    mapping.entries().forEach(AugmentationReader::refuseArgumentsOfPlainOne);
    Fields fields = Fields.of(field, Form.AUGMENTATION);
    if (fields.keys().size() != 1) {
      throw field.mustBe("a single key, its kind: write each in braces of its own");
    }
    String kind = fields.keys().iterator().next();
    return new Item(kind, fields.find(kind));
  }

  private static void refuseArgumentsOfPlainOne(String name, Node.Entry entry) {
    if (PLAIN.contains(name) && !Form.AUGMENTATION.keys().contains(name)) {
      throw entry.location().error("%s has no arguments: write '%s'".formatted(name, name));
    }
  }

  private static String plain(Field field, String name) {
    if (PLAIN.contains(name)) {
      return name;
    }
    if (Form.AUGMENTATION.keys().contains(name)) {
      throw field.error("%s needs a number: write '{%s: ...}'".formatted(name, name));
    }
    throw field.mustBe("one of " + allNames() + NearestName.suggestion(name, names()));
  }

  private static String allNames() {
    return String.join(", ", names());
  }

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(PLAIN);
    names.addAll(Form.AUGMENTATION.keys());
    return names;
  }

  private Augmentation add(Augmentation augmentation, Field item, Item read) {
    return switch (read.kind) {
      case "random-crop" ->
          augmentation.withCrop(read.argument.map(this::padding).orElseGet(() -> unpadded(item)));
      case "random-flip" -> augmentation.withFlip();
      case "random-rotation" ->
          augmentation.withRotation(read.argument.orElseThrow().number(Interval.DEGREES));
      case "random-brightness" ->
          augmentation.withBrightness(read.argument.orElseThrow().number(Interval.POSITIVE_SHARE));
      case "random-contrast" ->
          augmentation.withContrast(read.argument.orElseThrow().number(Interval.POSITIVE_SHARE));
      default -> throw new IllegalArgumentException("no augmentation is called " + read.kind);
    };
  }

  private int padding(Field field) {
    return Fields.of(field, Form.RANDOM_CROP)
        .get("padding")
        .integer(
            1, set.shape().get(1) - 1, "one less than the height of the images of " + set.id());
  }

  private int unpadded(Field item) {
    if (!cropped) {
      throw item.error(
          "random-crop has no place to choose, because the images are not cropped: set 'crop' of preprocessing to less than their height, or write '{random-crop: {padding: 4}}'");
    }
    return 0;
  }
}
