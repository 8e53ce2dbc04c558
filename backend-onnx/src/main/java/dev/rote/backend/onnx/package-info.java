/**
 * ONNX Runtime: the backend {@code onnxruntime}. {@link dev.rote.backend.onnx.OnnxBackend} is what
 * the harness finds; everything else here serves its trainer, which runs graphs and keeps their
 * state, or its probe. What the graphs compute is decided in the package {@code graph} below.
 */
package dev.rote.backend.onnx;
