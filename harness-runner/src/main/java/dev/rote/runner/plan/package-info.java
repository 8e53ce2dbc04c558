/**
 * Expands a suite into experiments, and experiments, backends and devices into the cells of a run.
 * Pure: reads no file and starts no process.
 */
package dev.rote.runner.plan;
