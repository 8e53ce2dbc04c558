package dev.rote.backend.onnx.graph;

/** The gradient of a tensor, not yet a node: what is added to it may be fused with it. */
interface Gradient {
  /** Returns the gradient. */
  Tensor value();

  /** Returns {@code gradient + factor * addend}. */
  Tensor plus(float factor, Tensor addend);

  /** Returns a gradient that is there already. */
  static Gradient of(Graph graph, Tensor value) {
    return new Gradient() {
      @Override
      public Tensor value() {
        return value;
      }

      @Override
      public Tensor plus(float factor, Tensor addend) {
        Tensor scaled = factor == 1 ? addend : graph.binary("Mul", addend, graph.scalar(factor));
        return graph.binary("Add", scaled, value);
      }
    };
  }
}
