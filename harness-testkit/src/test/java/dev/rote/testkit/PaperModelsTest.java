package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Model;
import dev.rote.testkit.clause.PaperModels;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaperModelsTest {
  @Test
  void atFullSizeTheNetworksHaveThePapersParameterCounts() {
    assertThat(
            PaperModels.FULL_SIZE.all().stream()
                .collect(Collectors.toMap(Model::name, Model::trainedParameterCount)))
        .containsOnly(
            Map.entry("mlp-1x512", 1_209_866L),
            Map.entry("mlp-3x512", 1_735_178L),
            Map.entry("small-alexnet", 1_387_786L),
            Map.entry("small-inception", 1_649_402L),
            Map.entry("small-inception-no-bn", 1_649_402L));
  }

  @Test
  void scaledDownTheyHaveAsManyLayers() {
    PaperModels small = new PaperModels(12, 8);

    assertThat(small.all())
        .zipSatisfy(
            PaperModels.FULL_SIZE.all(),
            (scaled, full) -> assertThat(scaled.allNodes()).hasSameSizeAs(full.allNodes()));
  }
}
