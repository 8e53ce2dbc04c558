package dev.rote.backend.onnx.graph;

import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Sgd;
import dev.rote.api.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts one step of stochastic gradient descent into a graph. */
final class TrainingStep {
  private final Graph graph;
  private final Model model;
  private final Loss loss;
  private final Sgd optimizer;
  private final int threads;
  private final Map<String, Tensor> state = new LinkedHashMap<>();

  private TrainingStep(Graph graph, TrainingPlan plan) {
    this.graph = graph;
    this.model = plan.model();
    this.loss = plan.loss();
    this.optimizer = plan.optimizer();
    this.threads = plan.threads();
  }

  /**
   * What a step is made of.
   *
   * @param images {@code [n, c, h, w]}, the training set
   * @param labels {@code [n]}
   * @param indices {@code [batch]}
   * @param learningRate a scalar
   * @param state parameters and momenta by name
   * @param masks of dropout layers by the name of the layer
   */
  record Inputs(
      Tensor images,
      Tensor labels,
      Tensor indices,
      Tensor learningRate,
      Map<String, Tensor> state,
      Map<String, Tensor> masks) {}

  /**
   * What a step gives.
   *
   * @param loss a scalar
   * @param state the new parameters and momenta by name
   */
  record Outputs(Tensor loss, Map<String, Tensor> state) {}

  static Outputs put(Graph graph, TrainingPlan plan, Inputs inputs) {
    return new TrainingStep(graph, plan).put(inputs);
  }

  private Outputs put(Inputs inputs) {
    Tape tape = new Tape(graph);
    List<ParameterSpec> trained =
        model.parameters().stream().filter(spec -> spec.role().trained()).toList();
    trained.forEach(spec -> tape.want(inputs.state().get(spec.name())));
    NetworkCompiler network =
        new NetworkCompiler(tape, inputs.state(), Optional.of(inputs.masks()));
    Tensor batch = rows(inputs.images(), inputs.indices());
    // A portion is too little work to share among threads.
    Tensor logits =
        threads == 1
            ? network.compileInPortions(model.nodes(), batch)
            : network.compile(model.nodes(), batch);
    Tensor batchLoss = loss(tape, logits, labels(inputs));
    tape.backward(batchLoss, graph.scalar(1));
    for (ParameterSpec spec : trained) {
      graph.within(graph.prefix() + spec.name() + "/update/", () -> update(tape, inputs, spec));
    }
    state.putAll(network.statistics());
    return new Outputs(batchLoss, state);
  }

  private Tensor loss(Tape tape, Tensor logits, Tensor labels) {
    return switch (loss) {
      case CROSS_ENTROPY -> CrossEntropy.apply(tape, logits, labels);
      case SQUARED -> SquaredLoss.apply(tape, logits, labels);
    };
  }

  /** Returns the classes of the batch as int64: ONNX Runtime has no one-hot operator for int32. */
  private Tensor labels(Inputs inputs) {
    Tensor labels = rows(inputs.labels(), inputs.indices());
    return graph
        .node("Cast")
        .inputs(labels)
        .integer("to", ElementType.INT64.number())
        .output(ElementType.INT64, labels.shape());
  }

  /** Selects rows; as a node of the graph, this leaves the training set where it is. */
  private Tensor rows(Tensor all, Tensor indices) {
    long[] shape = all.shape();
    shape[0] = indices.extent(0);
    return graph.node("Gather").inputs(all, indices).integer("axis", 0).output(all.type(), shape);
  }

  /** As {@link Sgd} has it. */
  private void update(Tape tape, Inputs inputs, ParameterSpec spec) {
    Tensor value = inputs.state().get(spec.name());
    Optional<Tensor> momentum =
        Optional.ofNullable(inputs.state().get(Names.momentum(spec.name())));
    Gradient gradient = tape.gradient(value);
    boolean decays = spec.role().decayed() && optimizer.weightDecay() > 0;
    Direction direction =
        optimizer.nesterov()
            ? ahead(gradient, momentum.orElseThrow(), value, decays)
            : Direction.of(velocity(gradient, momentum, value, decays));
    Tensor change = graph.binary("Mul", direction.step(), inputs.learningRate());
    state.put(spec.name(), graph.binary("Sub", value, change));
    momentum.ifPresent(before -> state.put(Names.momentum(spec.name()), direction.velocity()));
  }

  /**
   * Where a step goes.
   *
   * @param velocity the new momentum
   * @param step what the rate multiplies
   */
  private record Direction(Tensor velocity, Tensor step) {
    static Direction of(Tensor velocity) {
      return new Direction(velocity, velocity);
    }
  }

  /** {@code v = momentum * v + g + weightDecay * w}, with the sums in the gradient's product. */
  private Tensor velocity(
      Gradient gradient, Optional<Tensor> momentum, Tensor value, boolean decays) {
    return decays
        ? decayedVelocity(gradient, momentum, value)
        : momentum
            .map(before -> gradient.plus(optimizer.momentum(), before))
            .orElseGet(gradient::value);
  }

  private Tensor decayedVelocity(Gradient gradient, Optional<Tensor> momentum, Tensor value) {
    Tensor decay = decay(value);
    Tensor addend =
        momentum.map(this::damped).map(kept -> graph.binary("Add", kept, decay)).orElse(decay);
    return gradient.plus(1, addend);
  }

  /** Nesterov's: the gradient is needed beside the momentum, and so is computed by itself. */
  private Direction ahead(Gradient gradient, Tensor momentum, Tensor value, boolean decays) {
    Tensor decayed = decays ? gradient.plus(1, decay(value)) : gradient.value();
    Tensor velocity = graph.binary("Add", damped(momentum), decayed);
    return new Direction(velocity, graph.binary("Add", decayed, damped(velocity)));
  }

  private Tensor decay(Tensor value) {
    return graph.binary("Mul", value, graph.scalar(optimizer.weightDecay()));
  }

  private Tensor damped(Tensor velocity) {
    return graph.binary("Mul", velocity, graph.scalar(optimizer.momentum()));
  }
}
