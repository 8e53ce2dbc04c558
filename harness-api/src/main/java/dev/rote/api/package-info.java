/**
 * What the harness and a backend share: the service provider interface ({@link
 * dev.rote.api.Backend}, {@link dev.rote.api.Trainer}) and the vocabulary of an experiment (layers,
 * model, optimizer, parameters, examples, batches).
 *
 * <p>Everything a backend needs to know is here and nothing else is: no file formats, no suites, no
 * processes. The semantics are canonical: float32, images as {@code [n, c, h, w]}, dense weights as
 * {@code [out, in]}, convolution kernels as {@code [out, in, h, w]}, SAME padding whose odd element
 * goes at the end. A backend converts; the world outside never sees its layout.
 */
package dev.rote.api;
