/**
 * TensorFlow through TensorFlow-Java: the backend {@code tensorflow}. {@link
 * dev.rote.backend.tf.TensorFlowBackend} is what the harness finds; everything else serves its
 * trainer or its probe.
 *
 * <p>A trainer is one graph and one session. In the graph are copies of the network, one for
 * predictions and one for each step that a run executes, which share the variables. TensorFlow
 * differentiates single layers; how the gradient goes from layer to layer is decided here, because
 * TensorFlow's C++ has a wrong gradient of local response normalization that cannot be replaced
 * within a network. Inside, channels come last; {@link dev.rote.backend.tf.ChannelsLast} converts
 * what comes in and goes out.
 */
package dev.rote.backend.tf;
