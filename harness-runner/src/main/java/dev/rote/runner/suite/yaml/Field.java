package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.Sweep;
import dev.rote.runner.suite.yaml.Interval.Precision;
import dev.rote.runner.suite.yaml.Node.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value under its key, read as the type that is wanted or refused in one sentence.
 *
 * @param name the key, as sentences call it
 * @param optional whether the key may be left out
 */
record Field(String name, Node node, boolean optional) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}._-]*");
  private static final Pattern NONE = Pattern.compile("\\bnone\\b");
  private static final Pattern QUOTIENT =
      Pattern.compile("\\s*([0-9.eE+-]+)\\s*/\\s*([0-9.eE+-]+)\\s*");

  Field(String name, Node node) {
    this(name, node, false);
  }

  SuiteException mustBe(String allowed) {
    return mustBe(allowed, "");
  }

  /**
   * @param spelling how what is meant is written, from {@link Spelling}
   */
  SuiteException mustBe(String allowed, String spelling) {
    return error(
        "%s is %s, allowed is %s%s"
            .formatted(
                name,
                node.describe(),
                allowed,
                Spelling.isNothing(node) ? orNothing(allowed) : spelling));
  }

  private String orNothing(String allowed) {
    if (NONE.matcher(allowed).find()) {
      return ": write none";
    }
    return optional ? ": leave the key out to have its default" : "";
  }

  SuiteException error(String sentence) {
    return node.location().error(sentence);
  }

  String text() {
    return scalar(Kind.TEXT).orElseThrow(() -> mustBe("text (quote it where YAML sees no text)"));
  }

  /** Returns whether a text can be a name that becomes part of an id. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Returns a name that may become part of an id: letters of any language, composed, so that what
   * looks the same is the same.
   */
  String nameText() {
    return scalar(Kind.TEXT)
        .map(Field::composed)
        .filter(text -> NAME.matcher(text).matches())
        .orElseThrow(
            () -> mustBe("a name of letters, digits, '.', '_' and '-' (quoted if it is a number)"));
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  boolean truth() {
    return scalar(Kind.TRUTH)
        .map(Boolean::parseBoolean)
        .orElseThrow(() -> mustBe("true or false", Spelling.ofTruth(node)));
  }

  boolean isText(String expected) {
    return scalar(Kind.TEXT).filter(expected::equals).isPresent();
  }

  /** Returns one of some values, each named in the suite by its id. */
  <T> T choice(List<T> values, Function<T, String> id) {
    List<String> ids = values.stream().map(id).toList();
    String allowed = ids.size() == 1 ? ids.getFirst() : "one of " + String.join(", ", ids);
    String text = scalar(Kind.TEXT).map(Field::composed).orElseThrow(() -> mustBe(allowed));
    int index = ids.indexOf(text);
    if (index < 0) {
      throw mustBe(allowed + NearestName.suggestion(text, ids));
    }
    return values.get(index);
  }

  int integer(int least, int most) {
    return (int) integer(least, (long) most);
  }

  /**
   * @param limit what the largest allowed number comes from, such as {@code the number of images}
   */
  int integer(int least, int most, String limit) {
    return (int) wholeNumber(least, most, ", " + limit);
  }

  long integer(long least, long most) {
    return wholeNumber(least, most, "");
  }

  private long wholeNumber(long least, long most, String limit) {
    return scalar(Kind.WHOLE_NUMBER)
        .map(BigInteger::new)
        .filter(value -> value.bitLength() < Long.SIZE)
        .map(BigInteger::longValue)
        .filter(value -> value >= least && value <= most)
        .orElseThrow(() ->
            mustBe(
                "a whole number from %d to %d%s".formatted(least, most, limit),
                Spelling.ofNumber(node, value -> isWhole(value, least, most))));
  }

  static boolean isWhole(BigDecimal value, long least, long most) {
    return value.compareTo(BigDecimal.valueOf(least)) >= 0
        && value.compareTo(BigDecimal.valueOf(most)) <= 0
        && value.stripTrailingZeros().scale() <= 0;
  }

  /** Returns a number that is used as float64. */
  double number(Interval allowed) {
    return number(allowed, Precision.FLOAT64).doubleValue();
  }

  /** Returns a number that is kept as float64 and, with what is made of it, used as float32. */
  double numberWithinSingle(Interval allowed) {
    return number(allowed, Precision.FLOAT32).doubleValue();
  }

  /** Returns a number that is used as float32, rounded to it once. */
  float single(Interval allowed) {
    return number(allowed, Precision.FLOAT32).floatValue();
  }

  private BigDecimal number(Interval allowed, Precision precision) {
    return require(decimal(), allowed, precision, "");
  }

  private BigDecimal require(
      Optional<BigDecimal> value, Interval allowed, Precision precision, String or) {
    return value
        .filter(exact -> allowed.contains(exact, precision))
        .orElseThrow(() ->
            mustBe(
                value.map(exact -> allowed.text(exact, precision)).orElse(allowed.text()) + or,
                Spelling.ofNumber(node, exact -> allowed.contains(exact, precision))));
  }

  /** Like {@link #single}, but the number may also be a quotient in text, such as 0.001/9. */
  float quotient(Interval allowed) {
    return require(
            quotient().or(this::decimal),
            allowed,
            Precision.FLOAT32,
            ", or a quotient of two such as 0.001/9")
        .floatValue();
  }

  private Optional<BigDecimal> quotient() {
    return scalar(Kind.TEXT)
        .map(QUOTIENT::matcher)
        .filter(Matcher::matches)
        .flatMap(match ->
            parse(match.group(1))
                .flatMap(dividend ->
                    parse(match.group(2))
                        .map(divisor -> dividend.doubleValue() / divisor.doubleValue())))
        .filter(Double::isFinite)
        .map(BigDecimal::new);
  }

  /**
   * Returns a probability that will be part of a name: as written but for needless zeros, so that
   * 1.0 stays 1.0, 1 stays 1 and 0.50 becomes 0.5.
   */
  BigDecimal probability() {
    double value = number(Interval.SHARE, Precision.UNIFORM).doubleValue();
    if (scalar(Kind.WHOLE_NUMBER).isPresent()) {
      return BigDecimal.valueOf((long) value);
    }
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    return decimal.scale() < 1 ? decimal.setScale(1) : decimal;
  }

  private Optional<BigDecimal> decimal() {
    return scalar(Kind.WHOLE_NUMBER).or(() -> scalar(Kind.NUMBER)).flatMap(Field::parse);
  }

  /** Returns empty for what is no number by JSON's rules, such as {@code .inf}. */
  private static Optional<BigDecimal> parse(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Duration duration() {
    return scalar(Kind.TEXT)
        .flatMap(Durations::parse)
        .orElseThrow(() -> mustBe("a duration such as 500ms, 90s, 10m or 2h"));
  }

  boolean isList() {
    return node instanceof Node.Sequence;
  }

  /** Returns the items of a list, each under the list's name. */
  List<Field> items() {
    if (!(node instanceof Node.Sequence sequence)) {
      throw mustBe("a list");
    }
    return sequence.items().stream().map(item -> new Field(name, item)).toList();
  }

  List<Field> oneOrMoreItems() {
    List<Field> items = items();
    if (items.isEmpty()) {
      throw mustBe("a list of one or more");
    }
    return items;
  }

  /**
   * Returns the items of a list, read, which have each a name of their own.
   *
   * @param what an item is, such as {@code a model}
   */
  <T> List<T> named(String what, Function<Field, T> read, Function<T, String> name) {
    Map<String, Field> first = new HashMap<>();
    return oneOrMoreItems().stream()
        .map(item -> {
          T value = read.apply(new Field(what, item.node()));
          Field other = first.putIfAbsent(name.apply(value), item);
          if (other != null) {
            throw item.error(
                "%s is called %s, like the one in line %d: give each a name of its own"
                    .formatted(what, name.apply(value), other.node().location().line()));
          }
          return value;
        })
        .toList();
  }

  /** Returns the items of a list, or the one value that stands in its place. */
  List<Field> itemsOrOne() {
    return isList() ? items() : List.of(this);
  }

  /** Returns the one or more items of a list, or the one value that stands in its place. */
  List<Field> oneOrMore() {
    return isList() ? oneOrMoreItems() : List.of(this);
  }

  /** Returns a single value, or the one or more values of a list. */
  <T> Sweep<T> sweep(Function<Field, T> read) {
    return isList() ? Sweep.of(distinct(oneOrMoreItems(), read)) : Sweep.single(read.apply(this));
  }

  /** Returns the items as read, of which no two may be equal; numbers are by their values. */
  static <T> List<T> distinct(List<Field> items, Function<Field, T> read) {
    Map<Object, Field> seen = new HashMap<>();
    List<T> values = new ArrayList<>();
    for (Field item : items) {
      T value = read.apply(item);
      Field first =
          seen.putIfAbsent(
              value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value, item);
      if (first != null) {
        throw item.error(item.twice(first));
      }
      values.add(value);
    }
    return values;
  }

  private String twice(Field first) {
    String written = first.node.describe();
    return "%s has %s twice%s, allowed is once"
        .formatted(
            name, node.describe(), written.equals(node.describe()) ? "" : ", first as " + written);
  }

  /** Returns the value's text if it is a scalar of that kind. */
  Optional<String> scalar(Kind kind) {
    return node instanceof Node.Scalar scalar && scalar.kind() == kind
        ? Optional.of(scalar.text())
        : Optional.empty();
  }
}
