package dev.rote.backend.reference;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.Optional;

/**
 * Convolution as matrix products ("im2col", Chellapilla et al. 2006): with the patch of the image
 * under the kernel at each position as a row of P, an output is {@code P W^T} like that of a {@link
 * Dense} layer, {@code [positions][filters]}.
 */
final class Conv2d implements Operator {
  private final int filters;
  private final Patches patches;
  private final Parameter weight;
  private final Optional<Parameter> bias;
  private double[][] input;

  Conv2d(Layer.Conv2d layer, LayerNode node, ParameterStore parameters) {
    filters = layer.filters();
    patches = new Patches(node.input(), layer.kernel(), layer.stride());
    weight = parameters.get(node, Role.WEIGHT);
    bias = parameters.find(node, Role.BIAS);
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    this.input = input;
    double[][] transposedWeight = Matrices.transpose(weight.value());
    double[][] output = new double[input.length][];
    for (int n = 0; n < input.length; n++) {
      double[][] product = Matrices.product(patches.of(input[n]), transposedWeight);
      double[][] channels = Matrices.transpose(product);
      bias.ifPresent(b -> addToChannels(b.value()[0], channels));
      output[n] = Matrices.join(channels);
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] inputGradient = new double[input.length][];
    for (int n = 0; n < input.length; n++) {
      double[][] channels = Matrices.split(outputGradient[n], filters);
      bias.ifPresent(b -> addChannelsTo(b.gradient()[0], channels));
      // Cut again: keeping the patches would take kernel * kernel times the input's memory.
      Matrices.addProduct(channels, patches.of(input[n]), weight.gradient());
      double[][] patchGradient = Matrices.product(Matrices.transpose(channels), weight.value());
      inputGradient[n] = patches.sum(patchGradient);
    }
    return inputGradient;
  }

  private static void addToChannels(double[] addend, double[][] channels) {
    for (int c = 0; c < channels.length; c++) {
      double[] channel = channels[c];
      for (int p = 0; p < channel.length; p++) {
        channel[p] += addend[c];
      }
    }
  }

  private static void addChannelsTo(double[] sum, double[][] channels) {
    for (int c = 0; c < channels.length; c++) {
      for (double value : channels[c]) {
        sum[c] += value;
      }
    }
  }
}
