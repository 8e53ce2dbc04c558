/**
 * A run from its options to its results: which backends and devices take part, one cell after the
 * other, every result written as soon as it is there. Called by the command line.
 */
package dev.rote.runner.run;
