package dev.rote.backend.onnx.graph;

import java.util.Arrays;
import java.util.List;

/** Operators that join, reshape and weigh tensors without computing anything of their own. */
final class Structure {
  private Structure() {}

  /** {@code [n, c, h, w] -> [n, c * h * w]}. */
  static Tensor flatten(Tape tape, Tensor x, long features) {
    Graph graph = tape.graph();
    Tensor y = graph.reshape(x, x.extent(0), features);
    return tape.record(y, List.of(x), dy -> tape.add(x, graph.reshape(dy, x.shape())));
  }

  /** The sum of two tensors of the same shape. */
  static Tensor add(Tape tape, Tensor a, Tensor b) {
    Tensor y = tape.graph().binary("Add", a, b);
    return tape.record(
        y,
        List.of(a, b),
        dy -> {
          tape.add(a, dy);
          tape.add(b, dy);
        });
  }

  /** x times a mask of the same shape, which is not differentiated. */
  static Tensor mask(Tape tape, Tensor x, Tensor mask) {
    Graph graph = tape.graph();
    Tensor y = graph.binary("Mul", x, mask);
    return tape.record(y, List.of(x), dy -> tape.add(x, graph.binary("Mul", dy, mask)));
  }

  /** Joins tensors along an axis. */
  static Tensor concatenate(Tape tape, List<Tensor> parts, int axis) {
    Graph graph = tape.graph();
    long[] shape = parts.getFirst().shape();
    long[] extents = parts.stream().mapToLong(part -> part.extent(axis)).toArray();
    shape[axis] = Arrays.stream(extents).sum();
    Tensor y =
        graph
            .node("Concat")
            .inputs(parts.toArray(Tensor[]::new))
            .integer("axis", axis)
            .output(ElementType.FLOAT, shape);
    return tape.record(
        y,
        parts,
        dy -> {
          List<Tensor> pieces =
              graph
                  .node("Split")
                  .inputs(dy, graph.integers(extents))
                  .integer("axis", axis)
                  .outputs(parts);
          for (int i = 0; i < parts.size(); i++) {
            tape.add(parts.get(i), pieces.get(i));
          }
        });
  }
}
