package dev.rote.runner.suite.yaml;

import dev.rote.runner.data.Augmentation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes augmentations in the form that {@link AugmentationReader} reads. */
final class AugmentationWriter {
  private AugmentationWriter() {}

  static ArrayNode augmentation(Augmentation augmentation) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    augmentation
        .crop()
        .ifPresent(padding -> {
          if (padding > 0) {
            json.addObject().putObject("random-crop").put("padding", padding);
          } else {
            json.add("random-crop");
          }
        });
    if (augmentation.flip()) {
      json.add("random-flip");
    }
    add("random-rotation", augmentation.rotation(), json);
    add("random-brightness", augmentation.brightness(), json);
    add("random-contrast", augmentation.contrast(), json);
    return json;
  }

  private static void add(String kind, double most, ArrayNode json) {
    if (most > 0) {
      json.addObject().put(kind, most);
    }
  }
}
