/**
 * The parent's side of every job: a runner per job that launches a worker, listens to it and makes
 * one typed result of whatever happens. Opens no trainer, writes no results and formats no report.
 */
package dev.rote.runner.cell;
