package dev.rote.runner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rote.api.Distribution;
import dev.rote.api.Layer;
import dev.rote.api.Loss;
import dev.rote.api.Sgd;
import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.result.json.ResultJson;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.Start;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How a resolved experiment is written as JSON and read back: with its model as it was derived, so
 * that whoever gets one expands no suite again. The same experiment gives the same text, which is
 * what plans hash.
 */
public final class PlanJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(ResultJson.module())
          .addModule(dataSets())
          .addModule(AugmentationJson.module())
          .addMixIn(Layer.class, Kind.class)
          .addMixIn(Distribution.class, Kind.class)
          .addMixIn(DataRecipe.class, LaterRules.class)
          .addMixIn(Experiment.class, LaterChoices.class)
          .addMixIn(Sgd.class, LaterMomentum.class)
          .addMixIn(LearningRate.class, LaterSchedules.class)
          .build();

  private PlanJson() {}

  /** Says which of the sealed alternatives a value is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface Kind {}

  /** A rule that came later is written where it is followed: what is older keeps its text. */
  private interface LaterRules {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Uniform.class)
    @JsonDeserialize(using = UniformIfAbsent.class)
    LabelNoise labelNoise();
  }

  /** So it is with the loss and the start that came later. */
  private interface LaterChoices {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = CrossEntropy.class)
    @JsonDeserialize(using = CrossEntropyIfAbsent.class)
    Loss loss();

    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Drawn.class)
    @JsonDeserialize(using = DrawnIfAbsent.class)
    Start start();
  }

  /** And with the momentum. */
  private interface LaterMomentum {
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    @JsonDeserialize(using = FalseIfAbsent.class)
    boolean nesterov();
  }

  /** And with the schedules. */
  @JsonSerialize(converter = WrittenRate.Writer.class)
  @JsonDeserialize(converter = WrittenRate.Reader.class)
  private interface LaterSchedules {}

  private static final class Uniform extends LeftOut {
    Uniform() {
      super(LabelNoise.UNIFORM);
    }
  }

  private static final class UniformIfAbsent extends IfAbsent<LabelNoise> {
    UniformIfAbsent() {
      super(LabelNoise.UNIFORM);
    }
  }

  private static final class CrossEntropy extends LeftOut {
    CrossEntropy() {
      super(Loss.CROSS_ENTROPY);
    }
  }

  private static final class CrossEntropyIfAbsent extends IfAbsent<Loss> {
    CrossEntropyIfAbsent() {
      super(Loss.CROSS_ENTROPY);
    }
  }

  private static final class Drawn extends LeftOut {
    Drawn() {
      super(Start.DRAWN);
    }
  }

  private static final class DrawnIfAbsent extends IfAbsent<Start> {
    DrawnIfAbsent() {
      super(Start.DRAWN);
    }
  }

  /** Equals what is left out. */
  private abstract static class LeftOut {
    private final Enum<?> value;

    LeftOut(Enum<?> value) {
      this.value = value;
    }

    @Override
    public boolean equals(Object other) {
      return other == value;
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  /** Reads what was left out where it was this. */
  private abstract static class IfAbsent<E extends Enum<E>> extends StdDeserializer<E> {
    private final E absent;

    IfAbsent(E absent) {
      super(absent.getDeclaringClass());
      this.absent = absent;
    }

    @Override
    public E deserialize(JsonParser parser, DeserializationContext context) {
      return Enum.valueOf(absent.getDeclaringClass(), parser.getString());
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return absent;
    }
  }

  private static final class FalseIfAbsent extends StdDeserializer<Boolean> {
    FalseIfAbsent() {
      super(Boolean.class);
    }

    @Override
    public Boolean deserialize(JsonParser parser, DeserializationContext context) {
      return parser.getBooleanValue();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return false;
    }
  }

  /** Returns the mapper; others may be built from it. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  private static SimpleModule dataSets() {
    SimpleModule module = new SimpleModule("rote-data-sets");
    module.addSerializer(
        DataSet.class,
        new StdSerializer<>(DataSet.class) {
          @Override
          public void serialize(
              DataSet set, JsonGenerator generator, SerializationContext context) {
            generator.writeString(set.id());
          }
        });
    module.addDeserializer(
        DataSet.class,
        new StdDeserializer<>(DataSet.class) {
          @Override
          public DataSet deserialize(JsonParser parser, DeserializationContext context) {
            return DataSet.byId(parser.getString()).orElseThrow();
          }
        });
    return module;
  }
}
