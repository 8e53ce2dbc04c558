package dev.rote.runner.suite.yaml;

import dev.rote.api.Initializer;
import dev.rote.api.InvalidModelException;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.ModelSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the models of a suite, from files beside it or from the suite itself. */
final class ModelReader {
  private final ModelFiles files;
  private final Shape images;
  private final DataSet data;
  private final LearningRate.Schedule schedule;

  /**
   * @param images shape of one image after preprocessing
   * @param schedule of the suite's learning rate
   */
  ModelReader(ModelFiles files, Shape images, DataSet data, LearningRate.Schedule schedule) {
    this.files = files;
    this.images = images;
    this.data = data;
    this.schedule = schedule;
  }

  /** Reads one item of the list of models. */
  ModelSpec read(Field field) {
    if (field.node() instanceof Node.Scalar) {
      return file(field, field.nameText());
    }
    if (!(field.node() instanceof Node.Mapping mapping)) {
      throw field.mustBe(
          "the name of a file in models/, or a mapping with the keys model, or name and layers");
    }
    return mapping.entries().containsKey("model")
        ? reference(Fields.of(field, Form.MODEL_REFERENCE))
        : inline(Fields.of(field, Form.INLINE_MODEL));
  }

  private ModelSpec reference(Fields fields) {
    Field model = fields.get("model");
    ModelSpec spec = file(model, model.nameText());
    Initializer initializer = spec.initializer();
    return new ModelSpec(
        fields.find("name").map(Field::nameText).orElse(spec.name()),
        spec.layers(),
        fields
            .find("gain")
            .map(gain -> initializer(initializer.scheme(), gain))
            .orElse(initializer),
        learningRate(fields));
  }

  private ModelSpec inline(Fields fields) {
    return model(fields, fields.get("name").nameText(), learningRate(fields));
  }

  private OptionalDouble learningRate(Fields fields) {
    return fields
        .find("learningRate")
        .map(field -> OptionalDouble.of(LearningRateReader.initial(field, schedule)))
        .orElse(OptionalDouble.empty());
  }

  private ModelSpec file(Field reference, String name) {
    Field root = new Field("a model file", files.read(reference, name));
    Fields fields = Fields.of(root, Form.MODEL_FILE);
    fields.find("description").ifPresent(Field::text);
    return model(fields, name, OptionalDouble.empty());
  }

  private ModelSpec model(Fields fields, String name, OptionalDouble learningRate) {
    Initializer initializer =
        fields.find("initializer").map(ModelReader::initializer).orElse(Initializer.HE_NORMAL);
    Optional<LayerReader.Convolution> convolution =
        fields.find("convolution").map(LayerReader.Convolution::read);
    Field list = fields.get("layers");
    List<Layer> layers = new LayerReader(convolution).read(list);
    ModelSpec spec = new ModelSpec(name, layers, initializer, learningRate);
    requireFit(spec, list);
    return spec;
  }

  private static Initializer initializer(Field field) {
    Fields fields = Fields.of(field, Form.INITIALIZER);
    Initializer.Scheme scheme =
        fields.get("scheme").choice(List.of(Initializer.Scheme.values()), ModelReader::id);
    return fields
        .find("gain")
        .map(gain -> initializer(scheme, gain))
        .orElse(new Initializer(scheme, 1));
  }

  private static Initializer initializer(Initializer.Scheme scheme, Field gain) {
    if (scheme == Initializer.Scheme.ZEROS) {
      throw gain.error(
          "gain is here, but the scheme is zeros, of which it changes nothing: leave gain out, or choose another scheme");
    }
    return new Initializer(scheme, gain.numberWithinSingle(Interval.POSITIVE));
  }

  /** Returns the name that suites use, such as {@code he-normal}. */
  static String id(Initializer.Scheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds layers that do not fit here, where their place in a file is still known. */
  private void requireFit(ModelSpec spec, Field layers) {
    try {
      Model model = spec.derive(images);
      if (model.classes() != data.classes()) {
        throw layers.error(
            "the model %s gives %d logits, allowed is %d, the number of classes of %s"
                .formatted(spec.name(), model.classes(), data.classes(), data.id()));
      }
      if (model.trainedParameterCount() == 0) {
        throw layers.error(
            "the model %s has no parameters to train: add a dense layer or a convolution"
                .formatted(spec.name()));
      }
    } catch (InvalidModelException e) {
      throw layers.error(e.getMessage());
    }
  }
}
