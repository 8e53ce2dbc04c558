package dev.rote.runner.training;

import dev.rote.api.DropoutMasks;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.runner.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dropout masks of some steps, drawn before the steps are timed and kept as one bit per value,
 * so that no backend's time contains the harness's random numbers.
 *
 * <p>The mask of a layer at a step is drawn from {@code RandomStream.of(seed, "dropout", epoch,
 * step, layer)}, with the epoch and the step within the epoch counted from 0 and the layer's place
 * among {@link Model#allNodes()}. Its values, in row-major order, are kept where {@code
 * nextDouble() >= rate}.
 */
final class PlannedMasks implements DropoutMasks {
  private final int batchSize;

  /** For each dropout layer by name, the kept values of each step. */
  private final Map<String, List<BitSet>> kept = new HashMap<>();

  private PlannedMasks(int batchSize) {
    this.batchSize = batchSize;
  }

  /**
   * Draws masks.
   *
   * @param epoch counted from 0
   * @param firstStep within the epoch, counted from 0
   * @param steps how many
   */
  static DropoutMasks draw(
      Model model, int batchSize, long seed, int epoch, int firstStep, int steps) {
    List<LayerNode> nodes = model.allNodes();
    PlannedMasks masks = new PlannedMasks(batchSize);
    for (int place = 0; place < nodes.size(); place++) {
      LayerNode node = nodes.get(place);
      if (node.layer() instanceof Layer.Dropout dropout) {
        List<BitSet> ofSteps = new ArrayList<>();
        for (int step = firstStep; step < firstStep + steps; step++) {
          RandomStream random = RandomStream.of(seed, "dropout", epoch, step, place);
          ofSteps.add(draw(random, dropout.rate(), masks.size(node)));
        }
        masks.kept.put(node.name(), ofSteps);
      }
    }
    return masks.kept.isEmpty() ? DropoutMasks.NONE : masks;
  }

  private static BitSet draw(RandomStream random, float rate, int size) {
    BitSet kept = new BitSet(size);
    for (int i = 0; i < size; i++) {
      kept.set(i, random.nextDouble() >= rate);
    }
    return kept;
  }

  private int size(LayerNode node) {
    return Math.multiplyExact(batchSize, node.input().size());
  }

  @Override
  public void fill(int step, LayerNode node, FloatBuffer mask) {
    List<BitSet> ofSteps = kept.get(node.name());
    if (ofSteps == null || !(node.layer() instanceof Layer.Dropout dropout)) {
      throw new IllegalArgumentException(node.name() + " is not a dropout layer of the model");
    }
    BitSet bits = ofSteps.get(step);
    float scale = 1 / (1 - dropout.rate());
    int size = size(node);
    for (int i = 0; i < size; i++) {
      mask.put(i, bits.get(i) ? scale : 0);
    }
  }
}
