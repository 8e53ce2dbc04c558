/**
 * The test vectors of docs/specification.md, and what Rote's own code answers to them. An
 * implementation that shares no code with it is in {@code independent}.
 */
package dev.rote.runner.specification;
