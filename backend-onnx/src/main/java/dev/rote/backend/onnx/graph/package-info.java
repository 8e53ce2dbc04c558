/**
 * Models as ONNX graphs: a builder, reverse-mode differentiation with a rule per operator, and the
 * graphs of a training step and of predictions. Nothing here runs a graph; the package above does,
 * and asks for graphs by {@link dev.rote.backend.onnx.graph.Graphs}.
 */
package dev.rote.backend.onnx.graph;
