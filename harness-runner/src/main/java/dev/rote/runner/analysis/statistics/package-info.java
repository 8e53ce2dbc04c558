/**
 * Statistics on arrays of numbers: whether two samples differ and by how much, which of many
 * findings to believe, where a series changed, what a count says of a rate. Knows nothing of runs
 * and results; the same arrays give the same answer on every machine.
 */
package dev.rote.runner.analysis.statistics;
