package dev.rote.runner.wire;

import dev.rote.api.Device;

/**
 * Train a small convolution for a moment, so that a library of kernels must show itself if it can.
 * The answer is {@link Attest.Attested}.
 */
public record Control(BackendRef backend, Device device, int threads) implements Job {}
