/**
 * How networks learned, compared: what rounding makes of it, what seeds make of it, and what
 * corrupted labels and pictures do.
 */
package dev.rote.runner.analysis.learning;
