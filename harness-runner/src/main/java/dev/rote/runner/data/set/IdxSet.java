package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of the form that MNIST made common: grey images {@code [1, 28, 28]} of ten classes, 60,000
 * for training and 10,000 for test, in four files in the IDX format.
 */
abstract class IdxSet extends DataSet {
  /** The names of the four files by letters and digits, with what else may be before and behind. */
  private static final Pattern FILE =
      Pattern.compile(
          ".*?(train|t10k|test)(images|labels)(idx[13])?(ubyte)?(tar|zip|tgz|gz|bz2|xz|7z|zst|rar)*");

  /** What names say of which set of this form a file is, the more telling first. */
  private static final Map<Pattern, String> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put(Pattern.compile("fashion|fmnist"), "fashion-mnist");
    FAMILIES.put(Pattern.compile("(?<![a-z])emnist"), "EMNIST");
    FAMILIES.put(Pattern.compile("(?<![a-z])(kmnist|k49)|kuzushiji"), "Kuzushiji-MNIST");
    FAMILIES.put(Pattern.compile("(?<![a-z])qmnist"), "QMNIST");
    FAMILIES.put(Pattern.compile("(?<![a-z])not.?mnist"), "notMNIST");
    FAMILIES.put(Pattern.compile("mnist"), "mnist");
  }

  IdxSet(String id, String description) {
    super(id, description, Shape.of(1, 28, 28), 10, 60_000, 10_000);
  }

  /** Returns what a data directory has that has the set, see {@link OfficialFiles#layout}. */
  final String layout() {
    return id() + "/" + IdxFiles.imagesName(Split.TRAIN) + " nor its .gz";
  }

  @Override
  public final Optional<ImageSource> find(Path directory) {
    return IdxFiles.find(this, directory);
  }

  @Override
  final Optional<Relative> relative(Path file, String name, Path around) {
    Optional<String> family = family(around);
    if (family.isPresent() && DataSet.byId(family.get()).isEmpty()) {
      return id().equals("mnist") && isImagesOrLabels(name)
          ? Optional.of(new Relative.Other("is of %s, another data set".formatted(family.get())))
          : Optional.empty();
    }
    if (family.isPresent() && !family.get().equals(id())) {
      return Optional.empty();
    }
    return official(name)
        .<Relative>map(official -> new Relative.Nearly(official, family.isPresent()))
        .or(() ->
            family.isPresent() && OtherForm.isOne(name)
                ? Optional.of(new Relative.Other("is not one of the four official files"))
                : Optional.empty());
  }

  private static boolean isImagesOrLabels(String name) {
    return FILE.matcher(LooseName.of(name)).matches();
  }

  /** Returns the official file, below a data directory, that a name means. */
  private Optional<String> official(String name) {
    Matcher file = FILE.matcher(LooseName.of(name));
    if (!file.matches()) {
      return Optional.empty();
    }
    Split split = file.group(1).equals("train") ? Split.TRAIN : Split.TEST;
    return Optional.of(
        id()
            + "/"
            + (file.group(2).equals("images")
                ? IdxFiles.imagesName(split)
                : IdxFiles.labelsName(split)));
  }

  /** Returns which set a file's own name says or, if it does not, the folder next to it. */
  private static Optional<String> family(Path around) {
    for (int i = around.getNameCount() - 1; i >= 0; i--) {
      String name = around.getName(i).toString().toLowerCase(Locale.ROOT);
      for (Map.Entry<Pattern, String> family : FAMILIES.entrySet()) {
        if (family.getKey().matcher(name).find()) {
          return Optional.of(family.getValue());
        }
      }
    }
    return Optional.empty();
  }
}
