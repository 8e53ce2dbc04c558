package dev.rote.runner.plan;

import dev.rote.runner.data.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How an augmentation is written: a list of what is in use, in which a crop without padding and a
 * flip are names alone, as they were when there was nothing else. What is older keeps its text.
 */
final class AugmentationJson {
  private static final String CROP = "RANDOM_CROP";
  private static final String FLIP = "RANDOM_FLIP";
  private static final String ROTATION = "RANDOM_ROTATION";
  private static final String BRIGHTNESS = "RANDOM_BRIGHTNESS";
  private static final String CONTRAST = "RANDOM_CONTRAST";

  private AugmentationJson() {}

  static SimpleModule module() {
    SimpleModule module = new SimpleModule("rote-augmentation");
    module.addSerializer(
        Augmentation.class,
        new StdSerializer<>(Augmentation.class) {
          @Override
          public void serialize(
              Augmentation augmentation, JsonGenerator generator, SerializationContext context) {
            context.writeValue(generator, list(augmentation));
          }
        });
    module.addDeserializer(
        Augmentation.class,
        new StdDeserializer<>(Augmentation.class) {
          @Override
          public Augmentation deserialize(JsonParser parser, DeserializationContext context) {
            Augmentation augmentation = Augmentation.NONE;
            for (JsonNode item : context.readTree(parser)) {
              augmentation = add(augmentation, item);
            }
            return augmentation;
          }
        });
    return module;
  }

  private static List<Object> list(Augmentation augmentation) {
    List<Object> list = new ArrayList<>();
    augmentation.crop().ifPresent(padding -> list.add(padding == 0 ? CROP : Map.of(CROP, padding)));
    if (augmentation.flip()) {
      list.add(FLIP);
    }
    addTo(list, ROTATION, augmentation.rotation());
    addTo(list, BRIGHTNESS, augmentation.brightness());
    addTo(list, CONTRAST, augmentation.contrast());
    return list;
  }

  private static void addTo(List<Object> list, String kind, double most) {
    if (most > 0) {
      list.add(Map.of(kind, most));
    }
  }

  private static Augmentation add(Augmentation augmentation, JsonNode item) {
    String kind = item.isString() ? item.stringValue() : item.propertyNames().iterator().next();
    return switch (kind) {
      case CROP -> augmentation.withCrop(item.path(CROP).asInt(0));
      case FLIP -> augmentation.withFlip();
      case ROTATION -> augmentation.withRotation(item.get(ROTATION).doubleValue());
      case BRIGHTNESS -> augmentation.withBrightness(item.get(BRIGHTNESS).doubleValue());
      case CONTRAST -> augmentation.withContrast(item.get(CONTRAST).doubleValue());
      default -> throw new IllegalArgumentException("no augmentation is called " + kind);
    };
  }
}
