package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.ModelSpec;
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
   * @param models of the suite
   * @param manyBatchSizes whether the suite lists its batch sizes
   */
  PaperReader(List<ModelSpec> models, boolean manyBatchSizes) {
    this.models = models.stream().map(ModelSpec::name).toList();
    this.manyBatchSizes = manyBatchSizes;
  }

  /** Returns the figures of an experiment; none if it has none. */
  List<PaperFigure> read(Fields experiment) {
    return experiment.find("paper").map(paper -> figures(paper, experiment)).orElse(List.of());
  }

  private List<PaperFigure> figures(Field paper, Fields experiment) {
    if (experiment.find("labelCorruption").map(Field::isList).orElse(false)) {
      throw paper.error(
          "paper has the figures of one training, but labelCorruption is a list: write an experiment for each of its values, and give each its own");
    }
    if (manyBatchSizes) {
      throw paper.error(
          "paper has the figures of one training, but batchSize is a list: give one batch size, or leave paper out");
    }
    List<Field> items = paper.oneOrMore();
    List<PaperFigure> figures = new ArrayList<>();
    for (Field item : items) {
      PaperFigure figure = figure(item);
      for (int i = 0; i < figures.size(); i++) {
        if (figures.get(i).overlaps(figure)) {
          throw twice(item, figure, items.get(i), figures.get(i));
        }
      }
      figures.add(figure);
    }
    return figures;
  }

  private PaperFigure figure(Field item) {
    Fields fields = Fields.of(item, Form.PAPER);
    if (fields.find("trainAccuracy").or(() -> fields.find("testAccuracy")).isEmpty()) {
      throw fields.location().error("paper needs the key 'trainAccuracy' or 'testAccuracy'");
    }
    return new PaperFigure(
        fields.find("model").map(field -> field.choice(models, name -> name)),
        accuracy(fields.find("trainAccuracy")),
        accuracy(fields.find("testAccuracy")),
        fields
            .find("of")
            .map(of -> of.choice(List.of(PaperFigure.Epoch.values()), PaperFigure.Epoch::id))
            .orElse(PaperFigure.Epoch.UNKNOWN),
        where(fields.get("where")));
  }

  private static OptionalDouble accuracy(Optional<Field> field) {
    return field.stream().mapToDouble(share -> share.number(Interval.SHARE)).findFirst();
  }

  private static String where(Field field) {
    String text = field.text();
    if (!PaperFigure.isWhere(text)) {
      throw field.error(
          "where has %d characters, allowed are 1 to %d, not all of them blank, that say where it was published"
              .formatted(text.codePointCount(0, text.length()), PaperFigure.LONGEST_WHERE));
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
