/**
 * PyTorch through Deep Java Library: the backend {@code djl-pytorch}. {@link
 * dev.rote.backend.djl.DjlBackend} is what the harness finds; everything else serves its trainer or
 * its probe. Parameters and data are already in PyTorch's layout, so nothing is converted; what is
 * PyTorch's own habit and not the harness's semantics (padding, the optimizer, local response
 * normalization) is expressed in other operations here.
 */
package dev.rote.backend.djl;
