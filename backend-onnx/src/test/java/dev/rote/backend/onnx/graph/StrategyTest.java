package dev.rote.backend.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyTest {
  @Test
  void aBuildWithoutGradientOperatorsGetsStandardOnes() {
    Strategy strategy = Strategy.of(new Kernels(16, false));

    assertThat(strategy.maxPools()).isEqualTo(Strategy.MaxPools.CHANNELS_FIRST);
    assertThat(strategy.firstLayers()).isEqualTo(Strategy.FirstLayers.WHOLE_BATCH);
    assertThat(strategy.parameterGradients()).isEqualTo(Strategy.ParameterGradients.STANDARD);
    assertThat(strategy.rectifierGradient()).isEqualTo(Strategy.RectifierGradient.STANDARD);
  }

  @Test
  void aBuildWithGradientOperatorsGetsTheLayoutThatTheyMakeFast() {
    Strategy strategy = Strategy.of(new Kernels(0, true));

    assertThat(strategy.maxPools()).isEqualTo(Strategy.MaxPools.CHANNELS_LAST);
    assertThat(strategy.firstLayers()).isEqualTo(Strategy.FirstLayers.IN_PORTIONS);
    assertThat(strategy.parameterGradients()).isEqualTo(Strategy.ParameterGradients.CONV_GRAD);
    assertThat(strategy.rectifierGradient()).isEqualTo(Strategy.RectifierGradient.RELU_GRAD);
  }

  @ParameterizedTest
  @CsvSource({"0, 16, false", "1, 16, false", "8, 16, true", "16, 16, true", "16, 24, false"})
  void channelsAreInBlocksWhereTheyDivideUp(int block, long channels, boolean blocked) {
    assertThat(Strategy.of(new Kernels(block, false)).blocked(channels)).isEqualTo(blocked);
  }
}
