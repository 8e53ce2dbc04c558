/**
 * Worker processes and what runs in them: a cell's convergence, its throughput under JMH, the
 * probes, attestations and the machine's peak. The parent's side starts a process, follows its
 * events and turns whatever ends it into an outcome; the worker's side is the only code of the
 * runner that opens a trainer. Writes no results and formats no report.
 */
package dev.rote.runner.worker;
