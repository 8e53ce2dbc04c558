package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.SuiteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what papers published for an experiment, which must be of one training each. */
final class PaperReader {
  private final List<String> models;
  private final boolean manyBatchSizes;

  /**
   * @param models names of the suite's models
   * @param manyBatchSizes whether the suite lists its batch sizes
   */
  PaperReader(List<String> models, boolean manyBatchSizes) {
    this.models = models;
    this.manyBatchSizes = manyBatchSizes;
  }

  /**
   * Returns the figures of an experiment; none if it has none.
   *
   * @param own the models that it is made with; none for every one
   */
  List<PaperFigure> read(Fields experiment, List<String> own) {
    return experiment.find("paper").map(paper -> figures(paper, experiment, own)).orElse(List.of());
  }

  private List<PaperFigure> figures(Field paper, Fields experiment, List<String> own) {
    for (String key : List.of("train", "labelCorruption")) {
      if (experiment.find(key).map(Field::isList).orElse(false)) {
        throw paper.error(
            "paper has the figures of one training, but %s is a list: write an experiment for each of its values, and give each its own"
                .formatted(key));
      }
    }
    if (manyBatchSizes) {
      throw paper.error(
          "paper has the figures of one training, but batchSize is a list: give one batch size, or leave paper out");
    }
    List<Field> items = paper.oneOrMore();
    List<PaperFigure> figures = new ArrayList<>();
    for (Field item : items) {
      PaperFigure figure = figure(item);
      requireOwn(item, figure, own);
      for (int i = 0; i < figures.size(); i++) {
        if (figures.get(i).overlaps(figure)) {
          throw twice(item, figure, items.get(i), figures.get(i));
        }
      }
      figures.add(figure);
    }
    return figures;
  }

  private static void requireOwn(Field item, PaperFigure figure, List<String> own) {
    if (!own.isEmpty() && own.stream().noneMatch(figure::isOf)) {
      throw item.error(
          "paper has a figure of the model %s, but the experiment's models are %s: add it to them, or leave the figure out"
              .formatted(figure.model().orElseThrow(), String.join(", ", own)));
    }
  }

  private PaperFigure figure(Field item) {
    Fields fields = Fields.of(item, Form.PAPER);
    boolean converged = fields.find("converged").map(Field::truth).orElse(true);
    Optional<Field> figure =
        fields
            .find("trainAccuracy")
            .or(() -> fields.find("testAccuracy"))
            .or(() -> fields.find("slowdown"));
    if (converged && figure.isEmpty()) {
      throw fields
          .location()
          .error(
              "paper needs the key 'trainAccuracy', 'testAccuracy' or 'slowdown', or 'converged: false' where training did not converge");
    }
    return new PaperFigure(
        fields.find("model").map(field -> field.choice(models, name -> name)),
        converged,
        accuracy(fields.find("trainAccuracy")),
        accuracy(fields.find("testAccuracy")),
        fields.find("slowdown").map(PaperReader::times),
        fields
            .find("of")
            .map(of -> of.choice(List.of(PaperFigure.Epoch.values()), PaperFigure.Epoch::id))
            .orElse(PaperFigure.Epoch.UNKNOWN),
        text(fields.get("where"), "that say where it was published"),
        fields
            .find("unlike")
            .map(field -> text(field, "that say what is unlike the published experiment")));
  }

  private static OptionalDouble accuracy(Optional<Field> field) {
    return field.stream().mapToDouble(share -> share.number(Interval.SHARE)).findFirst();
  }

  /** One number, or the smallest and the largest. */
  private static PaperFigure.Times times(Field field) {
    List<Double> ends =
        field.itemsOrOne().stream().map(item -> item.number(Interval.POSITIVE)).toList();
    if (ends.isEmpty() || ends.size() > 2 || ends.getFirst() > ends.getLast()) {
      throw field.mustBe("a number, or a list of the smallest and the largest, such as [1.5, 3.5]");
    }
    return new PaperFigure.Times(ends.getFirst(), ends.getLast());
  }

  private static String text(Field field, String what) {
    String text = field.text();
    if (!PaperFigure.isText(text)) {
      throw field.error(
          "%s has %d characters, allowed are 1 to %d, not all of them blank, %s"
              .formatted(
                  field.name(),
                  text.codePointCount(0, text.length()),
                  PaperFigure.LONGEST_TEXT,
                  what));
    }
    return text;
  }

  private static SuiteException twice(
      Field item, PaperFigure figure, Field other, PaperFigure first) {
    int line = other.node().location().line();
    return item.error(
        figure.model().isPresent() && first.model().isPresent()
            ? "paper has two figures of the model %s, the other one in line %d: remove one of them"
                .formatted(figure.model().get(), line)
            : "paper has two figures, here and in line %d, of which one names no model and is therefore of all: name the model of each, or remove one of them"
                .formatted(line));
  }
}
