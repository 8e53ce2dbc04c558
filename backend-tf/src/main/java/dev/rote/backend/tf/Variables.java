package dev.rote.backend.tf;

import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * A model's parameters and their momenta, as resource variables. A parameter's shape and order in
 * TensorFlow follow from where it is used, so that the compiler declares it.
 */
final class Variables {
  private final Ops tf;
  private final Parameters initial;

  /** A session refuses to run nothing, which is what a network without parameters wants. */
  private final Op nothing;

  private final Map<String, Variable> variables = new LinkedHashMap<>();

  /**
   * @param tf the graph that gets the variables
   * @param initial a value for every parameter that will be declared
   */
  Variables(Ops tf, Parameters initial) {
    this.tf = tf;
    this.initial = initial;
    nothing = tf.noOp();
  }

  /**
   * A variable in the graph.
   *
   * @param spec the parameter as the world outside sees it
   * @param order of its values
   * @param shape in TensorFlow
   * @param handle the resource
   * @param value reads it, before or after a step
   */
  private record Variable(
      ParameterSpec spec,
      ChannelsLast order,
      Shape shape,
      VarHandleOp handle,
      Operand<TFloat32> value) {}

  /** Returns the handle of a parameter, which is made if this is its first use. */
  VarHandleOp declare(ParameterSpec spec, ChannelsLast order, Shape shape) {
    return variables
        .computeIfAbsent(
            spec.name(),
            name -> {
              VarHandleOp handle = newHandle(name, shape);
              return new Variable(
                  spec, order, shape, handle, tf.readVariableOp(handle, TFloat32.class));
            })
        .handle();
  }

  /** Returns the handle of a declared parameter. */
  VarHandleOp handle(ParameterSpec spec) {
    return variables.get(spec.name()).handle();
  }

  /** Returns a handle of the momentum of a declared parameter. */
  VarHandleOp momentum(ParameterSpec spec) {
    return newHandle(spec.name() + "/momentum", variables.get(spec.name()).shape());
  }

  /** Sets every declared parameter to its initial value and every momentum to zero. */
  void initialize(Session session) {
    Session.Runner runner = session.runner().addTarget(nothing);
    List<TFloat32> fed = new ArrayList<>();
    for (Variable variable : variables.values()) {
      Placeholder<TFloat32> value =
          tf.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
      float[] canonical = initial.toArray(variable.spec().name());
      TFloat32 tensor = Tensors.floats(variable.shape(), variable.order().fromCanonical(canonical));
      fed.add(tensor);
      runner.feed(value, tensor).addTarget((Op) tf.assignVariableOp(variable.handle(), value));
      if (variable.spec().role().trained()) {
        VarHandleOp momentum = momentum(variable.spec());
        runner.addTarget((Op) tf.assignVariableOp(momentum, tf.zerosLike(value)));
      }
    }
    runner.run().close();
    fed.forEach(TFloat32::close);
  }

  /** Returns a copy of the present values. */
  Parameters toParameters(Session session) {
    Session.Runner runner = session.runner().addTarget(nothing);
    variables.values().forEach(variable -> runner.fetch(variable.value()));
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int index = 0;
      for (Variable variable : variables.values()) {
        float[] value = Tensors.toArray(result.get(index++));
        values.put(variable.spec().name(), variable.order().toCanonical(value));
      }
    }
    return Parameters.of(initial.specs(), values);
  }

  private VarHandleOp newHandle(String name, Shape shape) {
    return tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
  }
}
