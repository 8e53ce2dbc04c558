/**
 * Expands a suite into experiments, and experiments, backends and devices into the units of a run:
 * the list that is counted, executed, recorded and resumed. Each unit has a hash over everything
 * that decides its result. Reads no data and starts no process.
 */
package dev.rote.runner.plan;
