/**
 * What results mean: whether cells were the same experiment, how far traces are from their
 * reference, what forks say about speed, and the view of a run that all of it makes. Computes from
 * typed results alone; statistics stand here and in {@code analysis.statistics}, nowhere else.
 */
package dev.rote.runner.analysis;
